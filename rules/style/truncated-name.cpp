// A name longer than the server keeps.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "lint/rule.h"
#include "lint/wording.h"
#include "source/ascii.h"

namespace miglint::rules {
namespace {

/// NAMEDATALEN less its end.
constexpr std::size_t kLongest = 63;

bool is_word(char c) {
  return ascii::is_word(c) || c == '$' || ascii::is_beyond(c);
}

/// The parser cuts names off as the server does: the statement's text has the rest.
bool goes_on(std::string_view name, std::string_view text) {
  const auto found = std::ranges::search(text, name, {}, ascii::lower, ascii::lower);
  return !found.empty() && found.end() != text.end() && is_word(*found.end());
}

void report(std::string_view name, const Operation& operation, const Moment& at,
            Findings& findings) {
  if (name.size() < kLongest - 3 || at.direction == Direction::down) return;
  if (!goes_on(name, at.statement.text)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("The server cuts this name off after {} bytes, and keeps `{}`: "
                             "another name with the same beginning collides with it.",
                             kLongest, name),
      .safe_way = "-- a name of at most 63 bytes\n",
  });
}

void check_table(const op::CreateTable& create, const Operation& operation, const Moment& at,
                 Findings& findings) {
  report(create.table.name, operation, at, findings);
  for (const ColumnDefinition& column : create.columns)
    report(column.name, operation, at, findings);
  for (const Constraint& constraint : create.constraints)
    report(constraint.name, operation, at, findings);
}

void check_index(const op::CreateIndex& create, const Operation& operation, const Moment& at,
                 Findings& findings) {
  report(create.name, operation, at, findings);
}

void check_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                  Findings& findings) {
  report(add.column.name, operation, at, findings);
}

void check_constraint(const op::AddConstraint& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  report(add.constraint.name, operation, at, findings);
}

}  // namespace

extern const RuleLogic truncated_name;
const RuleLogic truncated_name{.operations = {on<check_table>(), on<check_index>(),
                                              on<check_column>(), on<check_constraint>()}};

}  // namespace miglint::rules
