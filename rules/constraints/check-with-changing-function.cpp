// A CHECK whose answer for one and the same row changes with time, session or other tables.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <variant>

#include "lint/rule.h"
#include "lint/wording.h"
#include "source/ascii.h"

namespace miglint::rules {
namespace {

constexpr std::array clocks{"now",
                            "current_timestamp",
                            "current_date",
                            "current_time",
                            "localtimestamp",
                            "localtime",
                            "clock_timestamp",
                            "statement_timestamp",
                            "transaction_timestamp",
                            "timeofday"};
constexpr std::array sessions{"current_user", "session_user", "user", "current_role",
                              "current_setting"};
constexpr std::array dice{"random", "gen_random_uuid", "uuid_generate_v4", "nextval"};

template <class Names>
bool is_one_of(const Names& names, const ObjectName& function) {
  if (!function.schema.empty() && function.schema != "pg_catalog") return false;
  return std::ranges::find(names, function.name) != names.end();
}

/// `a <= now()`: what holds now will hold later.
bool only_gets_truer(std::string_view condition, std::string_view function) {
  const std::string text = ascii::lower_case(condition);
  std::size_t found = text.find(function);
  if (found == std::string::npos) return false;
  for (; found != std::string::npos; found = text.find(function, found + function.size())) {
    const auto before = text.find_last_not_of(" \t\n", found == 0 ? 0 : found - 1);
    const bool less =
        found > 0 && before != std::string::npos &&
        (text[before] == '<' || (text[before] == '=' && before > 0 && text[before - 1] == '<'));
    if (!less) return false;
  }
  return true;
}

/// What the condition's answer depends on beside the row; empty: nothing that is known.
std::string cause(const Expression& condition, std::string_view text, const Moment& at) {
  for (const FunctionCall& call : condition.functions) {
    if (is_one_of(clocks, call.function)) {
      if (only_gets_truer(text, call.function.name)) continue;
      return fmt::format("`{}` gives another answer tomorrow", call.function.name);
    }
    if (is_one_of(sessions, call.function)) {
      return fmt::format("`{}` gives another answer in another session", call.function.name);
    }
    if (is_one_of(dice, call.function)) {
      return fmt::format("`{}` gives another answer each time", call.function.name);
    }
    const Function* function = at.before.find_function(call.function);
    if (function == nullptr) continue;
    const bool reads = std::ranges::any_of(function->body, [](const Operation& statement) {
      const auto* select = std::get_if<op::SelectRows>(&statement.action);
      return select != nullptr && !select->reads.empty();
    });
    if (reads) {
      return fmt::format("`{}` reads other rows, which change without this check being made again",
                         identifier(call.function));
    }
  }
  return {};
}

void check_condition(const Constraint& constraint, const Operation& operation, const Moment& at,
                     Findings& findings) {
  if (constraint.kind != ConstraintKind::check || constraint.condition == nullptr) return;
  const std::string why =
      cause(*constraint.condition, source_text(constraint.condition->span, operation, at), at);
  if (why.empty()) return;
  findings.add({
      .span = constraint.span.empty() ? operation.span : constraint.span,
      .message = fmt::format(
          "{}: a row that passed the CHECK need not pass it again, so an UPDATE of another column "
          "is refused, and a dump of the table cannot be restored.",
          why),
      .safe_way =
          "-- check it when the row is written: in a BEFORE INSERT OR UPDATE trigger, or in\n"
          "-- the application; compare with a column that keeps the moment, such as\n"
          "CHECK (expires_at > created_at)\n",
  });
}

void check_columns(std::span<const ColumnDefinition> columns, const Operation& operation,
                   const Moment& at, Findings& findings) {
  for (const ColumnDefinition& column : columns) {
    for (const Constraint& constraint : column.constraints) {
      check_condition(constraint, operation, at, findings);
    }
  }
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  check_columns(create.columns, operation, at, findings);
  for (const Constraint& constraint : create.constraints) {
    check_condition(constraint, operation, at, findings);
  }
}

void check_add_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  check_columns({&add.column, 1}, operation, at, findings);
}

void check_add_constraint(const op::AddConstraint& add, const Operation& operation,
                          const Moment& at, Findings& findings) {
  check_condition(add.constraint, operation, at, findings);
}

void check_domain(const op::CreateDomain& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  for (const Constraint& constraint : create.constraints) {
    check_condition(constraint, operation, at, findings);
  }
}

/// The server takes immutable functions only, and refuses these when the script runs.
void check_index(const op::CreateIndex& create, const Operation& operation, const Moment&,
                 Findings& findings) {
  if (create.predicate == nullptr) return;
  for (const FunctionCall& call : create.predicate->functions) {
    if (!is_one_of(clocks, call.function) && !is_one_of(sessions, call.function) &&
        !is_one_of(dice, call.function)) {
      continue;
    }
    findings.add({
        .span = operation.span,
        .message =
            fmt::format("`{}` is not IMMUTABLE: the server refuses it in the condition of an "
                        "index, and the migration fails here.",
                        call.function.name),
        .safe_way = fmt::format("-- index all rows, and leave the comparison to the query\n"
                                "CREATE INDEX CONCURRENTLY {} ON {} (…);\n",
                                create.name.empty() ? "…" : identifier(create.name),
                                identifier(create.table)),
    });
    return;
  }
}

}  // namespace

extern const RuleLogic check_with_changing_function;
const RuleLogic check_with_changing_function{
    .operations = {on<check_create>(), on<check_add_column>(), on<check_add_constraint>(),
                   on<check_domain>(), on<check_index>()}};

}  // namespace miglint::rules
