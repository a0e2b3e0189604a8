// Re-records the conformance suite: runs the cases on the servers and writes record/*.txt.
//
//   postgres_record --suite DIR --servers DIR [--only PREFIX] VERSION...
//
// DIR/<version>/bin holds each server's programs. Entries of versions and cases that are not asked
// for stay as they are; those of cases that are no longer there go.

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "case_file.h"
#include "record.h"
#include "recorder.h"

namespace {

namespace fs = std::filesystem;
using namespace miglint::conformance;

struct Arguments {
  fs::path suite;
  fs::path servers;
  std::vector<int> versions;
  std::vector<std::string> names;

  [[nodiscard]] bool asks_for(const std::string& subject, const Case& item) const {
    return names.empty() || std::ranges::any_of(names, [&](const std::string& name) {
             return name == subject || item.id.starts_with(name);
           });
  }

  [[nodiscard]] bool asks_for_some(const std::string& subject,
                                   const std::vector<Case>& cases) const {
    return std::ranges::any_of(cases, [&](const Case& item) { return asks_for(subject, item); });
  }
};

int fail(const std::string& what) {
  fmt::print(stderr, "record: {}\n", what);
  return 1;
}

bool take_word(std::string_view word, Arguments& arguments) {
  int version = 0;
  const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), version);
  if (error != std::errc()) {
    arguments.names.emplace_back(word);
    return true;
  }
  arguments.versions.push_back(version);
  return version >= kFirstVersion && version <= kLastVersion && end == word.data() + word.size();
}

bool parse(int argc, char** argv, Arguments& arguments) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--suite" || word == "--servers") {
      if (++i == argc) return false;
      (word == "--suite" ? arguments.suite : arguments.servers) = argv[i];
    } else if (word.starts_with("-") || !take_word(word, arguments)) {
      return false;
    }
  }
  if (arguments.versions.empty()) {
    for (int version = kFirstVersion; version <= kLastVersion; ++version) {
      arguments.versions.push_back(version);
    }
  }
  return !arguments.suite.empty() && !arguments.servers.empty();
}

struct Subject {
  std::string name;
  std::vector<Case> cases;
  Record record;
};

/// The cases with the record as it stands, less what has no case any more.
std::expected<std::vector<Subject>, std::string> load(const fs::path& suite) {
  std::vector<Subject> all;
  for (const auto& name : subjects(suite / "cases")) {
    auto cases = load_cases(suite / "cases" / (name + ".sql"));
    if (!cases) return std::unexpected(cases.error());
    Subject subject{.name = name, .cases = *std::move(cases), .record = {}};
    const fs::path file = suite / "record" / (name + ".txt");
    if (fs::exists(file)) {
      auto record = load_record(file);
      if (!record) return std::unexpected(record.error());
      for (const auto& item : subject.cases) {
        if (const auto at = record->find(item.id); at != record->end()) subject.record.insert(*at);
      }
    }
    all.push_back(std::move(subject));
  }
  return all;
}

/// False when a case could not be observed.
bool record_version(int version, const Arguments& arguments, std::vector<Subject>& all,
                    Servers& servers) {
  auto recorder = Recorder::start(arguments.servers / std::to_string(version) / "bin");
  if (!recorder) {
    fail(fmt::format("PostgreSQL {}: {}", version, recorder.error()));
    return false;
  }
  servers[version] = recorder->release();
  bool is_complete = true;
  for (auto& subject : all) {
    for (const auto& item : subject.cases) {
      if (!arguments.asks_for(subject.name, item)) continue;
      auto truth = recorder->record(item);
      if (truth) {
        subject.record[item.id][version] = *std::move(truth);
      } else {
        fail(fmt::format("PostgreSQL {}: {}: {}", version, item.id, truth.error()));
        is_complete = false;
      }
    }
  }
  return is_complete;
}

}  // namespace

int main(int argc, char** argv) {
  Arguments arguments;
  if (!parse(argc, argv, arguments)) {
    fmt::print(stderr,
               "usage: postgres_record --suite DIR --servers DIR [VERSION...] [SUBJECT|CASE...]\n");
    return 2;
  }
  auto all = load(arguments.suite);
  if (!all) return fail(all.error());
  const fs::path servers_file = arguments.suite / "servers.txt";
  Servers servers = load_servers(servers_file);
  bool is_complete = true;
  for (const int version : arguments.versions) {
    is_complete = record_version(version, arguments, *all, servers) && is_complete;
  }
  std::ofstream(servers_file) << write_servers(servers);
  fs::create_directories(arguments.suite / "record");
  for (const auto& subject : *all) {
    if (!arguments.asks_for_some(subject.name, subject.cases)) continue;
    std::ofstream(arguments.suite / "record" / (subject.name + ".txt"))
        << write_record(subject.record);
  }
  return is_complete ? 0 : 1;
}
