#include "record.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>
#include <utility>

namespace miglint::conformance {
namespace {

constexpr std::array<std::string_view, 9> kModes = {"",
                                                    "AccessShareLock",
                                                    "RowShareLock",
                                                    "RowExclusiveLock",
                                                    "ShareUpdateExclusiveLock",
                                                    "ShareLock",
                                                    "ShareRowExclusiveLock",
                                                    "ExclusiveLock",
                                                    "AccessExclusiveLock"};

/// The lists of relations, by the word that opens their lines.
struct RelationList {
  std::string_view word;
  std::vector<Relation> Truth::* list;
};
constexpr std::array kRelationLists = {
    RelationList{"unreadable", &Truth::unreadable}, RelationList{"unwritable", &Truth::unwritable},
    RelationList{"create", &Truth::created},        RelationList{"drop", &Truth::dropped},
    RelationList{"rewrite", &Truth::rewritten},     RelationList{"empty", &Truth::emptied},
    RelationList{"scan", &Truth::scanned},          RelationList{"vacuum", &Truth::vacuumed},
    RelationList{"analyze", &Truth::analyzed},
};

std::string_view take_word(std::string_view& text) {
  const auto end = std::min(text.find(' '), text.size());
  const auto word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

Relation take_relation(std::string_view& text) {
  std::string kind(take_word(text));
  return {.name = std::string(std::exchange(text, {})), .kind = std::move(kind)};
}

bool take_version(std::string_view& text, int& version) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return version >= kFirstVersion && version <= kLastVersion;
}

/// "13-17" or "18".
bool parse_versions(std::string_view text, int& first, int& last) {
  if (!take_version(text, first)) return false;
  last = first;
  if (text.starts_with('-')) {
    text.remove_prefix(1);
    if (!take_version(text, last)) return false;
  }
  return text.empty() && first <= last;
}

bool add_list_line(Truth& truth, std::string_view word, std::string_view rest) {
  for (const auto& [known, list] : kRelationLists) {
    if (word != known) continue;
    (truth.*list).push_back(take_relation(rest));
    return true;
  }
  return false;
}

/// One line of an answer; false when it is not understood.
bool add_line(Truth& truth, std::string_view line) {
  const auto word = take_word(line);
  if (word == "transaction") {
    truth.transactional = line == "yes";
    return line == "yes" || line == "no";
  }
  if (word == "lock" || word == "brief") {
    Lock lock{.mode = std::string(take_word(line)), .relation = take_relation(line)};
    if (strength(lock.mode) == 0) return false;
    (word == "lock" ? truth.locks : truth.brief).push_back(std::move(lock));
    return true;
  }
  if (word == "build") {
    std::string index(take_word(line));
    if (take_word(line) != "on") return false;
    truth.built.push_back({.index = std::move(index), .table = std::string(line)});
    return true;
  }
  if (word == "said") {
    truth.said.emplace_back(line);
    return true;
  }
  if (word == "error" || word == "setup-error") {
    Refusal refusal{.sqlstate = std::string(take_word(line)), .message = std::string(line)};
    (word == "error" ? truth.error : truth.setup_error) = std::move(refusal);
    return true;
  }
  return add_list_line(truth, word, line);
}

}  // namespace

bool Truth::is_created(const Relation& relation) const {
  return std::ranges::find(created, relation) != created.end();
}

int strength(std::string_view mode) {
  for (std::size_t i = 1; i < kModes.size(); ++i) {
    if (kModes[i] == mode) return static_cast<int>(i);
  }
  return 0;
}

std::string_view mode_name(int strength) {
  return kModes.at(static_cast<std::size_t>(strength));
}

std::expected<Record, std::string> parse_record(std::string_view text) {
  Record record;
  std::map<int, Truth>* entry = nullptr;
  int first = 0;
  int last = -1;
  for (int number = 1; !text.empty(); ++number) {
    const auto end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto wrong = [&](std::string_view what) {
      return std::unexpected("line " + std::to_string(number) + ": " + std::string(what));
    };
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with("case ")) {
      const auto [at, is_new] = record.try_emplace(std::string(line.substr(5)));
      if (!is_new) return wrong("this case is there twice");
      entry = &at->second;
      last = -1;
    } else if (line.starts_with("    ")) {
      if (entry == nullptr || last < 0) return wrong("a line before any version");
      for (int version = first; version <= last; ++version) {
        if (!add_line((*entry)[version], line.substr(4))) return wrong("not understood");
      }
    } else if (line.starts_with("  ")) {
      if (entry == nullptr) return wrong("a version before any case");
      if (!parse_versions(line.substr(2), first, last)) return wrong("not a range of versions");
      for (int version = first; version <= last; ++version) {
        if (!entry->try_emplace(version).second) return wrong("a version that is there twice");
      }
    } else {
      return wrong("not understood");
    }
  }
  return record;
}

std::expected<Record, std::string> load_record(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) return std::unexpected(file.string() + ": cannot be read");
  std::ostringstream text;
  text << stream.rdbuf();
  auto record = parse_record(text.str());
  if (!record) return std::unexpected(file.string() + ": " + record.error());
  return record;
}

std::string write_truth(const Truth& truth) {
  std::string text;
  const auto line = [&text](const auto&... words) {
    text += "   ";
    ((text += ' ', text += words), ...);
    text += '\n';
  };
  if (truth.setup_error) {
    line("setup-error", truth.setup_error->sqlstate, truth.setup_error->message);
    return text;
  }
  line("transaction", truth.transactional ? "yes" : "no");
  if (truth.error) line("error", truth.error->sqlstate, truth.error->message);
  for (const auto& [mode, relation] : truth.locks)
    line("lock", mode, relation.kind, relation.name);
  for (const auto& [mode, relation] : truth.brief)
    line("brief", mode, relation.kind, relation.name);
  for (const auto& [word, list] : kRelationLists) {
    for (const auto& relation : truth.*list)
      line(word, relation.kind, relation.name);
  }
  for (const auto& build : truth.built)
    line("build", build.index, "on", build.table);
  for (const auto& message : truth.said)
    line("said", message);
  return text;
}

std::string write_record(const Record& record) {
  std::string text;
  for (const auto& [id, versions] : record) {
    text += text.empty() ? "case " : "\ncase ";
    text += id + "\n";
    for (auto at = versions.begin(); at != versions.end();) {
      auto last = at;
      for (auto next = std::next(at);
           next != versions.end() && next->first == last->first + 1 && next->second == at->second;
           ++next) {
        last = next;
      }
      text += "  " + std::to_string(at->first);
      if (last != at) text += "-" + std::to_string(last->first);
      text += "\n" + write_truth(at->second);
      at = std::next(last);
    }
  }
  return text;
}

Servers load_servers(const std::filesystem::path& file) {
  std::ifstream stream(file);
  Servers servers;
  int version = 0;
  std::string release;
  while (stream >> version >> release)
    servers[version] = release;
  return servers;
}

std::string write_servers(const Servers& servers) {
  std::string text;
  for (const auto& [version, release] : servers) {
    text += std::to_string(version) + " " + release + "\n";
  }
  return text;
}

void forgive_dependency_locks(Truth& recorded, Truth& later) {
  const auto is_access_share = [](const Lock& lock) { return lock.mode == kModes[1]; };
  std::erase_if(recorded.brief, is_access_share);
  std::erase_if(later.brief, is_access_share);
  std::erase_if(later.locks, [&](const Lock& lock) {
    return is_access_share(lock) && std::ranges::find(recorded.locks, lock.relation,
                                                      &Lock::relation) == recorded.locks.end();
  });
}

}  // namespace miglint::conformance
