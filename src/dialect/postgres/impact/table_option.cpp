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

}  // namespace

void impact_of(const op::AlterTableOption& option, Impact& impact) {
  using Kind = op::AlterTableOption::Kind;
  const Index* index = impact.schema().find_index(option.table.name);
  Effect& effect = index != nullptr || option.table.word == op::RelationWord::index
                       ? impact.lock_index(impact.schema().key(option.table.name), lock_of(option))
                       : impact.lock(option.table.name, lock_of(option));
  const bool moves = option.kind == Kind::set_tablespace || option.kind == Kind::set_access_method;
  if (!moves || (!effect.is_index && !impact.has_storage(effect.relation))) return;
  effect.rewrite = true;
  effect.scan = true;
  effect.duration = Duration::table_size;
  effect.cause = option.kind == Kind::set_tablespace ? "the whole relation is copied"
                                                     : "every row is written in the new format";
}

void impact_of(const op::SetPersistence& set, Impact& impact) {
  const Table* table = impact.schema().find_table(set.table.name);
  Effect& effect = impact.lock(set.table.name, LockMode::access_exclusive);
  const bool already = table != nullptr && !table->assumed && table->persistence == set.persistence;
  if (already || !impact.has_storage(effect.relation)) return;
  effect.rewrite = effect.scan = true;
  effect.duration = Duration::table_size;
  effect.cause = "every row is written again, to or from the write-ahead log";
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
  if (rename.word == op::RelationWord::index) {
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
}

}  // namespace miglint::postgres
