// A small project for tests of the linter: SQL files, read, and rules made up for them.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "dialect/postgres/read.h"
#include "lint/run.h"
#include "source/arena.h"

namespace miglint::test {

struct File {
  std::string_view text;
  Direction direction = Direction::up;
  bool reported = true;
  Dialect dialect = Dialect::postgres;
  std::vector<SourceProblem> problems{};
};

class Project {
 public:
  void add(const File& file) {
    const FileId id =
        sources.add("m" + std::to_string(sources.size()) + ".sql", std::string(file.text));
    Migration& migration = migrations_.emplace_back();
    migration.file = id;
    migration.reported = file.reported;
    migration.dialect = file.dialect;
    migration.problems = file.problems;
    Script& script = file.direction == Direction::up ? migration.up : migration.down;
    SqlStatement sql;
    sql.text = sources[id].text();
    sql.span = {id, 0, static_cast<std::uint32_t>(sql.text.size())};
    script.statements.push_back(std::move(sql));
    auto& statements = statements_.emplace_back();
    postgres::read_statements(script.statements.front(), arena_, statements);
    scripts.push_back({&migration, file.direction, statements});
  }

  SourceSet sources;
  std::vector<ReadScript> scripts;

 private:
  Arena arena_;
  std::deque<Migration> migrations_;
  std::deque<std::vector<Statement>> statements_;
};

inline Finding finding_at(Span span, std::string message) {
  Finding finding;
  finding.span = span;
  finding.message = std::move(message);
  return finding;
}

inline void find_drop(const op::DropTable& drop, const Operation& operation, const Moment& at,
                      Findings& findings) {
  const bool known = at.before.find_table(drop.table) != nullptr;
  findings.add(finding_at(operation.span, known ? "drops a table" : "drops a stranger"));
}

/// Finds every command that has effects, at the statement.
inline void find_command(const Moment& at, Findings& findings) {
  findings.add(finding_at(at.statement.span, "has effects"));
}

inline void find_end(const ScriptEnd& at, Findings& findings) {
  if (at.script.empty()) return;
  findings.add(finding_at(at.script.back().span, "ends"));
}

inline constexpr std::array kPostgres{std::string_view("postgres")};
inline constexpr std::array kMySql{std::string_view("mysql")};
inline constexpr RuleLogic kDrop{.operations = {on<find_drop>()}};
inline constexpr RuleLogic kCommand{.command = find_command};
inline constexpr RuleLogic kEnd{.end = find_end};

inline constexpr std::array kRules{
    RuleInfo{.id = "any-command", .level = Level::note, .dialects = kPostgres, .logic = &kCommand},
    RuleInfo{.id = "drop-table", .level = Level::error, .dialects = kPostgres, .logic = &kDrop},
    RuleInfo{.id = "invalid-suppression", .level = Level::error, .dialects = kPostgres},
    RuleInfo{.id = "mysql-drop", .level = Level::error, .dialects = kMySql, .logic = &kDrop},
    RuleInfo{.id = "opaque-statement", .level = Level::note, .dialects = kPostgres},
    RuleInfo{.id = "script-end", .level = Level::warning, .dialects = kPostgres, .logic = &kEnd},
    RuleInfo{.id = "suppression-without-reason", .level = Level::note, .dialects = kPostgres},
    RuleInfo{.id = "syntax-error", .level = Level::error, .dialects = kPostgres},
    RuleInfo{.id = "unused-suppression", .level = Level::note, .dialects = kPostgres},
};

}  // namespace miglint::test
