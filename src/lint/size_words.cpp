#include "lint/size_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace miglint {
namespace {

/// Two digits that count below 10 of a unit, else whole numbers: "1.4", "96", "412".
std::string rounded(double value) {
  if (value < 9.95) {
    const double tenths = std::round(value * 10) / 10;
    return tenths == std::floor(tenths) ? fmt::format("{:.0f}", tenths)
                                        : fmt::format("{:.1f}", tenths);
  }
  return fmt::format("{:.0f}", value);
}

/// 412,345 as 412,000.
double shortened(double value) {
  if (value < 1000) return std::round(value);
  const double unit = std::pow(10.0, std::floor(std::log10(value)) - 2);
  return std::round(value / unit) * unit;
}

std::string with_commas(double value) {
  std::string digits = fmt::format("{:.0f}", value);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

}  // namespace

std::string rows_in_words(double rows) {
  constexpr double million = 1e6;
  constexpr double billion = 1e9;
  if (rows >= billion * 0.9995) return rounded(rows / billion) + " billion rows";
  if (rows >= million * 0.9995) return rounded(rows / million) + " million rows";
  const double count = shortened(rows);
  return with_commas(count) + (count == 1 ? " row" : " rows");
}

std::string bytes_in_words(double bytes) {
  constexpr std::array<std::string_view, 5> units{"bytes", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  while (bytes >= 999.5 && unit + 1 < units.size()) {
    bytes /= 1000;
    ++unit;
  }
  return fmt::format("{} {}", rounded(bytes), units[unit]);
}

std::string seconds_in_words(double seconds) {
  constexpr double minute = 60;
  constexpr double hour = 3600;
  if (seconds < 1) return "less than a second";
  if (seconds < 100) return fmt::format("{:.0f} s", seconds);
  if (seconds < 100 * minute) return fmt::format("{:.0f} min", seconds / minute);
  return rounded(seconds / hour) + " h";
}

std::optional<double> bytes_of_work(const TableSize& size, WorkKind kind) {
  if (kind != WorkKind::write || !size.table_bytes) return size.table_bytes;
  return *size.table_bytes + size.index_bytes.value_or(0);
}

std::string size_remark(const TableSize& size, WorkKind kind, const TableSettings& settings) {
  constexpr double megabyte = 1e6;
  const std::optional<double> bytes = bytes_of_work(size, kind);
  std::string words;
  if (size.rows) words = fmt::format("about {}", rows_in_words(*size.rows));
  if (!bytes) return words;
  words += words.empty() ? fmt::format("about {}", bytes_in_words(*bytes))
                         : fmt::format(" ({})", bytes_in_words(*bytes));
  const std::int64_t rate = rate_of_work(settings, kind);
  const double seconds = *bytes / (static_cast<double>(rate) * megabyte);
  return words + fmt::format(": {}{} at {} MB a second, which is assumed",
                             seconds < 1 ? "" : "about ", seconds_in_words(seconds), rate);
}

std::int64_t rate_of_work(const TableSettings& settings, WorkKind kind) {
  return kind == WorkKind::read ? settings.read_rate : settings.write_rate;
}

}  // namespace miglint
