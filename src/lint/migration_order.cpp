#include "lint/migration_order.h"

#include <algorithm>
#include <map>
#include <utility>

#include "source/ascii.h"

namespace miglint {
namespace {

/// Digits, and digits behind single "_", "-" or ".".
std::string_view leading_numbers(std::string_view id) {
  std::size_t end = 0;
  while (true) {
    std::size_t digits = end == 0 ? 0 : end + 1;
    const std::size_t begin = digits;
    while (digits < id.size() && ascii::is_digit(id[digits]))
      ++digits;
    if (digits == begin) return id.substr(0, end);
    end = digits;
    const bool goes_on = end < id.size() && (id[end] == '_' || id[end] == '-' || id[end] == '.');
    if (!goes_on) {
      // "0001a" is no number: the next one may be "0001b".
      const bool is_whole = end == id.size() || !((id[end] >= 'a' && id[end] <= 'z') ||
                                                  (id[end] >= 'A' && id[end] <= 'Z'));
      return is_whole ? id.substr(0, end) : std::string_view();
    }
  }
}

/// The next run of digits or of anything else.
std::string_view take_part(std::string_view& text) {
  const bool digits = ascii::is_digit(text.front());
  std::size_t end = 0;
  while (end < text.size() && ascii::is_digit(text[end]) == digits)
    ++end;
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end);
  return part;
}

std::string_view without_zeros(std::string_view digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string_view::npos ? digits.substr(digits.size()) : digits.substr(first);
}

std::string_view folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

}  // namespace

std::string_view version_of(const Migration& migration) {
  const bool has_other_order =
      !migration.predecessors.empty() || migration.framework == "alembic" ||
      migration.framework == "sqitch" || migration.framework == "liquibase";
  if (has_other_order) return {};
  return migration.framework == "sql" ? leading_numbers(migration.id)
                                      : std::string_view(migration.id);
}

bool version_less(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    std::string_view x = take_part(a);
    std::string_view y = take_part(b);
    if (ascii::is_digit(x.front()) && ascii::is_digit(y.front())) {
      x = without_zeros(x);
      y = without_zeros(y);
      if (x.size() != y.size()) return x.size() < y.size();
    }
    if (x != y) return x < y;
  }
  return a.empty() && !b.empty();
}

std::vector<std::vector<const Migration*>> series_of(const HistoryEnd& at) {
  std::vector<std::vector<const Migration*>> series;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> known;
  for (const ReadScript& script : at.scripts) {
    if (script.direction != Direction::up) continue;
    const Migration& migration = *script.migration;
    const bool by_folder = migration.framework == "sql";
    const std::string_view folder =
        by_folder ? folder_of(at.sources[migration.file].path()) : std::string_view();
    const auto [place, is_new] = known.try_emplace({migration.framework, folder}, series.size());
    if (is_new) series.emplace_back();
    series[place->second].push_back(&migration);
  }
  return series;
}

Span head_of(const Migration& migration, const HistoryEnd& at) {
  for (const ReadScript& script : at.scripts) {
    if (script.migration == &migration && !script.statements.empty()) {
      return script.statements.front().span;
    }
  }
  return {migration.file, 0, 0};
}

}  // namespace miglint
