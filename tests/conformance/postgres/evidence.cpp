#include "evidence.h"

#include <algorithm>
#include <array>
#include <optional>
#include <regex>
#include <set>

namespace miglint::conformance {
namespace {

/// The strongest mode by relation.
using Strongest = std::map<Relation, int>;

class Scales {
 public:
  explicit Scales(const Evidence& evidence) : evidence_(evidence) {
    for (const auto& [oid, entry] : evidence.before)
      names_before_.insert(entry.relation.name);
    for (const auto& [oid, entry] : evidence.after)
      names_after_.insert(entry.relation.name);
  }

  std::expected<Truth, std::string> weigh() {
    truth_.transactional = evidence_.transactional;
    weigh_locks();
    for (const auto oid : evidence_.unreadable)
      truth_.unreadable.push_back(*relation(oid));
    for (const auto oid : evidence_.unwritable)
      truth_.unwritable.push_back(*relation(oid));
    weigh_existence();
    weigh_messages();
    weigh_files();
    weigh_statistics();
    drop_builds_of_nothing();
    for (auto* list : {&truth_.unreadable, &truth_.unwritable, &truth_.created, &truth_.dropped,
                       &truth_.rewritten, &truth_.emptied, &truth_.scanned, &truth_.vacuumed,
                       &truth_.analyzed}) {
      std::ranges::sort(*list);
      const auto rest = std::ranges::unique(*list);
      list->erase(rest.begin(), rest.end());
    }
    if (!failure_.empty()) return std::unexpected(failure_);
    return std::move(truth_);
  }

 private:
  /// Nullopt: a system relation, a TOAST table, or one that lived only inside the statement.
  std::optional<Relation> relation(std::uint32_t oid) const {
    for (const auto* catalog : {&evidence_.before, &evidence_.after}) {
      if (const auto at = catalog->find(oid); at != catalog->end()) return at->second.relation;
    }
    return std::nullopt;
  }

  /// A new index in the place of an old one, as REINDEX CONCURRENTLY and ALTER TABLE make it: its
  /// own locks keep nobody waiting.
  bool is_successor(std::uint32_t oid, const Relation& by_name) const {
    return !evidence_.before.contains(oid) && names_before_.contains(by_name.name);
  }

  /// By the bare name that messages give.
  std::optional<Relation> named(std::string_view bare) const {
    for (const auto* catalog : {&evidence_.after, &evidence_.before}) {
      for (const auto& [oid, entry] : *catalog) {
        const std::string& name = entry.relation.name;
        if (name.substr(name.find('.') + 1) == bare) return entry.relation;
      }
    }
    return std::nullopt;
  }

  Strongest strongest(const std::vector<RelationLock>& locks) const {
    Strongest found;
    for (const auto& lock : locks) {
      const auto on = relation(lock.relation);
      if (on && !is_successor(lock.relation, *on)) {
        int& mode = found[*on];
        mode = std::max(mode, lock.mode);
      }
    }
    return found;
  }

  static std::vector<Lock> sorted(const Strongest& locks) {
    std::vector<Lock> list;
    for (const auto& [on, mode] : locks) {
      list.push_back({.mode = std::string(mode_name(mode)), .relation = on});
    }
    std::ranges::stable_sort(list, std::greater<>{},
                             [](const Lock& lock) { return strength(lock.mode); });
    return list;
  }

  void weigh_locks() {
    Strongest requested = strongest(evidence_.requested);
    if (!evidence_.transactional) {
      truth_.locks = sorted(requested);
      return;
    }
    const auto is_among = [](const auto& locks, const RelationLock& lock) {
      return std::ranges::find(locks, lock) != locks.end();
    };
    for (const auto& lock : evidence_.held) {
      if (!is_among(evidence_.requested, lock) && !is_among(evidence_.held_before, lock)) {
        failure_ = "a lock is held that was not seen to be asked for";
      }
    }
    const Strongest held = strongest(evidence_.held);
    Strongest lasting;
    for (const auto& [on, mode] : requested) {
      // Held before the statement and asked for again is a lock of the statement all the same.
      if (const auto at = held.find(on); at != held.end()) lasting[on] = std::min(mode, at->second);
    }
    for (const auto& [on, mode] : lasting) {
      if (requested[on] <= mode) requested.erase(on);
    }
    truth_.locks = sorted(lasting);
    truth_.brief = sorted(requested);
  }

  void weigh_existence() {
    for (const auto& [oid, entry] : evidence_.after) {
      if (!evidence_.before.contains(oid) && !names_before_.contains(entry.relation.name)) {
        truth_.created.push_back(entry.relation);
      }
    }
    for (const auto& [oid, entry] : evidence_.before) {
      if (!evidence_.after.contains(oid) && !names_after_.contains(entry.relation.name)) {
        truth_.dropped.push_back(entry.relation);
      }
    }
  }

  const CatalogEntry* before(std::uint32_t oid, const Relation& now) const {
    if (const auto at = evidence_.before.find(oid); at != evidence_.before.end())
      return &at->second;
    for (const auto& [old_oid, entry] : evidence_.before) {
      if (entry.relation == now) return &entry;
    }
    return nullptr;
  }

  void weigh_files() {
    for (const auto& [oid, entry] : evidence_.after) {
      const CatalogEntry* old = before(oid, entry.relation);
      if (old == nullptr || old->file == entry.file || entry.file == 0) continue;
      if (built_.contains(entry.relation.name)) continue;
      (entry.size > 0 ? truth_.rewritten : truth_.emptied).push_back(old->relation);
    }
  }

  void weigh_statistics() {
    for (const auto& [oid, entry] : evidence_.after) {
      const auto old = evidence_.before.find(oid);
      if (old == evidence_.before.end()) continue;
      const auto& [name, kind] = old->second.relation;
      if (kind == "index" || kind == "partitioned-index") continue;
      const auto scans =
          evidence_.transactional ? &CatalogEntry::scans_here : &CatalogEntry::scans_ever;
      if (entry.*scans > old->second.*scans) truth_.scanned.push_back(old->second.relation);
      if (!evidence_.transactional && entry.vacuums > old->second.vacuums) {
        truth_.vacuumed.push_back(old->second.relation);
      }
    }
  }

  void weigh_messages() {
    static const std::regex kBuild("building index \"(.+)\" on table \"(.+)\" .*");
    static const std::regex kAnalyze("analyzing \"(.+)\"( inheritance tree)?");
    for (const auto& [severity, message] : evidence_.notices) {
      if (message.find("pg_toast") != std::string::npos) continue;
      std::smatch match;
      if (std::regex_match(message, match, kBuild)) {
        note_build(match[1], match[2]);
      } else if (std::regex_match(message, match, kAnalyze)) {
        const std::string name = match[1];
        const auto of = named(name.substr(name.find('.') + 1));
        if (of && of->name == name) truth_.analyzed.push_back(*of);
      } else if (is_worth_keeping(severity, message)) {
        truth_.said.push_back(message);
      }
    }
  }

  void note_build(std::string index, const std::string& table) {
    // The name that REINDEX CONCURRENTLY builds under, before it takes the old index's place.
    static const std::regex kConcurrent("_ccnew[0-9]*$");
    index = std::regex_replace(index, kConcurrent, "");
    const auto built = named(index);
    const auto on = named(table);
    if (!built || !on) {
      // REINDEX SYSTEM and DATABASE build the catalogs' indexes too.
      if (!index.starts_with("pg_")) failure_ = "unknown index in a message: " + index;
      return;
    }
    built_.insert(built->name);
    const auto old = std::ranges::find_if(
        evidence_.before, [&](const auto& item) { return item.second.relation.name == on->name; });
    if (old != evidence_.before.end()) {
      truth_.built.push_back({.index = built->name, .table = on->name});
    }
  }

  /// An index on a table that has just been emptied is built in no time.
  void drop_builds_of_nothing() {
    std::erase_if(truth_.built, [&](const IndexBuild& build) {
      return std::ranges::any_of(truth_.emptied,
                                 [&](const Relation& table) { return table.name == build.table; });
    });
    std::ranges::sort(truth_.built);
    const auto rest = std::ranges::unique(truth_.built);
    truth_.built.erase(rest.begin(), rest.end());
  }

  bool is_worth_keeping(const std::string& severity, const std::string& message) const {
    if (severity == "INFO") return false;  // What VERBOSE asks for: counts and times.
    if (severity != "DEBUG") return true;
    static constexpr std::array<std::string_view, 7> kOpenings = {
        "rewriting table",
        "verifying table",
        "validating foreign key constraint",
        "existing constraints on column",
        "partition constraint for table",
        "updated partition constraint for default partition",
        "clustering",
    };
    // What VACUUM gives back to the system, of catalogs too.
    static const std::regex kTruncated("(table )?\"(.+)\": truncated [0-9]+ to [0-9]+ pages");
    std::smatch match;
    if (std::regex_match(message, match, kTruncated)) return named(match[2].str()).has_value();
    return std::ranges::any_of(
        kOpenings, [&](std::string_view opening) { return message.starts_with(opening); });
  }

  const Evidence& evidence_;
  Truth truth_;
  std::set<std::string> names_before_;
  std::set<std::string> names_after_;
  std::set<std::string> built_;
  std::string failure_;
};

}  // namespace

std::expected<Truth, std::string> weigh(const Evidence& evidence) {
  return Scales(evidence).weigh();
}

}  // namespace miglint::conformance
