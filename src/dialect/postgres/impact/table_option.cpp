// ALTER TABLE's other subcommands, and renames.
#include <algorithm>
#include <array>

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {
namespace {

/// Storage parameters that change what a query or a writer may do, and so take ACCESS EXCLUSIVE;
/// all others take SHARE UPDATE EXCLUSIVE. Source: the lockmode column of reloptions.c.
constexpr std::array<std::string_view, 9> exclusive_parameters{
    "user_catalog_table", "security_barrier", "security_invoker",
    "check_option",       "fastupdate",       "buffering",
    "pages_per_range",    "autosummarize",    "gin_pending_list_limit"};

LockMode lock_of(const op::AlterTableOption& option) {
  using Kind = op::AlterTableOption::Kind;
  switch (option.kind) {
    case Kind::set_statistics:
    case Kind::set_column_options:
    case Kind::cluster_on:
    case Kind::set_without_cluster:
      return LockMode::share_update_exclusive;
    case Kind::set_storage_parameters:
    case Kind::reset_storage_parameters: {
      const bool exclusive = std::ranges::any_of(option.parameters, [](std::string_view parameter) {
        return std::ranges::find(exclusive_parameters, parameter) != exclusive_parameters.end();
      });
      return exclusive ? LockMode::access_exclusive : LockMode::share_update_exclusive;
    }
    case Kind::set_storage:
    case Kind::set_compression:
    case Kind::set_tablespace:
    case Kind::set_access_method:
    case Kind::set_without_oids:
    case Kind::replica_identity:
    case Kind::owner_to:
    case Kind::of_type:
    case Kind::not_of_type:
    case Kind::foreign_options:
      return LockMode::access_exclusive;
  }
  return LockMode::access_exclusive;
}

/// The relation is there already, or has been put there by the migrations so far.
bool changes_storage(const op::AlterTableOption& option, const Table* table, const Index* index) {
  if (option.kind == op::AlterTableOption::Kind::set_access_method) {
    return table == nullptr || table->assumed || table->access_method != option.value;
  }
  const std::string_view wanted = option.value == "pg_default" ? std::string_view() : option.value;
  if (index != nullptr) return index->tablespace != wanted;
  return table == nullptr || table->assumed || table->tablespace != wanted;
}

/// Sequences that a column owns follow its table.
void lock_owned_sequences(RelationKey table, Impact& impact) {
  for (const RelationKey sequence : owned_sequences(table, {}, impact.schema())) {
    impact.lock(sequence, LockMode::access_exclusive);
  }
}

}  // namespace

void impact_of(const op::AlterTableOption& option, Impact& impact) {
  using Kind = op::AlterTableOption::Kind;
  const Index* index = impact.schema().find_index(option.table.name);
  const Table* table = impact.schema().find_table(option.table.name);
  const bool on_index = index != nullptr || option.table.word == op::RelationWord::index;
  const bool recurses = option.kind == Kind::set_statistics || option.kind == Kind::set_storage;
  if (!on_index && recurses) {
    for (const RelationKey member : impact.family(option.table.name, option.table.only)) {
      impact.lock(member, lock_of(option));
    }
    return;
  }
  Effect& effect = on_index
                       ? impact.lock_index(impact.schema().key(option.table.name), lock_of(option))
                       : impact.lock(option.table.name, lock_of(option));
  const bool moves = option.kind == Kind::set_tablespace || option.kind == Kind::set_access_method;
  if (moves && changes_storage(option, table, index) &&
      (on_index || impact.has_storage(effect.relation))) {
    if (option.kind == Kind::set_access_method) {
      impact.rewrite(effect, "every row is written in the new format");
    } else {
      effect.rewrite = true;
      effect.duration = Duration::table_size;
      effect.cause = "its whole file is copied";
    }
  }
  if (option.kind == Kind::owner_to && !on_index) {
    lock_owned_sequences(impact.schema().key(option.table.name), impact);
  }
  if (option.kind == Kind::of_type) {
    impact.lock(ObjectName{{}, option.value}, LockMode::access_share).kind =
        TableKind::composite_type;
  }
}

void impact_of(const op::MoveTablespace& move, Impact& impact) {
  const std::string_view from = move.from == "pg_default" ? std::string_view() : move.from;
  const auto copy = [](Effect& effect) {
    effect.rewrite = true;
    effect.duration = Duration::table_size;
    effect.cause = "its whole file is copied";
  };
  for (const Table* table : impact.schema().tables()) {
    if (move.word == op::RelationWord::index) {
      for (const RelationKey key : table->indexes) {
        const Index* index = impact.schema().find_index(key);
        if (index == nullptr || index->tablespace != from) continue;
        copy(impact.lock_index(key, LockMode::access_exclusive));
      }
    } else if (impact.has_storage(table->key) && table->tablespace == from) {
      copy(impact.lock(table->key, LockMode::access_exclusive));
    }
  }
}

void impact_of(const op::SetPersistence& set, Impact& impact) {
  const Table* table = impact.schema().find_table(set.table.name);
  Effect& effect = impact.lock(set.table.name, LockMode::access_exclusive);
  const bool already = table != nullptr && !table->assumed && table->persistence == set.persistence;
  if (already || !impact.has_storage(effect.relation)) return;
  if (effect.kind == TableKind::sequence) {
    effect.rewrite = true;
    return;
  }
  impact.rewrite(effect, "every row is written again, to or from the write-ahead log");
  // From PostgreSQL 15 on a sequence is as lasting as its table.
  if (impact.major() < 15) return;
  for (const RelationKey sequence :
       owned_sequences(impact.schema().key(set.table.name), {}, impact.schema())) {
    impact.lock(sequence, LockMode::access_exclusive).rewrite = true;
  }
}

void impact_of(const op::RowSecurity& security, Impact& impact) {
  impact.lock(security.table.name, LockMode::access_exclusive);
}

void impact_of(const op::SetTriggerState& set, Impact& impact) {
  if (set.rule) {
    impact.lock(set.table.name, LockMode::access_exclusive);
    return;
  }
  for (const RelationKey member : impact.family(set.table.name, set.table.only)) {
    impact.lock(member, LockMode::share_row_exclusive);
  }
}

void impact_of(const op::AlterInheritance& alter, Impact& impact) {
  impact.lock(alter.table.name, LockMode::access_exclusive);
  impact.lock(alter.parent,
              alter.inherit ? LockMode::share_update_exclusive : LockMode::access_share);
}

void impact_of(const op::RenameRelation& rename, Impact& impact) {
  // ALTER INDEX … RENAME is weaker than ALTER TABLE index RENAME, which blocks reads of the table.
  if (rename.word == op::RelationWord::index &&
      impact.schema().find_table(rename.relation) == nullptr) {
    impact.lock_index(impact.schema().key(rename.relation), LockMode::share_update_exclusive);
    return;
  }
  if (const Index* index = impact.schema().find_index(rename.relation)) {
    impact.lock_index(index->key, LockMode::access_exclusive);
    return;
  }
  impact.lock(rename.relation, LockMode::access_exclusive);
}

void impact_of(const op::RenameColumn& rename, Impact& impact) {
  for (const RelationKey member : impact.family(rename.relation, false)) {
    impact.lock(member, LockMode::access_exclusive);
  }
}

void impact_of(const op::RenameConstraint& rename, Impact& impact) {
  for (const RelationKey member : impact.family(rename.table, false)) {
    impact.lock(member, LockMode::access_exclusive);
  }
}

void impact_of(const op::SetSchema& set, Impact& impact) {
  impact.lock(set.relation, LockMode::access_exclusive);
  lock_owned_sequences(impact.schema().key(set.relation), impact);
}

}  // namespace miglint::postgres
