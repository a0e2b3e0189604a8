#include "lock_page.h"

#include <algorithm>
#include <array>
#include <utility>

namespace miglint::conformance {
namespace {

struct Title {
  std::string_view subject;
  std::string_view text;
};

/// In the order of the page: what migrations do most comes first.
constexpr std::array kTitles = {
    Title{"add_column", "Adding a column"},
    Title{"not_null", "NOT NULL"},
    Title{"alter_type", "The type of a column"},
    Title{"check", "CHECK constraints"},
    Title{"foreign_key", "Foreign keys"},
    Title{"unique_pk", "UNIQUE, PRIMARY KEY and EXCLUDE"},
    Title{"index", "Indexes"},
    Title{"reindex", "REINDEX"},
    Title{"alter_table_misc", "Other forms of ALTER TABLE"},
    Title{"partition", "Partitions"},
    Title{"create_table", "New tables"},
    Title{"drop_truncate", "DROP and TRUNCATE"},
    Title{"view", "Views"},
    Title{"matview", "Materialized views"},
    Title{"trigger", "Triggers"},
    Title{"policy", "Policies and row-level security"},
    Title{"type_domain", "Types and domains"},
    Title{"sequence", "Sequences"},
    Title{"dml", "INSERT, UPDATE, DELETE and MERGE"},
    Title{"lock", "LOCK"},
    Title{"maintenance", "VACUUM, ANALYZE, CLUSTER"},
    Title{"comment_grant_set", "COMMENT, GRANT and settings"},
};

constexpr std::string_view kHead = R"(# What each statement locks

<!-- Generated from tests/conformance/postgres/record/ by:
     cmake --build --preset dev --target locks_document -->

)";

constexpr std::string_view kHowToRead = R"(
How to read it:

- **Locks** are the strongest on each table, held until the transaction ends; on indexes only where they are stronger
  than those on the table. Locks on what the statement itself makes are left out: nobody waits for them.
- **Blocks** is what a second session could not do until the transaction ended. "Schema changes, VACUUM": reads and writes go on.
  An empty field: nobody else notices. A lock that is *waited for* blocks already: whoever comes later and conflicts with it
  queues behind, so every ACCESS EXCLUSIVE here wants a `lock_timeout`.
- **Work** takes longer the larger the table is, and is done while the lock is held.
- **Other versions** have another answer than the latest one, which the row shows.
- Most cases begin with small tables that have a primary key; what a case adds to that stands behind *after*.
- Whether a foreign key's check reads the *referenced* table from end to end, or by its index, is the planner's
  choice; that it reads the *referencing* one is not.

| lock | reads (SELECT) wait | writes (INSERT, UPDATE, DELETE) wait |
|---|---|---|
| ACCESS SHARE, ROW SHARE, ROW EXCLUSIVE | no | no |
| SHARE UPDATE EXCLUSIVE | no | no |
| SHARE, SHARE ROW EXCLUSIVE, EXCLUSIVE | no | yes |
| ACCESS EXCLUSIVE | yes | yes |
)";

/// On one line, as a table's cell takes it.
std::string cell(std::string_view sql) {
  std::string text;
  for (const char c : sql) {
    if (c == '\n' || c == ' ') {
      if (!text.empty() && text.back() != ' ') text += ' ';
    } else if (c == '|') {
      text += "\\|";
    } else {
      text += c;
    }
  }
  while (text.ends_with(' ') || text.ends_with(';'))
    text.pop_back();
  return text;
}

/// The case's own set-up, less the rows that it fills in.
std::string own_setup(const Case& item) {
  std::string text;
  for (std::size_t i = item.common_setup; i < item.setup.size(); ++i) {
    const std::string sql = cell(item.setup[i].sql);
    if (sql.starts_with("INSERT ")) continue;
    text += (text.empty() ? "`" : "; `") + sql + "`";
  }
  return text;
}

std::string versions(int first, int last) {
  const std::string text = std::to_string(first);
  return first == last ? text : text + "–" + std::to_string(last);
}

/// Neighbouring versions with one answer: who waits follows from the locks.
struct Stretch {
  int first;
  int last;
  Answer answer;
};

std::vector<Stretch> stretches(const std::map<int, Truth>& truths) {
  std::vector<Stretch> all;
  for (const auto& [version, truth] : truths) {
    Answer answer = answer_of(truth);
    if (!all.empty() && all.back().answer.locks == answer.locks &&
        all.back().answer.work == answer.work) {
      all.back().last = version;
      all.back().answer.blocks = std::move(answer.blocks);
    } else {
      all.push_back({version, version, std::move(answer)});
    }
  }
  return all;
}

/// The whole answer of other versions: what of it is the same is still needed to read it.
std::string in_short(const Answer& answer) {
  std::string text = answer.locks.empty() ? "no lock" : answer.locks;
  if (!answer.work.empty()) text += "; " + answer.work;
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find("<br>", at), text.size());
    line += (line.empty() ? "" : ", ") + text.substr(at, end - at);
    at = end + std::string_view("<br>").size();
  }
  return line;
}

std::string row(const Case& item, const std::map<int, Truth>& truths) {
  const std::vector<Stretch> all = stretches(truths);
  const Stretch& latest = all.back();
  std::string what = "`" + cell(item.statement) + "`";
  if (const std::string setup = own_setup(item); !setup.empty()) what += "<br>*after* " + setup;
  if (!item.remarks.empty()) what += "<br>*" + cell(item.remarks) + "*";
  std::string others;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) {
    others += (others.empty() ? "" : "<br>") + versions(all[i].first, all[i].last) + ": " +
              in_short(all[i].answer);
  }
  std::string text;
  for (const std::string& field :
       {what, latest.answer.locks, latest.answer.blocks, latest.answer.work, others})
    text += (text.empty() ? "| " : " | ") + field;
  return text + " |\n";
}

std::string anchor(std::string_view title) {
  std::string text;
  for (const char c : title) {
    if (c == ' ') text += '-';
    if (c >= 'A' && c <= 'Z') text += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || c == '-') text += c;
  }
  return text;
}

}  // namespace

std::expected<std::string, std::string> write_lock_page(
    const std::map<std::string, Subject>& subjects, const Servers& servers) {
  std::size_t cases = 0;
  for (const auto& [name, subject] : subjects) {
    cases += subject.cases.size();
    if (std::ranges::find(kTitles, name, &Title::subject) == kTitles.end()) {
      return std::unexpected("lock_page.cpp has no title for the subject '" + name + "'");
    }
  }

  std::string page(kHead);
  page += std::to_string(cases) + " statements, run on real servers: PostgreSQL";
  for (const auto& [version, release] : servers)
    page += (version == servers.begin()->first ? " " : ", ") + release;
  page +=
      ". `miglint locks` answers the same for your own statement, and the tests hold its answer "
      "to this record.\n";
  for (const Title& title : kTitles) {
    if (subjects.contains(std::string(title.subject))) {
      page += "\n- [" + std::string(title.text) + "](#" + anchor(title.text) + ")";
    }
  }
  page += "\n";
  page += kHowToRead;

  for (const Title& title : kTitles) {
    const auto found = subjects.find(std::string(title.subject));
    if (found == subjects.end()) continue;
    page += "\n## " + std::string(title.text) +
            "\n\n| statement | locks | blocks | work | other versions |\n|---|---|---|---|---|\n";
    for (const Case& item : found->second.cases) {
      const auto truths = found->second.record.find(item.id);
      if (truths == found->second.record.end() || truths->second.empty()) {
        return std::unexpected("the case '" + item.id + "' is not recorded");
      }
      page += row(item, truths->second);
    }
  }
  return page;
}

}  // namespace miglint::conformance
