#include "rule_page.h"

#include <fmt/format.h>

#include <cstdint>
#include <optional>
#include <sstream>
#include <system_error>

#include "project/config.h"
#include "project/tools/tool.h"

namespace miglint {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> words_of(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> words;
  for (std::string word; stream >> word;)
    words.push_back(word);
  return words;
}

std::optional<TransactionScope> scope_named(std::string_view name) {
  const auto scope = [](Wrap wrap, Send send) {
    return TransactionScope{wrap, send, KnownBy::marker, "the example says so"};
  };
  if (name == "none") return scope(Wrap::none, Send::statement);
  if (name == "file") return scope(Wrap::file, Send::statement);
  if (name == "message") return scope(Wrap::none, Send::file);
  if (name == "all-pending") return scope(Wrap::all_pending, Send::statement);
  return std::nullopt;
}

class PageReader {
 public:
  explicit PageReader(std::string_view page) : page_(page) {}

  PageExamples read() {
    std::optional<Example> open;
    std::string_view fence;
    for (std::size_t begin = 0; begin < page_.size();) {
      const std::size_t end = std::min(page_.find('\n', begin), page_.size());
      const auto line = page_.substr(begin, end - begin);
      ++line_;
      if (!fence.empty()) {
        const auto text = trimmed(line);
        if (text.starts_with(fence) && text.find_first_not_of('`') == std::string_view::npos) {
          if (open) finish(*open, begin);
          open.reset();
          fence = {};
        }
      } else if (line.starts_with("```")) {
        fence = line.substr(0, line.find_first_not_of('`'));
        open = example_of(line.substr(fence.size()), std::min(end + 1, page_.size()));
      } else if (line.starts_with("## ")) {
        result_.headings.emplace_back(trimmed(line.substr(3)));
      }
      begin = end + 1;
    }
    return std::move(result_);
  }

 private:
  void problem(const std::string& text) {
    result_.problems.push_back(fmt::format("line {}: {}", line_, text));
  }

  void finish(Example example, std::size_t end) {
    example.end = end;
    result_.examples.push_back(std::move(example));
  }

  /// Nothing for a block that is only to be read: its language says all.
  std::optional<Example> example_of(std::string_view info, std::size_t begin) {
    const auto words = words_of(info);
    if (words.size() < 2) return std::nullopt;
    if (words[0] != "sql" && words[0] != "python" && words[0] != "php") {
      problem(fmt::format("cannot test an example in '{}' (known: sql, python, php)", words[0]));
      return std::nullopt;
    }
    if (words[1] != "bad" && words[1] != "good") {
      problem(fmt::format("an example is 'bad' or 'good', not '{}'", words[1]));
      return std::nullopt;
    }
    Example example;
    if (words[0] == "python") example.language = Example::Language::python;
    if (words[0] == "php") example.language = Example::Language::php;
    example.good = words[1] == "good";
    example.line = line_;
    example.begin = begin;
    example.scope.reason = "the example is plain SQL";
    for (std::size_t at = 2; at < words.size(); ++at)
      read_option(words[at], example);
    return example;
  }

  void read_option(std::string_view option, Example& example) {
    const auto equals = option.find('=');
    const auto key = option.substr(0, equals);
    const auto value = equals == std::string_view::npos ? "" : option.substr(equals + 1);
    if (option == "down") {
      example.direction = Direction::down;
    } else if (key == "version") {
      const auto version = version_of(value);
      if (!version) problem(fmt::format("'{}' is no version", value));
      example.version = version.value_or(ServerVersion{});
    } else if (const auto dialect = dialect_of(value); key == "dialect" && dialect) {
      example.dialect = *dialect;
      if (*dialect != Dialect::postgres && example.version.major == 15) {
        example.version = *dialect == Dialect::mysql ? ServerVersion{8, 4} : ServerVersion{10, 11};
      }
    } else if (const auto scope = scope_named(value); key == "transaction" && scope) {
      example.scope = *scope;
    } else if (key == "files" && find_tool(value) != nullptr) {
      example.tool = value;
      example.as_files = true;
    } else if (key == "tool" && !value.empty()) {
      example.tool = value;
    } else if (option == "config") {
      example.with_config = true;
    } else if (option == "history=complete") {
      example.complete_history = true;
    } else {
      problem(
          fmt::format("unknown option '{}' (known: version=N, dialect=mysql|mariadb, "
                      "transaction=none|file|message|all-pending, tool=NAME, files=TOOL, "
                      "history=complete, config, down)",
                      option));
    }
  }

  std::string_view page_;
  int line_ = 0;
  PageExamples result_;
};

}  // namespace

PageExamples read_examples(std::string_view page) {
  return PageReader(page).read();
}

}  // namespace miglint
