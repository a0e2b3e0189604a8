#include "report/counts.h"

#include <fmt/format.h>

namespace miglint {
namespace {

std::string percent(std::size_t part, std::size_t whole) {
  if (whole == 0) return "0.0 %";
  return fmt::format("{:.1f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

}  // namespace

std::string plural(std::size_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string findings_in_words(const Summary& sum) {
  std::string out;
  const auto add = [&](std::size_t count, std::string_view word) {
    if (count > 0) out += (out.empty() ? "" : ", ") + plural(count, word);
  };
  add(sum.errors, "error");
  add(sum.warnings, "warning");
  add(sum.notes, "note");
  return out.empty() ? "No findings" : out;
}

std::string not_read_in_words(std::size_t not_read, std::size_t statements) {
  return fmt::format("{} of {} ({}) could not be read", not_read, plural(statements, "statement"),
                     percent(not_read, statements));
}

std::string statements_in_words(std::size_t statements, std::size_t not_read) {
  std::string out = plural(statements, "statement");
  if (not_read > 0) {
    out += fmt::format(", of which {} ({}) could not be read", not_read,
                       percent(not_read, statements));
  }
  return out;
}

}  // namespace miglint
