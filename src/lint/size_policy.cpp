#include "lint/size_policy.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/size_words.h"

namespace miglint {
namespace {

constexpr double kMegabyte = 1e6;

WorkKind work_of(const Subject& subject) {
  if (subject.rewrite) return WorkKind::write;
  return subject.index_build ? WorkKind::build : WorkKind::read;
}

bool is_named_large(std::string_view relation, const TableSettings& settings) {
  return std::ranges::any_of(settings.large, [&](const std::string& pattern) {
    return matches_relation(pattern, relation);
  });
}

double whole_bytes(const TableSize& size) {
  return size.table_bytes.value_or(0) + size.index_bytes.value_or(0);
}

/// By rows; bytes alone do not tell a table of a few wide rows from one of many.
bool is_small(const TableSize& size, const TableSettings& settings) {
  return size.rows && *size.rows < static_cast<double>(settings.small_rows) &&
         whole_bytes(size) < static_cast<double>(settings.small_mb) * kMegabyte;
}

bool is_large(const TableSize& size, const TableSettings& settings) {
  return (size.rows && *size.rows >= static_cast<double>(settings.large_rows)) ||
         whole_bytes(size) >= static_cast<double>(settings.large_mb) * kMegabyte;
}

std::optional<SizeFact> traffic_of(const Finding& finding, const TableSizes* sizes,
                                   const TableSettings& settings) {
  const std::string& relation = finding.subject.relation;
  const TableSize* size = sizes == nullptr ? nullptr : sizes->find(relation);
  if (size == nullptr || !size->writes_per_second) return std::nullopt;
  const double writes = *size->writes_per_second;
  // How many read it is not known: that few write does not mean that nobody waits.
  if (writes < static_cast<double>(settings.busy_writes)) return std::nullopt;
  return SizeFact{.kind = SizeFact::Kind::busy, .relation = relation, .writes_per_second = writes};
}

std::optional<SizeFact> work_on(const Finding& finding, const TableSizes* sizes,
                                const TableSettings& settings) {
  SizeFact fact;
  const WorkKind kind = work_of(finding.subject);
  bool all_known = true;
  bool all_small = true;
  bool any_large = false;
  double seconds = 0;
  double largest = -1;
  for (const std::string& relation : finding.subject.worked_on) {
    const bool named = is_named_large(relation, settings);
    const TableSize* size = sizes == nullptr ? nullptr : sizes->find(relation);
    any_large |= named || (size != nullptr && is_large(*size, settings));
    all_small &= !named && size != nullptr && is_small(*size, settings);
    const std::optional<double> bytes = size == nullptr ? std::nullopt : bytes_of_work(*size, kind);
    all_known &= bytes.has_value();
    if (bytes) {
      seconds += *bytes / (static_cast<double>(rate_of_work(settings, kind)) * kMegabyte);
    }
    const double weight = size == nullptr ? (named ? 0 : -1) : std::max(whole_bytes(*size), 0.5);
    if (weight <= largest) continue;
    largest = weight;
    fact.relation = relation;
    fact.rows = size == nullptr ? std::nullopt : size->rows;
    fact.bytes = bytes;
  }
  if (fact.relation.empty()) return std::nullopt;
  if (any_large) {
    fact.kind = SizeFact::Kind::large;
  } else if (all_small) {
    fact.kind = SizeFact::Kind::small;
  }
  if (all_known) fact.seconds = seconds;
  return fact;
}

/// "orders" of "public.orders".
std::string_view shown(std::string_view relation) {
  return relation.starts_with("public.") ? relation.substr(std::string_view("public.").size())
                                         : relation;
}

std::string duration_words(const Finding& finding, const SizeFact& fact,
                           const TableSettings& settings) {
  if (!fact.seconds || !fact.bytes) return {};
  const WorkKind kind = work_of(finding.subject);
  const std::string_view what = kind == WorkKind::read    ? "reading all of it"
                                : kind == WorkKind::build ? "reading it and writing the index"
                                                          : "writing all of it again";
  const bool several = finding.subject.worked_on.size() > 1;
  return fmt::format("; at {} MB a second, which is assumed, {}{} would take {}{}",
                     rate_of_work(settings, kind), what, several ? " and of the other tables" : "",
                     *fact.seconds < 1 ? "" : "about ", seconds_in_words(*fact.seconds));
}

std::string level_words(const SizeFact& fact, Level after) {
  if (fact.before == Level::off || fact.before == after) return ".";
  const auto article = [](Level level) { return level == Level::error ? "an" : "a"; };
  return fmt::format(": {} {} instead of {} {}.", article(after), name(after), article(fact.before),
                     name(fact.before));
}

}  // namespace

std::optional<SizeFact> size_of(const Finding& finding, const TableSizes* sizes,
                                const TableSettings& settings) {
  switch (finding.rule->grows_with) {
    case GrowsWith::nothing:
      return std::nullopt;
    case GrowsWith::traffic:
      return traffic_of(finding, sizes, settings);
    case GrowsWith::rows:
      return work_on(finding, sizes, settings);
  }
  return std::nullopt;
}

Level sized(Level level, const SizeFact& size, bool is_configured) {
  switch (size.kind) {
    case SizeFact::Kind::usual:
      return level;
    case SizeFact::Kind::small:
      return std::min(level, Level::note);
    case SizeFact::Kind::large:
    case SizeFact::Kind::busy:
      return level == Level::warning && !is_configured ? Level::error : level;
  }
  return level;
}

std::string size_words(const Finding& finding, const TableSizes* sizes,
                       const TableSettings& settings) {
  const SizeFact& fact = *finding.size;
  const std::string day = sizes == nullptr || sizes->taken_on().empty()
                              ? std::string("--stats")
                              : fmt::format("--stats of {}", sizes->taken_on());
  std::string words;
  if (fact.kind == SizeFact::Kind::busy) {
    words = fmt::format(" By {} about {:.0f} rows of `{}` are written a second", day,
                        *fact.writes_per_second, shown(fact.relation));
  } else if (fact.rows) {
    words = fmt::format(" By {} `{}` has about {}", day, shown(fact.relation),
                        rows_in_words(*fact.rows));
    if (fact.bytes) words += fmt::format(" ({})", bytes_in_words(*fact.bytes));
  } else if (fact.bytes) {
    words = fmt::format(" By {} `{}` has about {}", day, shown(fact.relation),
                        bytes_in_words(*fact.bytes));
  } else {
    words = fmt::format(" `{}` is {}", shown(fact.relation),
                        fact.kind == SizeFact::Kind::large ? "one of the project's large tables"
                                                           : "of unknown size");
  }
  return words + duration_words(finding, fact, settings) + level_words(fact, finding.level);
}

}  // namespace miglint
