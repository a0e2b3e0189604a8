#include "report/locks.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "dialect/postgres/impact.h"
#include "report/display.h"
#include "report/paint.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

class LockCollector {
 public:
  explicit LockCollector(std::span<const Statement> script) : locks_(script.size()) {
    for (std::size_t i = 0; i < script.size(); ++i)
      locks_[i].statement = &script[i];
  }

  void add(const Moment& at, std::size_t statement) {
    StatementLocks& locks = locks_[statement];
    locks.in_transaction = at.transaction.open();
    for (const Operation& operation : at.command) {
      if (const auto* opaque = std::get_if<op::Opaque>(&operation.action)) {
        remark(locks, fmt::format("what it does cannot be known: {}", opaque->reason));
      }
      if (at.migration.dialect != Dialect::postgres) continue;
      const std::string_view refused =
          postgres::refused_in_transaction(operation, at.before, {at.server, {}});
      if (!refused.empty()) locks.refused_in_transaction = refused;
    }
    locks.has_online = at.migration.dialect != Dialect::postgres;
    for (const Effect& effect : at.effects)
      add(effect, locks);
    if (locks.has_online) add_online(at, locks);
  }

  static void add_online(const Moment& at, StatementLocks& locks) {
    locks.locks_rows |= std::ranges::any_of(at.command, locks_rows);
    for (const Operation& operation : at.command) {
      if (std::holds_alternative<op::CallRoutine>(operation.action)) {
        remark(locks, "what the procedure does is not looked into");
      }
      const auto* other = std::get_if<op::OtherCommand>(&operation.action);
      if (other == nullptr || other->command != "FLUSH TABLES WITH READ LOCK") continue;
      locks.online.lock = DdlLock::shared;
      locks.online_cause = "to all tables until UNLOCK TABLES";
    }
    const OnlineDdl online = combined(at.effects);
    if (online.algorithm < locks.online.algorithm || at.effects.empty()) return;
    locks.online = online;
    for (const Effect& effect : at.effects) {
      if (effect.online.algorithm == online.algorithm && !effect.cause.empty()) {
        locks.online_cause = effect.cause;
      }
    }
    if (at.committed != nullptr) {
      remark(locks, "the open transaction is committed before it: MySQL does so for every DDL");
    }
  }

  std::vector<StatementLocks> finish() {
    for (StatementLocks& locks : locks_) {
      // What the statement has made itself is nobody else's before it ends.
      std::erase_if(locks.relations, [&](const RelationLock& lock) {
        return lock.lock == LockMode::none ||
               std::ranges::find(locks.created, lock.relation) != locks.created.end();
      });
      std::ranges::sort(locks.relations, {}, &RelationLock::relation);
    }
    return std::move(locks_);
  }

 private:
  static void add(const Effect& effect, StatementLocks& locks) {
    if (effect.creates) {
      locks.created.emplace_back(shown_name(effect.relation, locks));
      return;
    }
    auto found = std::ranges::find(locks.relations, effect.relation, &RelationLock::relation);
    if (found == locks.relations.end()) {
      found = locks.relations.emplace(found);
      found->relation = effect.relation;
    }
    found->lock = std::max(found->lock, effect.lock);
    found->work.rewrite |= effect.rewrite;
    found->work.scan |= effect.scan;
    found->work.index_build |= effect.index_build;
    found->duration = std::max(found->duration, effect.duration);
    if (found->cause.empty()) found->cause = effect.cause;
    if (!effect.assumption.empty()) {
      remark(locks, fmt::format("{}: {}", shown_name(effect.relation, locks), effect.assumption));
    }
  }

  /// MySQL has no schemas: what is not said to be in another database has no name before its own.
  static std::string_view shown_name(RelationKey relation, const StatementLocks& locks) {
    for (const std::string_view schema : {"public.", "pg_temp."}) {
      if (locks.has_online && relation.starts_with(schema)) return relation.substr(schema.size());
    }
    return relation;
  }

  static bool locks_rows(const Operation& operation) {
    const Action& action = operation.action;
    if (const auto* select = std::get_if<op::SelectRows>(&action)) return !select->locked.empty();
    const auto* create = std::get_if<op::CreateTableAs>(&action);
    return (create != nullptr && !create->reads.empty()) ||
           std::holds_alternative<op::InsertRows>(action) ||
           std::holds_alternative<op::UpdateRows>(action) ||
           std::holds_alternative<op::DeleteRows>(action) ||
           std::holds_alternative<op::CopyRows>(action);
  }

  static void remark(StatementLocks& locks, std::string text) {
    if (std::ranges::find(locks.remarks, text) == locks.remarks.end()) {
      locks.remarks.push_back(std::move(text));
    }
  }

  std::vector<StatementLocks> locks_;
};

/// The relation whose work the statement takes longest for: until it is done, the other locks are
/// held as well. Null when no work grows with a table.
const RelationLock* longest_work(std::span<const RelationLock> locks) {
  const auto found = std::ranges::find(locks, Duration::table_size, &RelationLock::duration);
  return found == locks.end() ? nullptr : &*found;
}

/// Empty for what is done in an instant: everybody waits for that alike.
std::string_view who_waits(const OnlineDdl& online) {
  switch (online.lock) {
    case DdlLock::exclusive:
      return "reads and writes wait meanwhile";
    case DdlLock::shared:
      return "writes wait meanwhile";
    case DdlLock::none:
      break;
  }
  return online.algorithm == DdlAlgorithm::instant ? "" : "reads and writes go on";
}

/// "INPLACE, LOCK=NONE: the table is built anew; reads and writes go on"
/// Empty: nothing that is there is locked.
std::string online_words(const StatementLocks& locks) {
  const OnlineDdl& online = locks.online;
  if (online.algorithm == DdlAlgorithm::none) {
    if (online.lock == DdlLock::none) {
      return locks.locks_rows ? "locks the rows that it changes or reads" : "";
    }
    return fmt::format("blocks {} {}",
                       online.lock == DdlLock::exclusive ? "reads and writes" : "writes",
                       locks.online_cause);
  }
  std::string out =
      fmt::format("ALGORITHM={}, LOCK={}", sql_name(online.algorithm), sql_name(online.lock));
  if (online.rebuild) out += ", every row is written again";
  if (!locks.online_cause.empty()) out += fmt::format(": {}", locks.online_cause);
  if (online.refused != 0) {
    out += fmt::format("; the server refuses it (error {})", online.refused);
  } else if (const std::string_view waits = who_waits(online); !waits.empty()) {
    out += fmt::format("; {}", waits);
  }
  return out;
}

Json online_json(const StatementLocks& locks) {
  const OnlineDdl& online = locks.online;
  Json json = Json::object();
  const bool none = online.algorithm == DdlAlgorithm::none;
  json["algorithm"] = none ? Json() : Json(sql_name(online.algorithm));
  json["lock"] = none && online.lock == DdlLock::none ? Json() : Json(sql_name(online.lock));
  json["rebuild"] = online.rebuild;
  if (online.refused != 0) json["refused"] = online.refused;
  return json;
}

/// "blocks writes while every row is checked"
std::string consequence(const RelationLock& lock, const RelationLock* longest) {
  std::string out(who_is_blocked(lock.lock));
  const std::string_view work = while_what(lock.work);
  const bool only_scans = !lock.work.rewrite && !lock.work.index_build;
  const bool cause_says_it = work.ends_with(lock.cause);
  if (only_scans && lock.cause.starts_with("every ")) {
    out += fmt::format(" while {}", lock.cause);
  } else if (!work.empty()) {
    out += fmt::format(" {}{}{}", work, cause_says_it ? "" : ": ",
                       cause_says_it ? std::string_view() : lock.cause);
  } else if (blocks_writes(lock.lock)) {
    if (lock.duration == Duration::table_size) {
      out += " for as long as the table is large";
    } else if (longest != nullptr) {
      out += fmt::format(" until the work on {} is done", one_line(longest->relation));
    } else {
      out += " for an instant, once it gets the lock";
    }
  }
  return out;
}

Json effects_of(const StatementLocks& locks) {
  Json effects = Json::array();
  for (const RelationLock& lock : locks.relations) {
    effects.push_back({{"relation", lock.relation},
                       {"lock", pg_locks_name(lock.lock)},
                       {"rewrite", lock.work.rewrite},
                       {"scan", lock.work.scan},
                       {"index_build", lock.work.index_build}});
  }
  return effects;
}

}  // namespace

std::vector<StatementLocks> statement_locks(Timeline& timeline, const Migration& migration,
                                            Direction direction,
                                            std::span<const Statement> script) {
  LockCollector collector(script);
  const TimelineVisitor visitor{
      .moment =
          [&](const Moment& at) {
            collector.add(at, static_cast<std::size_t>(&at.statement - script.data()));
          },
      .end = {}};
  timeline.run(migration, direction, script, visitor);
  return collector.finish();
}

void write_locks_text(std::span<const StatementLocks> statements, const SourceSet& sources,
                      const TextStyle& style, std::string& out) {
  const Paint& colors = paint(style.color);
  const SourceFile* shown = nullptr;
  std::size_t gutter = 1;
  for (const StatementLocks& locks : statements) {
    const Statement& statement = *locks.statement;
    const SourceFile& file = sources[statement.span.file];
    if (&file != shown) {
      shown = &file;
      gutter = fmt::formatted_size("{}", file.line_count());
      out += fmt::format("{}{}{}\n", colors.bold, one_line(file.path()), colors.reset);
    }
    out += fmt::format("{}{:>{}} |{} {}{}{}\n", colors.frame,
                       file.position(statement.span.begin).line, gutter, colors.reset, colors.bold,
                       shortened(statement.text, style.width - gutter - 3), colors.reset);
    const auto write_line = [&](std::string_view text) {
      out += fmt::format("{:>{}}{}\n", "", gutter + 5, text);
    };
    const std::string online = locks.has_online ? online_words(locks) : std::string();
    if (!online.empty()) write_line(online);
    for (const RelationLock& lock : locks.relations) {
      const std::string_view color = blocks_reads(lock.lock)    ? colors.error
                                     : blocks_writes(lock.lock) ? colors.warning
                                                                : std::string_view();
      write_line(fmt::format("{}{}{} on {}: {}{}", color, sql_name(lock.lock),
                             color.empty() ? "" : colors.reset, one_line(lock.relation),
                             consequence(lock, longest_work(locks.relations)),
                             locks.in_transaction ? "; held until the transaction ends" : ""));
    }
    for (const std::string& relation : locks.created)
      write_line(fmt::format("makes {}: nobody waits for it", one_line(relation)));
    for (const std::string& remark : locks.remarks)
      write_line(fmt::format("note: {}", one_line(remark)));
    if (!statement.syntax_error.empty()) {
      write_line(fmt::format("not read: {}", one_line(statement.syntax_error)));
    } else if (locks.relations.empty() && locks.created.empty() && online.empty()) {
      write_line(locks.has_online ? "takes no lock on a table" : "takes no lock on a relation");
    }
    if (!locks.refused_in_transaction.empty()) {
      write_line(
          fmt::format("{} cannot run inside a transaction block", locks.refused_in_transaction));
    }
  }
}

void write_locks_json(std::span<const StatementLocks> statements, const SourceSet& sources,
                      std::string& out) {
  out += '[';
  std::string_view separator = "\n";
  for (const StatementLocks& locks : statements) {
    const Statement& statement = *locks.statement;
    Json json{{"sql", statement.text},
              {"line", sources[statement.span.file].position(statement.span.begin).line}};
    if (locks.has_online) {
      json.update(online_json(locks));
    } else {
      json["transactional"] = locks.refused_in_transaction.empty();
      json["effects"] = effects_of(locks);
    }
    Json remarks = locks.remarks;
    if (!statement.syntax_error.empty()) {
      remarks.push_back(fmt::format("not read: {}", statement.syntax_error));
    }
    if (!remarks.empty()) json["remarks"] = std::move(remarks);
    out += separator;
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n";
  }
  out += "]\n";
}

}  // namespace miglint
