// miglint-cxx: the SQL that a C++ file sends, as lines of JSON.
//
//   miglint-cxx [--server postgres|mysql|sqlite] [--commands FILE] [--call NAME[:INDEX]]...
//               [--table VARIABLE]... FILE
//
// One file a run: what goes wrong with one costs no other.
#include <clang/Basic/DiagnosticOptions.h>
#include <clang/Frontend/CompilerInstance.h>
#include <clang/Frontend/FrontendActions.h>
#include <clang/Lex/PPCallbacks.h>
#include <clang/Lex/Preprocessor.h>
#include <clang/Tooling/ArgumentsAdjusters.h>
#include <clang/Tooling/Tooling.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/VirtualFileSystem.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Support/thread.h>
#include <sys/resource.h>

#include <algorithm>
#include <filesystem>
#include <memory>

#include "frontend/cxx/program/compile.h"
#include "frontend/cxx/program/interpreter.h"
#include "frontend/cxx/program/lexical.h"

namespace miglint::cxx {
namespace {

constexpr const char* kStandIns = "/miglint-stand-ins";

/// The real files, and stand-ins for headers of libraries below a folder of their own.
class FileSystem final : public llvm::vfs::ProxyFileSystem {
 public:
  /// `text` stands where the file at `path` is.
  FileSystem(std::string path, llvm::StringRef text)
      : ProxyFileSystem(llvm::vfs::createPhysicalFileSystem()),
        stand_ins_(llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>()),
        path_(std::move(path)) {
    stand_ins_->addFile(path_, 0, llvm::MemoryBuffer::getMemBufferCopy(text));
    // A header is looked for in a folder that is there.
    for (const char* const folder :
         {"", "/pqxx", "/soci", "/postgresql", "/QtSql", "/QtCore", "/mysql", "/mariadb",
          "/cppconn", "/mariadb/conncpp", "/conncpp", "/drogon", "/drogon/orm",
          "/userver/storages/postgres", "/fmt", "/SQLiteCpp"}) {
      stand_ins_->addFile(std::string(kStandIns) + folder + "/.folder", 0,
                          llvm::MemoryBuffer::getMemBuffer(""));
    }
  }

  llvm::ErrorOr<llvm::vfs::Status> status(const llvm::Twine& path) override {
    const std::string name = path.str();
    return is_stand_in(name) ? stand_ins_->status(name) : ProxyFileSystem::status(path);
  }
  llvm::ErrorOr<std::unique_ptr<llvm::vfs::File>> openFileForRead(
      const llvm::Twine& path) override {
    const std::string name = path.str();
    return is_stand_in(name) ? stand_ins_->openFileForRead(name)
                             : ProxyFileSystem::openFileForRead(path);
  }

 private:
  bool is_stand_in(std::string_view path) {
    if (path == path_) return true;
    if (!path.starts_with(kStandIns)) return false;
    const std::string_view header =
        path.substr(std::min(path.size(), std::string_view(kStandIns).size() + 1));
    if (!stand_ins_->exists(std::string(path))) {
      const std::string text = stand_in_header(header);
      if (!text.empty())
        stand_ins_->addFile(std::string(path), 0, llvm::MemoryBuffer::getMemBufferCopy(text));
    }
    return true;
  }

  llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> stand_ins_;
  std::string path_;
};

/// A header that is not there costs what it declares, and nothing else.
class MissingHeaders final : public clang::PPCallbacks {
 public:
  explicit MissingHeaders(Found& found) : found_(found) {}
  bool FileNotFound(clang::StringRef name) override {
    if (std::ranges::find(found_.missing_headers, name.str()) == found_.missing_headers.end())
      found_.missing_headers.push_back(name.str());
    return true;
  }

 private:
  Found& found_;
};

class Consumer final : public clang::ASTConsumer {
 public:
  Consumer(const Options& options, Found& found, std::set<unsigned>& literals)
      : options_(options), found_(found), literals_(literals) {}
  void HandleTranslationUnit(clang::ASTContext& context) override {
    Interpreter interpreter(context, options_, found_);
    interpreter.run();
    literals_ = interpreter.literals();
  }

 private:
  const Options& options_;
  Found& found_;
  std::set<unsigned>& literals_;
};

class Action final : public clang::ASTFrontendAction {
 public:
  Action(const Options& options, Found& found, std::set<unsigned>& literals)
      : options_(options), found_(found), literals_(literals) {}
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler,
                                                        clang::StringRef) override {
    compiler.getPreprocessor().addPPCallbacks(std::make_unique<MissingHeaders>(found_));
    return std::make_unique<Consumer>(options_, found_, literals_);
  }

 private:
  const Options& options_;
  Found& found_;
  std::set<unsigned>& literals_;
};

struct Request {
  Options options;
  std::string path;
  std::string content;  ///< A file that is read in its place.
  std::string commands;
};

std::vector<std::string> adjusted(const CompileCommand& command, const std::string& path) {
  using namespace clang::tooling;
  std::vector<std::string> arguments = command.arguments;
  // "ccache c++ …"
  if (arguments.size() > 1 && arguments[0].ends_with("ccache")) arguments.erase(arguments.begin());
  for (const ArgumentsAdjuster& adjust :
       {getClangSyntaxOnlyAdjuster(), getClangStripOutputAdjuster(),
        getClangStripDependencyFileAdjuster()})
    arguments = adjust(arguments, path);
  const std::vector<std::string> more{
      "-w",         "-ferror-limit=0",
      "-Wno-error", std::string("-resource-dir=") + MIGLINT_CLANG_RESOURCES,
      "-idirafter", kStandIns};
  arguments.insert(arguments.begin() + 1, more.begin(), more.end());
  return arguments;
}

int run(const Request& request) {
  auto text = llvm::MemoryBuffer::getFile(request.content.empty() ? request.path : request.content);
  if (!text) {
    llvm::errs() << "miglint-cxx: " << request.path << ": " << text.getError().message() << '\n';
    return 2;
  }
  Found found;
  std::set<unsigned> literals;
  const std::string_view source = (*text)->getBuffer();
  const CompileCommand command = compile_command(request.path, request.commands, source);
  std::error_code error;
  const std::string full =
      std::filesystem::absolute(request.path, error).lexically_normal().string();
  const auto files = llvm::makeIntrusiveRefCnt<FileSystem>(full, (*text)->getBuffer());
  // Where that fails, names are looked for from here.
  error = files->setCurrentWorkingDirectory(command.folder);
  const auto manager =
      llvm::makeIntrusiveRefCnt<clang::FileManager>(clang::FileSystemOptions(), files);
  clang::IgnoringDiagConsumer quiet;
  clang::tooling::ToolInvocation invocation(
      adjusted(command, request.path), std::make_unique<Action>(request.options, found, literals),
      manager.get());
  invocation.setDiagnosticConsumer(&quiet);
  invocation.run();
  find_by_tokens(source, literals, request.options, found);
  write(found);
  return 0;
}

void set_limits() {
  const auto limit = [](auto what, rlim_t value) {
    const rlimit both{value, value};
    ::setrlimit(what, &both);
  };
  limit(RLIMIT_CPU, 90);  // Seconds.
#ifndef __SANITIZE_ADDRESS__
  limit(RLIMIT_AS, rlim_t{8} << 30U);  // Bytes; the sanitizer's shadow takes 16 TiB of them.
#endif
  limit(RLIMIT_CORE, 0);
}

int usage(std::string_view message) {
  llvm::errs() << "miglint-cxx: " << llvm::StringRef(message.data(), message.size())
               << "\nusage: miglint-cxx [--server postgres|mysql|sqlite] [--commands FILE]"
                  " [--call NAME[:INDEX]]... [--table VARIABLE]... FILE\n";
  return 2;
}

}  // namespace
}  // namespace miglint::cxx

int main(int count, char** words) {
  using namespace miglint::cxx;
  Request request;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with("--")) {
      request.path = word;
      continue;
    }
    if (i + 1 == count) return usage(std::string(word) + " lacks its value");
    const std::string value = words[++i];
    if (word == "--server") {
      request.options.server = value == "mysql"    ? Server::mysql
                               : value == "sqlite" ? Server::sqlite
                                                   : Server::postgres;
    } else if (word == "--commands") {
      request.commands = value;
    } else if (word == "--content") {
      request.content = value;
    } else if (word == "--call") {
      request.options.calls.push_back(parse_call(value));
    } else if (word == "--table") {
      request.options.tables.push_back(value);
    } else {
      return usage("unknown option " + std::string(word));
    }
  }
  if (request.path.empty()) return usage("no file");
  set_limits();
  // Expressions of thousands of parts are walked by recursion.
  constexpr unsigned kStack = 512U << 20U;
  int code = 0;
  llvm::thread worker(std::optional<unsigned>(kStack), [&] { code = run(request); });
  worker.join();
  return code;
}
