#include "runbook/rollout.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <variant>

#include "lint/rollback.h"
#include "lint/wording.h"
#include "runbook/demands.h"
#include "runbook/deploy_stage.h"
#include "runbook/harmless_functions.h"
#include "runbook/insert_parts.h"

namespace miglint {
namespace {

RelationWork& work_of(std::vector<RelationWork>& all, RelationKey relation) {
  const auto found = std::ranges::find(all, relation, &RelationWork::relation);
  if (found != all.end()) return *found;
  return all.emplace_back(RelationWork{.relation = std::string(relation)});
}

void add_work(const Effect& effect, const Moment& at, Step& step) {
  RelationWork& work = work_of(step.work, effect.relation);
  work.lock = std::max(work.lock, effect.lock);
  if (effect.online.algorithm >= work.online.algorithm) work.online = effect.online;
  work.is_index = effect.is_index;
  work.is_new |= effect.creates || at.is_new(effect.relation);
  work.rewrite |= effect.rewrite;
  work.scan |= effect.scan;
  work.index_build |= effect.index_build;
  work.long_running |= effect.duration == Duration::table_size;
  if (work.cause.empty()) work.cause = effect.cause;
}

void add_command(const Moment& at, Step& step) {
  if (step.transaction == 0) {
    step.cause = at.transaction.cause;
    step.transaction = at.transaction.number;
    step.in_transaction = at.transaction.open();
    step.is_control = true;
  }
  for (const Operation& operation : at.command) {
    const Action& action = operation.action;
    if (const auto* opaque = std::get_if<op::Opaque>(&action)) step.opaque = opaque->reason;
    step.is_control &= std::holds_alternative<op::SetParameter>(action) ||
                       std::holds_alternative<op::TransactionControl>(action);
    if (auto staged = deploy_stage(operation, at)) {
      if (!step.stage || staged->stage > *step.stage) {
        step.stage = staged->stage;
        step.stage_reason = std::move(staged->reason);
      }
    }
  }
  for (const Effect& effect : at.effects)
    add_work(effect, at, step);
}

std::vector<Step> empty_steps(std::span<const Statement> script) {
  std::vector<Step> steps;
  for (const Statement& statement : script) {
    Step& step = steps.emplace_back(Step{.statement = &statement});
    if (!statement.syntax_error.empty()) step.opaque = "it cannot be parsed";
    if (statement.source != nullptr && statement.source->certainty == Certainty::opaque) {
      step.opaque = statement.source->opaque_reason;
    }
  }
  return steps;
}

/// Rows that an `up` or `down` script takes with it for good, in words.
class Losses {
 public:
  void add(const Operation& operation, const Moment& at) {
    const Action& action = operation.action;
    if (const auto* table = std::get_if<op::DropTable>(&action)) {
      if (!at.is_new(table->table)) add("all rows of `{}`", identifier(table->table));
    } else if (const auto* column = std::get_if<op::DropColumn>(&action)) {
      if (is_stored(*column, at)) {
        add("all values of `{}`",
            identifier(column->table.name) + '.' + identifier(column->column));
      }
    } else if (const auto* truncate = std::get_if<op::TruncateTable>(&action)) {
      if (!at.is_new(truncate->table)) add("all rows of `{}`", identifier(truncate->table));
    } else if (const auto* remove = std::get_if<op::DeleteRows>(&action)) {
      if (!at.is_new(remove->table)) add("the rows deleted from `{}`", identifier(remove->table));
    } else if (const auto* update = std::get_if<op::UpdateRows>(&action)) {
      add_overwritten(*update, at);
    }
  }

  std::vector<std::string> take() { return std::move(words_); }

 private:
  static bool is_stored(const op::DropColumn& drop, const Moment& at) {
    if (at.is_new(drop.table.name)) return false;
    const Table* table = at.before.find_table(drop.table.name);
    const Column* column = table == nullptr ? nullptr : table->find_column(drop.column);
    return column == nullptr ||
           (column->generated == Generated::no && column->origin.migration != at.migration_number);
  }

  /// A column that is filled where it was NULL can be emptied again by nobody, but loses nothing.
  void add_overwritten(const op::UpdateRows& update, const Moment& at) {
    if (at.is_new(update.table)) return;
    const Table* table = at.before.find_table(update.table);
    for (const Assignment& assignment : update.assignments) {
      const Column* column = table == nullptr ? nullptr : table->find_column(assignment.column);
      const bool is_fresh = column != nullptr && column->origin.migration == at.migration_number;
      const auto& nulls = update.filter.is_null_columns;
      // Frameworks write the moment of the change along with everything.
      const bool is_stamp = assignment.column == "updated_at";
      if (is_fresh || is_stamp || std::ranges::find(nulls, assignment.column) != nulls.end()) {
        continue;
      }
      add("the values that `{}` had where it is overwritten",
          identifier(update.table) + '.' + identifier(assignment.column));
    }
  }

  void add(fmt::format_string<const std::string&> words, const std::string& name) {
    std::string text = fmt::format(words, name);
    if (std::ranges::find(words_, text) == words_.end()) words_.push_back(std::move(text));
  }

  std::vector<std::string> words_;
};

class Collector {
 public:
  Collector(ServerVersion server, History history, const SourceSet& sources)
      : timeline_(server, history), sources_(sources) {
    rollout_.server = server;
  }

  void run(const RolloutScript& script) {
    if (script.history) {
      timeline_.run(*script.migration, Direction::up, script.up, {});
      return;
    }
    if (rollout_.first_migration == 0) {
      rollout_.before = timeline_.schema();
      rollout_.first_migration = timeline_.migration_number() + 1;
      rollout_.dialect = script.migration->dialect;
    }
    const Schema before = timeline_.schema();
    RolloutStep step{.migration = script.migration, .steps = empty_steps(script.up)};
    Losses losses;
    timeline_.run(
        *script.migration, Direction::up, script.up,
        {.moment = [&](const Moment& at) { see(at, script.up, step, losses); }, .end = {}});
    step.losses = losses.take();
    if (!script.down.empty()) roll_back(script, before, step.rollback);
    rollout_.migrations.push_back(std::move(step));
  }

  Rollout finish() {
    rollout_.after = timeline_.schema();
    for (Demand& demand : rollout_.demands)
      demand.askable = is_askable(demand);
    for (Feed& feed : rollout_.feeds)
      feed.is_all = feed.is_all && row_changes_[std::string(feed.table)] == 1;
    std::erase_if(tables_, [&](const auto& each) { return !was_there(each.first); });
    for (auto& [name, table] : tables_)
      rollout_.tables.push_back(table);
    return std::move(rollout_);
  }

 private:
  void see(const Moment& at, std::span<const Statement> script, RolloutStep& step, Losses& losses) {
    const auto index = static_cast<std::size_t>(&at.statement - script.data());
    add_command(at, step.steps[index]);
    for (const Operation& operation : at.command) {
      add_demands(operation, at, rollout_.demands, rollout_.remarks);
      losses.add(operation, at);
      see_rows(operation, at);
      see_rename(operation.action, at);
    }
    for (const Effect& effect : at.effects) {
      const bool is_table = effect.kind == TableKind::table && !effect.is_index;
      const bool matters = blocks_writes(effect.lock) || effect.index_build || effect.scan ||
                           effect.online.algorithm != DdlAlgorithm::none;
      if (!is_table || !matters || effect.creates || at.is_new(effect.relation)) continue;
      TouchedTable& table = touched(effect.relation);
      table.rewritten |= effect.rewrite || effect.online.rebuild;
      table.index_built |= effect.index_build;
      table.scanned |= effect.scan;
    }
  }

  void see_rename(const Action& action, const Moment& at) {
    if (const auto* table = std::get_if<op::RenameRelation>(&action)) {
      if (at.is_new(table->relation)) return;
      const std::string key(at.before.key(table->relation));
      rollout_.renames.push_back(
          {key, key.substr(0, key.find('.') + 1) + std::string(table->new_name), {}, {}});
    } else if (const auto* column = std::get_if<op::RenameColumn>(&action)) {
      if (at.is_new(column->relation)) return;
      const std::string key(at.before.key(column->relation));
      rollout_.renames.push_back(
          {key, key, std::string(column->column), std::string(column->new_name)});
    }
  }

  void see_rows(const Operation& operation, const Moment& at) {
    const Action& action = operation.action;
    const auto come_or_go = [&](const ObjectName& table) {
      if (!table.name.empty()) ++row_changes_[std::string(at.before.key(table))];
      if (!table.name.empty() && !at.is_new(table))
        touched(at.before.key(table)).rows_come_or_go = true;
    };
    if (const auto* update = std::get_if<op::UpdateRows>(&action))
      return see_update(*update, operation, at);
    if (const auto* insert = std::get_if<op::InsertRows>(&action)) {
      come_or_go(insert->table);
      see_feed(*insert, operation, at);
    }
    if (const auto* remove = std::get_if<op::DeleteRows>(&action)) come_or_go(remove->table);
    if (const auto* merge = std::get_if<op::MergeRows>(&action)) come_or_go(merge->table);
    if (const auto* truncate = std::get_if<op::TruncateTable>(&action)) come_or_go(truncate->table);
    if (const auto* copy = std::get_if<op::CopyRows>(&action)) {
      if (copy->from) come_or_go(copy->table);
    }
  }

  void see_feed(const op::InsertRows& insert, const Operation& operation, const Moment& at) {
    const bool is_plain = insert.from_query && !operation.nesting.in_block &&
                          std::ranges::all_of(insert.reads, [&](const ObjectName& relation) {
                            return is_as_before(relation, at);
                          });
    const Dialect dialect = at.migration.dialect;
    if (!is_plain || !are_harmless(insert.functions, at.before, dialect)) return;
    std::string query = query_of_insert(at.statement.text, dialect);
    if (query.empty()) return;
    const Table* table = at.before.find_table(insert.table);
    const bool is_made = table != nullptr && !table->assumed && rollout_.makes(table->origin);
    rollout_.feeds.push_back({.table = at.before.key(insert.table),
                              .query = std::move(query),
                              .span = operation.span,
                              .is_all = is_made && !insert.on_conflict});
  }

  /// The change has made neither the table nor one of its columns, and has not touched its rows.
  [[nodiscard]] bool is_as_before(const ObjectName& relation, const Moment& at) const {
    const RelationKey key = at.before.key(relation);
    const auto touched = tables_.find(std::string(key));
    const bool has_other_rows = touched != tables_.end() &&
                                (touched->second.rows_come_or_go || touched->second.rows_updated);
    const bool is_renamed =
        std::ranges::find(rollout_.renames, key, &Renamed::new_relation) != rollout_.renames.end();
    const Table* table = at.before.find_table(relation);
    if (has_other_rows || is_renamed || table == nullptr) return false;
    return !rollout_.makes(table->origin) &&
           std::ranges::none_of(
               table->columns, [&](const Column& column) { return rollout_.makes(column.origin); });
  }

  void see_update(const op::UpdateRows& update, const Operation& operation, const Moment& at) {
    if (at.is_new(update.table)) return;
    const RelationKey key = at.before.key(update.table);
    touched(key).rows_updated = true;
    const Table* table = at.before.find_table(update.table);
    for (const Assignment& assignment : update.assignments) {
      const Column* column = table == nullptr ? nullptr : table->find_column(assignment.column);
      Backfill backfill{
          .table = key,
          .column = std::string(assignment.column),
          .is_new_column = column != nullptr && rollout_.makes(column->origin),
          .fills_nulls = std::ranges::find(update.filter.is_null_columns, assignment.column) !=
                         update.filter.is_null_columns.end(),
          .span = operation.span,
          .source = {}};
      const Dialect dialect = at.migration.dialect;
      if (are_harmless(update.functions, at.before, dialect)) {
        backfill.source =
            backfill_source(text_of(operation, at), {dialect, update.table.name, assignment.column},
                            [&](std::string_view name, ColumnOwner owner) {
                              return is_old_column(name, owner, update, at);
                            });
      }
      rollout_.backfills.push_back(std::move(backfill));
    }
  }

  /// From the operation on; in a block, more than its own text.
  [[nodiscard]] std::string_view text_of(const Operation& operation, const Moment& at) const {
    if (!operation.nesting.in_block) return at.statement.text;
    const bool verbatim = at.statement.source != nullptr && at.statement.source->verbatim;
    if (!verbatim) return {};
    return sources_.text({operation.span.file, operation.span.begin, at.statement.span.end});
  }

  /// A column of one of the statement's relations that is there before the change.
  [[nodiscard]] bool is_old_column(std::string_view name, ColumnOwner owner,
                                   const op::UpdateRows& update, const Moment& at) const {
    const auto has = [&](const ObjectName& relation) {
      const Table* table = at.before.find_table(relation);
      const Column* column = table == nullptr ? nullptr : table->find_column(name);
      if (column != nullptr) return !rollout_.makes(column->origin);
      // Of a table that no migration has made any column may be there; a bare word may be a
      // variable as well.
      const bool may_have = table == nullptr || table->columns_incomplete;
      return may_have && owner != ColumnOwner::unsaid;
    };
    const Table* target = at.before.find_table(update.table);
    const bool is_own =
        owner == ColumnOwner::target ||
        (owner == ColumnOwner::unsaid && target != nullptr && target->find_column(name) != nullptr);
    return is_own ? has(update.table) : std::ranges::any_of(update.reads, has);
  }

  void roll_back(const RolloutScript& script, const Schema& before, Rollback& rollback) {
    rollback.steps = empty_steps(script.down);
    Timeline beside = timeline_;
    const Undo undo{timeline_.migration_number(), before, timeline_.schema()};
    Losses losses;
    beside.run_down(*script.down_migration, script.down, undo,
                    {.moment =
                         [&](const Moment& at) {
                           const auto index =
                               static_cast<std::size_t>(&at.statement - script.down.data());
                           add_command(at, rollback.steps[index]);
                           for (const Operation& operation : at.command)
                             losses.add(operation, at);
                         },
                     .end = [&](const ScriptEnd& at) { rollback.left = left_undone(at); }});
    rollback.losses = losses.take();
    rollback.grade = has_unread(script.down)    ? Rollback::Grade::unknown
                     : !rollback.left.empty()   ? Rollback::Grade::incomplete
                     : !rollback.losses.empty() ? Rollback::Grade::loses_data
                                                : Rollback::Grade::complete;
  }

  TouchedTable& touched(RelationKey key) {
    TouchedTable& table = tables_[std::string(key)];
    table.table = key;
    return table;
  }

  /// A table that nothing in the change makes, under the name that it has before.
  [[nodiscard]] bool was_there(RelationKey key) const {
    if (key.starts_with("pg_temp.")) return false;
    if (rollout_.before.find_table(key) != nullptr) return true;
    const Table* now = rollout_.after.find_table(key);
    return now != nullptr && now->assumed;
  }

  [[nodiscard]] bool has_column(RelationKey key, const std::string& name) const {
    const Table* before = rollout_.before.find_table(key);
    if (before != nullptr && before->find_column(name) != nullptr) return true;
    if (before != nullptr && !before->columns_incomplete) return false;
    const Table* now = rollout_.after.find_table(key);
    const Column* column = now == nullptr ? nullptr : now->find_column(name);
    return column == nullptr || !rollout_.makes(column->origin);
  }

  [[nodiscard]] bool is_askable(const Demand& demand) const {
    if (!was_there(demand.table)) return false;
    if (demand.kind == Demand::Kind::no_rows) return true;
    const auto has = [](const Collector& self, RelationKey table,
                        const std::vector<std::string>& columns) {
      return std::ranges::all_of(
          columns, [&](const std::string& column) { return self.has_column(table, column); });
    };
    if (!has(*this, demand.table, demand.columns)) return false;
    return demand.kind != Demand::Kind::referenced ||
           (was_there(demand.referenced_table) &&
            has(*this, demand.referenced_table, demand.referenced_columns));
  }

  Timeline timeline_;
  const SourceSet& sources_;
  Rollout rollout_;
  std::map<std::string, TouchedTable> tables_;
  std::map<std::string, std::size_t> row_changes_;  ///< By relation, new ones too: how often.
};

}  // namespace

bool Rollout::makes(const Origin& origin) const {
  return first_migration != 0 && origin.migration >= first_migration;
}

const TouchedTable* Rollout::find(RelationKey table) const {
  const auto found = std::ranges::find(tables, table, &TouchedTable::table);
  return found == tables.end() ? nullptr : &*found;
}

Rollout collect_rollout(std::span<const RolloutScript> scripts, ServerVersion server,
                        History history, const SourceSet& sources) {
  const NamesWrittenFor names(scripts.empty() ? Dialect::postgres
                                              : scripts.front().migration->dialect);
  Collector collector(server, history, sources);
  for (const RolloutScript& script : scripts)
    collector.run(script);
  return collector.finish();
}

}  // namespace miglint
