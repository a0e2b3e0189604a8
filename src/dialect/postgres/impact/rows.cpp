// Statements on rows, LOCK TABLE and maintenance.
#include <array>
#include <utility>

#include "dialect/postgres/impact/builder.h"

namespace miglint::postgres {
namespace {

void read(std::span<const ObjectName> relations, Impact& impact) {
  for (const ObjectName& relation : relations)
    impact.lock(relation, LockMode::access_share);
}

Effect& write(const ObjectName& table, Impact& impact) {
  return impact.lock(table, LockMode::row_exclusive);
}

void set_duration(const Filter& filter, Effect& effect) {
  const bool bounded = filter.kind == FilterKind::key_range || filter.limited ||
                       filter.kind == FilterKind::contradiction;
  if (!bounded) effect.duration = Duration::table_size;
}

LockMode mode_named(std::string_view name) {
  for (auto mode = static_cast<int>(LockMode::access_share);
       mode <= static_cast<int>(LockMode::access_exclusive); ++mode) {
    if (pg_locks_name(static_cast<LockMode>(mode)) == name) return static_cast<LockMode>(mode);
  }
  return LockMode::access_exclusive;
}

}  // namespace

void impact_of(const op::UpdateRows& update, Impact& impact) {
  set_duration(update.filter, write(update.table, impact));
  read(update.reads, impact);
}

void impact_of(const op::DeleteRows& del, Impact& impact) {
  set_duration(del.filter, write(del.table, impact));
  read(del.reads, impact);
}

void impact_of(const op::InsertRows& insert, Impact& impact) {
  Effect& effect = write(insert.table, impact);
  if (insert.from_query) effect.duration = Duration::table_size;
  read(insert.reads, impact);
}

void impact_of(const op::MergeRows& merge, Impact& impact) {
  write(merge.table, impact).duration = Duration::table_size;
  read(merge.reads, impact);
}

void impact_of(const op::SelectRows& select, Impact& impact) {
  for (const ObjectName& relation : select.reads) {
    impact.lock(relation, select.for_update ? LockMode::row_share : LockMode::access_share);
  }
}

void impact_of(const op::CopyRows& copy, Impact& impact) {
  if (copy.table.name.empty()) return;
  impact.lock(copy.table, copy.from ? LockMode::row_exclusive : LockMode::access_share).duration =
      Duration::table_size;
}

void impact_of(const op::LockTable& lock, Impact& impact) {
  for (const RelationKey member : impact.family(lock.table, false)) {
    impact.lock(member, mode_named(lock.mode));
  }
}

void impact_of(const op::Vacuum& vacuum, Impact& impact) {
  if (vacuum.table.name.empty()) return;
  Effect& effect = impact.lock(
      vacuum.table, vacuum.full ? LockMode::access_exclusive : LockMode::share_update_exclusive);
  if (vacuum.full && impact.has_storage(effect.relation)) {
    impact.rewrite(effect, "every row is written to a new file");
  } else {
    effect.duration = Duration::table_size;
  }
}

void impact_of(const op::Cluster& cluster, Impact& impact) {
  if (cluster.table.name.empty()) return;
  Effect& effect = impact.lock(cluster.table, LockMode::access_exclusive);
  if (impact.has_storage(effect.relation)) {
    impact.rewrite(effect, "every row is written again in the index's order");
  }
}

}  // namespace miglint::postgres
