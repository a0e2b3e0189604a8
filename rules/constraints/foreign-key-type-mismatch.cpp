// A foreign key whose column cannot hold every value that it refers to, or none of them.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

struct Type {
  std::string_view name;
  std::optional<std::int32_t> length;
  std::string words;
};

std::optional<Type> type_of(const TypeName& type) {
  if (!type.name.schema.empty() && type.name.schema != "pg_catalog") return std::nullopt;
  if (type.array_dimensions != 0) return std::nullopt;
  return Type{type.name.name,
              type.modifiers.empty() ? std::nullopt : std::optional(type.modifiers[0]),
              type_words(type)};
}

std::optional<Type> type_of(const Column* column) {
  if (column == nullptr || !column->type || column->type->schema != "pg_catalog" ||
      column->type->array_dimensions != 0) {
    return std::nullopt;
  }
  const auto& modifiers = column->type->modifiers;
  return Type{column->type->name, modifiers.empty() ? std::nullopt : std::optional(modifiers[0]),
              type_words(*column->type)};
}

int integer_size(std::string_view name) {
  if (name == "int2") return 2;
  if (name == "int4") return 4;
  return name == "int8" ? 8 : 0;
}

bool is_text(std::string_view name) {
  return name == "text" || name == "varchar" || name == "bpchar";
}

/// No operator compares a text or a uuid with a type of another family.
bool is_refused(const Type& own, const Type& other) {
  const auto family = [](std::string_view name) {
    constexpr std::array known{"int2", "int4", "int8", "numeric", "uuid", "date", "timestamptz"};
    if (is_text(name)) return 1;
    if (name == "uuid") return 2;
    return std::ranges::find(known, name) != known.end() ? 3 : 0;
  };
  const int a = family(own.name);
  const int b = family(other.name);
  return a != 0 && b != 0 && a != b;
}

bool is_narrower(const Type& own, const Type& other) {
  const int size = integer_size(own.name);
  if (size != 0) return size < integer_size(other.name);
  if (!is_text(own.name) || !is_text(other.name) || !own.length) return false;
  return !other.length || *own.length < *other.length;
}

struct Reference {
  ObjectName table;
  const Constraint& constraint;
};

template <class FindColumn>
void check_key(const Reference& reference, const FindColumn& own_type, const Operation& operation,
               const Moment& at, Findings& findings) {
  const Constraint& key = reference.constraint;
  if (key.kind != ConstraintKind::foreign_key) return;
  const Table* target = at.before.find_table(key.referenced_table);
  if (target == nullptr) return;
  std::vector<std::string_view> referenced(key.referenced_columns.begin(),
                                           key.referenced_columns.end());
  if (referenced.empty()) {
    const auto primary =
        std::ranges::find(target->constraints, ConstraintKind::primary_key, &TableConstraint::kind);
    if (primary == target->constraints.end()) return;
    referenced.assign(primary->columns.begin(), primary->columns.end());
  }
  for (std::size_t i = 0; i < key.columns.size() && i < referenced.size(); ++i) {
    const std::optional<Type> own = own_type(key.columns[i]);
    const std::optional<Type> other = type_of(target->find_column(referenced[i]));
    if (!own || !other) continue;
    const bool refused = is_refused(*own, *other);
    if (!refused && !is_narrower(*own, *other)) continue;
    const std::string table = identifier(reference.table);
    const std::string column = identifier(key.columns[i]);
    const std::string target_name =
        identifier(key.referenced_table) + "." + identifier(referenced[i]);
    findings.add({
        .span = key.span.empty() ? operation.span : key.span,
        .message = refused
                       ? fmt::format("`{}.{}` is {} and `{}` is {}: no operator compares them, so "
                                     "the server refuses the foreign key.",
                                     table, column, own->words, target_name, other->words)
                       : fmt::format("`{}.{}` is {} and refers to `{}`, which is {}: rows there "
                                     "whose key does not fit cannot be referred to, and every "
                                     "INSERT that tries fails.",
                                     table, column, own->words, target_name, other->words),
        .safe_way = fmt::format("-- give it the type of what it refers to when it is made\n"
                                "{} {}\n",
                                column, other->words),
        .related = {{target->origin.span, "the table that it refers to"}},
    });
    return;
  }
}

void check_add_constraint(const op::AddConstraint& add, const Operation& operation,
                          const Moment& at, Findings& findings) {
  const Table* table = at.before.find_table(add.table.name);
  if (table == nullptr) return;
  check_key(
      {add.table.name, add.constraint},
      [&](std::string_view column) { return type_of(table->find_column(column)); }, operation, at,
      findings);
}

void check_add_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                      Findings& findings) {
  for (const Constraint& constraint : add.column.constraints) {
    check_key(
        {add.table.name, constraint}, [&](std::string_view) { return type_of(add.column.type); },
        operation, at, findings);
  }
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const auto own_type = [&](std::string_view name) -> std::optional<Type> {
    const auto column = std::ranges::find(create.columns, name, &ColumnDefinition::name);
    return column == create.columns.end() ? std::nullopt : type_of(column->type);
  };
  for (const Constraint& constraint : create.constraints) {
    check_key({create.table, constraint}, own_type, operation, at, findings);
  }
  for (const ColumnDefinition& column : create.columns) {
    for (const Constraint& constraint : column.constraints) {
      check_key({create.table, constraint}, own_type, operation, at, findings);
    }
  }
}

}  // namespace

extern const RuleLogic foreign_key_type_mismatch;
const RuleLogic foreign_key_type_mismatch{
    .operations = {on<check_add_constraint>(), on<check_add_column>(), on<check_create>()}};

}  // namespace miglint::rules
