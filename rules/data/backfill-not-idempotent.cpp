// A change of rows that does harm when it runs twice, where a first run may have been kept in part.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "source/ascii.h"

namespace miglint::rules {
namespace {

/// `a = a + 1`, `a = 100 * a`: the value counts on from what is there.
bool counts_on(std::string_view value, std::string_view column) {
  constexpr std::string_view arithmetic = "+-*/";
  for (std::size_t at = value.find(column); at != std::string_view::npos;
       at = value.find(column, at + 1)) {
    const std::size_t end = at + column.size();
    const bool whole = (at == 0 || !ascii::is_word(value[at - 1])) &&
                       (end == value.size() || !ascii::is_word(value[end]));
    if (!whole) continue;
    const std::size_t next = value.find_first_not_of(" \t\n\"", end);
    if (next != std::string_view::npos && arithmetic.find(value[next]) != std::string_view::npos &&
        value.substr(next, 2) != "->" && value.substr(next, 2) != "--") {
      return true;
    }
    const std::size_t before =
        at == 0 ? std::string_view::npos : value.find_last_not_of(" \t\n\"", at - 1);
    if (before != std::string_view::npos &&
        arithmetic.find(value[before]) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

bool begins_with_update(std::string_view text) {
  constexpr std::string_view word = "update";
  return text.size() > word.size() &&
         std::ranges::equal(text.substr(0, word.size()), word, {},
                            [](char c) { return std::tolower(static_cast<unsigned char>(c)); });
}

/// The value as it is written. In a string of PHP or Python it has no place of its own: a plain
/// UPDATE of which nothing else reads the column stands for it.
std::string_view text_to_search(const op::UpdateRows& update, const Assignment& assignment,
                                std::string_view value, const Moment& at) {
  const SqlStatement* source = at.statement.source;
  if (!value.empty() || source == nullptr || source->verbatim) return value;
  if (!update.reads.empty() || !begins_with_update(at.statement.text)) return {};
  const auto readers = std::ranges::count_if(update.assignments, [&](const Assignment& other) {
    if (other.value == nullptr) return true;
    const auto& read = other.value->columns;
    return std::ranges::find(read, assignment.column) != read.end();
  });
  return readers == 1 ? at.statement.text : std::string_view();
}

/// One transaction around all of it: a run that fails leaves nothing behind.
bool is_all_or_nothing(const Operation& operation, const Moment& at) {
  if (at.transaction.open()) return true;
  const TransactionScope* scope = at.transaction.scope;
  if (scope != nullptr && scope->wrap == Wrap::unknown) return true;
  return at.script.size() == 1 && !operation.nesting.in_loop;
}

void check_update(const op::UpdateRows& update, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::down || at.is_new(update.table)) return;
  if (is_all_or_nothing(operation, at)) return;
  for (const Assignment& assignment : update.assignments) {
    if (assignment.value == nullptr || !assignment.value->functions.empty()) continue;
    const auto& read = assignment.value->columns;
    if (std::ranges::find(read, assignment.column) == read.end()) continue;
    const auto& filtered = update.filter.columns;
    const std::string_view text = source_text(assignment.value->span, operation, at);
    // A filter on the column itself may leave out what has been done.
    const bool left_out = std::ranges::find(filtered, assignment.column) != filtered.end();
    if (left_out) continue;
    if (!counts_on(text_to_search(update, assignment, text, at), assignment.column)) continue;
    const std::string table = identifier(update.table);
    const std::string column = identifier(assignment.column);
    findings.add({
        .span = operation.span,
        .message =
            fmt::format("Rows of `{}` whose `{}` has been changed are changed again when the "
                        "script is run again after a failure, and nothing tells them from "
                        "the others.",
                        table, column),
        .safe_way = fmt::format("-- into a new column, which also says what is done\n"
                                "UPDATE {} SET <new column> = {} WHERE <new column> IS NULL AND <a "
                                "range of keys>;\n",
                                table, text.empty() ? "<the value>" : text),
    });
    return;
  }
}

void check_insert(const op::InsertRows& insert, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::down || !insert.from_query || insert.on_conflict) return;
  if (insert.reads.empty() || at.is_new(insert.table)) return;
  if (is_all_or_nothing(operation, at)) return;
  // NOT EXISTS, a join or EXCEPT with the table itself leaves out what is there.
  const RelationKey target = at.before.key(insert.table);
  const bool looks = std::ranges::any_of(
      insert.reads, [&](const ObjectName& read) { return at.before.key(read) == target; });
  if (looks) return;
  const std::string table = identifier(insert.table);
  findings.add({
      .span = operation.span,
      .message = fmt::format("The rows are added to `{}` once more when the script is run again "
                             "after a failure, or the second run fails on the first one's.",
                             table),
      .safe_way = "-- at its end, where a unique key says which rows are the same\n"
                  "ON CONFLICT DO NOTHING\n",
  });
}

}  // namespace

extern const RuleLogic backfill_not_idempotent;
const RuleLogic backfill_not_idempotent{.operations = {on<check_update>(), on<check_insert>()}};

}  // namespace miglint::rules
