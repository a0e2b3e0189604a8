#include "verify/compare.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <string>

namespace miglint {
namespace {

LockMode mode_in(const std::map<Oid, LockMode>& locks, Oid oid) {
  const auto found = locks.find(oid);
  return found == locks.end() ? LockMode::none : found->second;
}

std::set<std::string> names_in(std::string_view list) {
  std::set<std::string> names;
  for (const auto part : std::views::split(list, ','))
    names.emplace(part.begin(), part.end());
  return names;
}

bool lacks_columns(const RelationState& before, const RelationState& after) {
  if (before.columns == after.columns) return false;
  return !std::ranges::includes(names_in(after.columns), names_in(before.columns));
}

/// An index that came, or has another file, while its table kept its own.
bool is_built(const Sighting& seen, Oid oid, const RelationState& index) {
  if (index.kind != 'i' || index.size == 0) return false;
  const auto old = seen.before.by_oid.find(oid);
  return old == seen.before.by_oid.end() || old->second.file != index.file;
}

}  // namespace

std::vector<ObservedRelation> compare(const Sighting& seen) {
  std::set<Oid> built;
  for (const auto& [oid, state] : seen.after.by_oid) {
    if (is_built(seen, oid, state)) built.insert(state.table);
  }
  std::set<Oid> read;
  for (const auto& [oid, before] : seen.before.by_oid) {
    const auto after = seen.after.by_oid.find(oid);
    const bool scanned = before.is_index() && after != seen.after.by_oid.end() &&
                         after->second.*seen.scans > before.*seen.scans;
    if (scanned) read.insert(before.table);
  }
  std::vector<ObservedRelation> relations;
  for (const auto& [oid, before] : seen.before.by_oid) {
    const auto at_begin = seen.at_begin.by_oid.find(oid);
    if (at_begin == seen.at_begin.by_oid.end()) continue;
    ObservedRelation relation{
        .name = before.name, .is_index = before.is_index(), .root = before.root};
    relation.rows = at_begin->second.rows;
    relation.lock = mode_in(seen.held, oid);
    if (relation.lock > mode_in(seen.held_before, oid)) relation.new_lock = relation.lock;
    const auto after = seen.after.by_oid.find(oid);
    if (after == seen.after.by_oid.end()) {
      relation.dropped = true;
    } else {
      const RelationState& now = after->second;
      const bool other_file = now.file != before.file && now.file != 0;
      relation.rewritten = other_file && now.size > 0;
      relation.emptied = other_file && now.size == 0 && before.size > 0;
      relation.scanned = before.is_table() && now.*seen.scans > before.*seen.scans;
      relation.index_read = read.contains(oid);
      relation.index_built = built.contains(oid) && before.size > 0;
      relation.renamed = now.name != before.name;
      relation.columns_changed = lacks_columns(before, now);
    }
    const bool eventful = relation.lock != LockMode::none || relation.rewritten ||
                          relation.emptied || relation.scanned || relation.index_built ||
                          relation.dropped || relation.renamed || relation.columns_changed;
    if (eventful) relations.push_back(std::move(relation));
  }
  return relations;
}

}  // namespace miglint
