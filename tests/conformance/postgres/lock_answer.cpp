// One record entry in the words of docs/locks.md.
#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "lock_page.h"

namespace miglint::conformance {
namespace {

constexpr int kShareUpdateExclusive = 4;
constexpr int kShare = 5;
constexpr int kAccessExclusive = 8;

bool is_index(const Relation& relation) {
  return relation.kind == "index" || relation.kind == "partitioned-index";
}

/// `t`: the cases' own schema is no news.
std::string code(std::string_view name) {
  constexpr std::string_view kSchema = "public.";
  if (name.starts_with(kSchema)) name.remove_prefix(kSchema.size());
  return "`" + std::string(name) + "`";
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string text;
  for (const std::string& part : parts)
    text.append(text.empty() ? "" : between).append(part);
  return text;
}

/// "AccessExclusiveLock" as SQL writes it: "ACCESS EXCLUSIVE".
std::string in_sql(std::string_view mode) {
  mode.remove_suffix(std::string_view("Lock").size());
  std::string words;
  for (const char letter : mode) {
    const bool is_capital = letter >= 'A' && letter <= 'Z';
    if (is_capital && !words.empty()) words += ' ';
    words += is_capital ? letter : static_cast<char>(letter - 'a' + 'A');
  }
  return words;
}

/// Locks that others can notice, the strongest first. Those on what the statement made are left
/// out, and those on indexes where a table is locked as strongly: whoever uses an index uses its
/// table.
std::vector<Lock> telling(const std::vector<Lock>& locks, const Truth& truth) {
  int strongest_on_table = 0;
  for (const Lock& lock : locks) {
    if (!is_index(lock.relation) && !truth.is_created(lock.relation)) {
      strongest_on_table = std::max(strongest_on_table, strength(lock.mode));
    }
  }
  std::vector<Lock> told;
  std::ranges::copy_if(locks, std::back_inserter(told), [&](const Lock& lock) {
    if (truth.is_created(lock.relation)) return false;
    return !is_index(lock.relation) || strength(lock.mode) > strongest_on_table;
  });
  std::ranges::stable_sort(told, std::greater(),
                           [](const Lock& lock) { return strength(lock.mode); });
  return told;
}

/// "ACCESS EXCLUSIVE `t`, `u`; SHARE `v`"
std::string in_words(const std::vector<Lock>& locks) {
  std::string text;
  std::string_view mode;
  for (const Lock& lock : locks) {
    if (lock.mode == mode) {
      text += ", ";
    } else {
      text += (text.empty() ? "" : "<br>") + in_sql(lock.mode) + " ";
      mode = lock.mode;
    }
    text += code(lock.relation.name);
  }
  return text;
}

std::string names(const std::vector<Relation>& relations, const Truth& truth) {
  std::vector<std::string> codes;
  for (const Relation& relation : relations) {
    if (!is_index(relation) && !truth.is_created(relation)) codes.push_back(code(relation.name));
  }
  return joined(codes, ", ");
}

/// Tried by a second session where the statement runs in a transaction; else what the locks say.
std::string blocked(const Truth& truth, const std::vector<Lock>& told) {
  std::vector<Relation> unreadable = truth.unreadable;
  std::vector<Relation> unwritable = truth.unwritable;
  if (!truth.transactional) {
    for (const Lock& lock : told) {
      if (is_index(lock.relation)) continue;
      if (strength(lock.mode) == kAccessExclusive) unreadable.push_back(lock.relation);
      if (strength(lock.mode) >= kShare) unwritable.push_back(lock.relation);
    }
  }
  std::erase_if(unwritable, [&](const Relation& relation) {
    return std::ranges::find(unreadable, relation) != unreadable.end();
  });
  std::vector<std::string> parts;
  if (const std::string all = names(unreadable, truth); !all.empty()) {
    parts.push_back("reads and writes of " + all);
  }
  if (const std::string writes = names(unwritable, truth); !writes.empty()) {
    parts.push_back("writes to " + writes);
  }
  const bool only_schema_changes = parts.empty() && std::ranges::any_of(told, [](const Lock& lock) {
                                     return strength(lock.mode) >= kShareUpdateExclusive;
                                   });
  if (only_schema_changes) parts.emplace_back("schema changes, VACUUM");
  return joined(parts, "<br>");
}

std::string done(const Truth& truth) {
  // Whoever rewrites a table reads it.
  std::vector<Relation> only_read = truth.scanned;
  std::erase_if(only_read, [&](const Relation& relation) {
    return std::ranges::find(truth.rewritten, relation) != truth.rewritten.end();
  });
  struct List {
    std::string_view verb;
    const std::vector<Relation>& relations;
  };
  const std::array lists = {List{"rewrites ", truth.rewritten}, List{"empties ", truth.emptied},
                            List{"reads all of ", only_read}, List{"vacuums ", truth.vacuumed},
                            List{"analyzes ", truth.analyzed}};
  std::vector<std::string> parts;
  for (const List& list : lists) {
    // An index that is rewritten is told as built.
    if (const std::string all = names(list.relations, truth); !all.empty()) {
      parts.push_back(std::string(list.verb) + all);
    }
  }
  std::vector<std::string> built;
  for (const IndexBuild& build : truth.built)
    built.push_back(code(build.index));
  if (!built.empty()) parts.push_back("builds " + joined(built, ", "));
  if (!truth.transactional) parts.emplace_back("**not in a transaction**");
  return joined(parts, "<br>");
}

}  // namespace

Answer answer_of(const Truth& truth) {
  if (truth.setup_error) return {.locks = "not there", .blocks = {}, .work = {}};
  if (truth.error) {
    return {.locks = "refused: " + truth.error->message, .blocks = {}, .work = {}};
  }
  const std::vector<Lock> told = telling(truth.locks, truth);
  Answer answer{.locks = in_words(told), .blocks = blocked(truth, told), .work = done(truth)};
  std::vector<Lock> brief = telling(truth.brief, truth);
  std::erase_if(brief, [](const Lock& lock) { return is_index(lock.relation); });
  if (!brief.empty()) answer.locks += (told.empty() ? "" : "<br>") + ("briefly " + in_words(brief));
  return answer;
}

}  // namespace miglint::conformance
