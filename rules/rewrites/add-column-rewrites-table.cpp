// ADD COLUMN with a value that is worked out row by row, for other reasons than its DEFAULT.
#include <fmt/format.h>

#include "dialect/postgres/volatility.h"
#include "lint/existing.h"
#include "lint/rule.h"
#include "lint/safe_way.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// A sequence of its own, for new rows first, then for the others in batches.
std::string numbered(const op::AddColumn& add, const Moment& at) {
  const ColumnDefinition& column = add.column;
  const std::string table = identifier(add.table.name);
  const std::string name = identifier(column.name);
  const std::string_view columns[] = {column.name};
  const std::string sequence = identifier(
      ObjectName{add.table.name.schema, made_up_name(add.table.name.name, columns, "seq")});
  const std::string steps = fmt::format(
      "ALTER TABLE {0} ADD COLUMN {1} {2};\n"
      "CREATE SEQUENCE {3} OWNED BY {0}.{1};\n"
      "-- for new rows\n"
      "ALTER TABLE {0} ALTER COLUMN {1} SET DEFAULT nextval('{3}');\n"
      "-- for the others in batches, each in a transaction of its own\n"
      "UPDATE {0} SET {1} = DEFAULT WHERE {1} IS NULL AND <a range of keys>;\n",
      table, name, type_words(column.type), sequence);
  return steps + finish_column(add, at);
}

std::string generated(const op::AddColumn& add, const Operation& operation, const Moment& at) {
  const std::string table = identifier(add.table.name);
  const std::string name = identifier(add.column.name);
  const std::string_view value = add.column.generation == nullptr
                                     ? std::string_view()
                                     : source_text(add.column.generation->span, operation, at);
  std::string steps;
  if (at.server.major >= 18) {
    steps = fmt::format(
        "-- computed when it is read: no rewrite\n"
        "ALTER TABLE {} ADD COLUMN {} {} GENERATED ALWAYS AS ({}) VIRTUAL;\n"
        "-- or, to store it\n",
        table, name, type_words(add.column.type), value.empty() ? "…" : value);
  }
  return steps +
         fmt::format(
             "ALTER TABLE {0} ADD COLUMN {1} {2};\n"
             "-- a trigger BEFORE INSERT OR UPDATE gives new rows NEW.{1} := {3};\n"
             "-- the others get it in batches, each in a transaction of its own\n"
             "UPDATE {0} SET {1} = {3} WHERE {1} IS NULL AND <a range of keys>;\n",
             table, name, type_words(add.column.type), value.empty() ? "…" : value) +
         finish_column(add, at);
}

std::string constrained(const op::AddColumn& add, const Moment& at) {
  const UserType* domain = at.before.find_type(add.column.type.name);
  const std::string base =
      domain == nullptr || !domain->base ? "<base type>" : type_words(*domain->base);
  const std::string_view columns[] = {add.column.name};
  const std::string constraint = made_up_name(add.table.name.name, columns, "check");
  return fmt::format(
             "-- the domain's base type, and the domain's CHECK as the table's own\n"
             "ALTER TABLE {0} ADD COLUMN {1} {2};\n"
             "ALTER TABLE {0} ADD CONSTRAINT {3} CHECK (<the domain's, of {1}>) NOT VALID;\n",
             identifier(add.table.name), identifier(add.column.name), base,
             identifier(constraint)) +
         validate_later(add.table.name, constraint);
}

struct Words {
  std::string why;
  std::string safe_way;
};

Words words(const op::AddColumn& add, const Operation& operation, const Moment& at) {
  const ColumnDefinition& column = add.column;
  if (column.type.serial) return {"each row gets a number of the new sequence", numbered(add, at)};
  if (column.identity != Identity::no) {
    return {"each row gets a number of the identity's sequence", numbered(add, at)};
  }
  if (column.generated == Generated::stored) {
    return {"the generated value is stored in each row", generated(add, operation, at)};
  }
  return {fmt::format("the domain `{}` has a constraint that is checked by writing each row",
                      identifier(column.type.name)),
          constrained(add, at)};
}

void check(const op::AddColumn& add, const Operation& operation, const Moment& at,
           Findings& findings) {
  const Effect* effect = work_on_existing(&Effect::rewrite, operation, at);
  if (effect == nullptr) return;
  const Expression* value = add.column.default_value;
  // That is volatile-default.
  if (value != nullptr && postgres::worst_volatility(*value, at.before) >= Volatility::unknown) {
    return;
  }
  auto [why, safe_way] = words(add, operation, at);
  findings.add({
      .span = operation.span,
      .message = fmt::format(
          "Adding `{}` rewrites the table, because {}, and {} until that is done.",
          identifier(add.column.name), why, blocks(effect->lock, identifier(add.table.name))),
      .safe_way = std::move(safe_way),
      .effect = lock_fact(*effect),
  });
}

}  // namespace

extern const RuleLogic add_column_rewrites_table;
const RuleLogic add_column_rewrites_table{.operations = {on<check>()}};

}  // namespace miglint::rules
