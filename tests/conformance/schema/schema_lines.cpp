#include "schema_lines.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <string_view>

namespace miglint {
namespace {

std::string_view word(TableKind kind) {
  switch (kind) {
    case TableKind::table:
      return "table";
    case TableKind::partitioned_table:
      return "partitioned table";
    case TableKind::foreign_table:
      return "foreign table";
    case TableKind::view:
      return "view";
    case TableKind::materialized_view:
      return "materialized view";
    case TableKind::sequence:
      return "sequence";
    case TableKind::composite_type:
      return "composite type";
  }
  return {};
}

char letter(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::check:
      return 'c';
    case ConstraintKind::not_null:
      return 'n';
    case ConstraintKind::foreign_key:
      return 'f';
    case ConstraintKind::primary_key:
      return 'p';
    case ConstraintKind::unique:
      return 'u';
    case ConstraintKind::exclude:
      return 'x';
  }
  return '?';
}

char letter(PolicyCommand command) {
  switch (command) {
    case PolicyCommand::all:
      return '*';
    case PolicyCommand::select:
      return 'r';
    case PolicyCommand::insert:
      return 'a';
    case PolicyCommand::update:
      return 'w';
    case PolicyCommand::delete_:
      return 'd';
  }
  return '?';
}

std::string text(const ColumnType& type) {
  return fmt::format("{}.{}{}", type.schema, type.name, type.array_dimensions > 0 ? "[]" : "");
}

/// The modifiers packed as the server packs them in pg_attribute.atttypmod.
std::int32_t packed_modifiers(const ColumnType& type) {
  constexpr std::int32_t kHeader = 4;
  const auto& modifiers = type.modifiers;
  if (modifiers.empty()) return -1;
  if (type.name == "numeric") return ((modifiers[0] << 16) | (modifiers[1] & 0x7ff)) + kHeader;
  if (type.name == "varchar" || type.name == "bpchar") return modifiers[0] + kHeader;
  if (type.name == "interval") {
    return (modifiers[0] << 16) | (modifiers.size() > 1 ? modifiers[1] : 0xffff);
  }
  return modifiers[0];
}

std::string in_order(std::vector<std::string> names) {
  std::ranges::sort(names);
  const auto doubled = std::ranges::unique(names);
  names.erase(doubled.begin(), doubled.end());
  return fmt::format("{}", fmt::join(names, ","));
}

/// NOT NULL … NOT VALID: the server marks the column already, `Schema` not before it is validated.
bool has_unchecked_not_null(const Table& table, const Column& column) {
  return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
    return constraint.kind == ConstraintKind::not_null &&
           std::ranges::find(constraint.columns, column.name) != constraint.columns.end();
  });
}

std::string line(const Table& table, const Column& column) {
  if (table.kind == TableKind::view || table.kind == TableKind::materialized_view) {
    return fmt::format("column {}.{}", table.key, column.name);
  }
  const std::string type =
      column.type ? fmt::format("{} {}", text(*column.type), packed_modifiers(*column.type))
                  : "of unknown type";
  return fmt::format("column {}.{} {}{}{}{}{}", table.key, column.name, type,
                     column.not_null || has_unchecked_not_null(table, column) ? " not null" : "",
                     column.has_default ? " default" : "",
                     column.identity == Identity::always       ? " identity always"
                     : column.identity == Identity::by_default ? " identity by default"
                                                               : "",
                     column.generated == Generated::stored     ? " stored"
                     : column.generated == Generated::virtual_ ? " virtual"
                                                               : "");
}

std::string line(const Table& table, const TableConstraint& constraint) {
  const std::string reference = constraint.referenced_table.empty()
                                    ? ""
                                    : fmt::format(" -> {} ({})", constraint.referenced_table,
                                                  in_order(constraint.referenced_columns));
  const bool check = constraint.kind == ConstraintKind::check;
  return fmt::format("constraint {} of {} {} ({}){}{}{}", constraint.name, table.key,
                     letter(constraint.kind),
                     in_order(check ? constraint.reads : constraint.columns), reference,
                     constraint.validated ? "" : " not valid",
                     check && constraint.no_inherit ? " no inherit" : "");
}

std::string line(const Index& index) {
  std::vector<std::string> keys;
  for (const Index::Key& key : index.keys) {
    keys.push_back(key.column.empty() ? "expression" : key.column);
  }
  return fmt::format(
      "index {} on {} using {} ({}){}{}{}{}{}{}", index.key, index.table, index.method,
      fmt::join(keys, ","),
      index.include.empty() ? "" : fmt::format(" include ({})", fmt::join(index.include, ",")),
      index.unique ? " unique" : "", index.partial ? " partial" : "", index.valid ? "" : " invalid",
      index.constraint.empty() ? "" : " of constraint " + index.constraint,
      index.parent.empty() ? "" : fmt::format(" attached to {}", index.parent));
}

void add_relation(const Schema& schema, const Table& table, std::vector<std::string>& lines) {
  lines.push_back(fmt::format("{} {}{}{}{}{}", word(table.kind), table.key,
                              table.persistence == Persistence::unlogged    ? " unlogged"
                              : table.persistence == Persistence::temporary ? " temporary"
                                                                            : "",
                              table.row_security ? " rls" : "",
                              table.force_row_security ? " forced" : "",
                              table.assumed ? " assumed" : ""));
  for (const Column& column : table.columns)
    lines.push_back(line(table, column));
  for (const TableConstraint& constraint : table.constraints) {
    lines.push_back(line(table, constraint));
  }
  for (const RelationKey key : table.indexes) {
    const Index* index = schema.find_index(key);
    lines.push_back(index == nullptr ? fmt::format("index {} is lost", key) : line(*index));
  }
  for (const RelationKey key : table.partitions) {
    lines.push_back(fmt::format("partition {} of {}", key, table.key));
  }
  for (const RelationKey key : table.children) {
    lines.push_back(fmt::format("child {} of {}", key, table.key));
  }
  for (const RelationKey key : schema.referencing_tables(table.key)) {
    lines.push_back(fmt::format("{} references {}", key, table.key));
  }
  for (const RelationKey key : table.reads) {
    lines.push_back(fmt::format("{} reads {}", table.key, key));
  }
  for (const RelationKey key : table.owned_sequences) {
    const Table* sequence = schema.find_table(key);
    lines.push_back(fmt::format("sequence {} of {}.{}", key, table.key,
                                sequence == nullptr ? "nothing" : sequence->owned_by_column));
  }
  for (const Policy& policy : table.policies) {
    lines.push_back(fmt::format("policy {} of {} {}{}", policy.name, table.key,
                                letter(policy.command), policy.permissive ? "" : " restrictive"));
  }
  for (const Trigger& trigger : table.triggers) {
    lines.push_back(fmt::format("trigger {} of {} calls {}{}", trigger.name, table.key,
                                trigger.function, trigger.enabled ? "" : " disabled"));
  }
}

void add_type(const UserType& type, std::vector<std::string>& lines) {
  const std::string key = fmt::format("{}.{}", type.schema, type.name);
  if (type.kind == UserType::Kind::enum_) {
    std::vector<std::string> values;
    for (const UserType::EnumValue& value : type.values)
      values.push_back(value.value);
    if (!values.empty()) lines.push_back(fmt::format("enum {} ({})", key, in_order(values)));
  } else if (type.kind == UserType::Kind::domain) {
    std::vector<std::string> checks;
    for (const DomainConstraint& check : type.constraints) {
      checks.push_back(fmt::format(" check {}{}", check.name, check.validated ? "" : " not valid"));
    }
    std::ranges::sort(checks);
    lines.push_back(
        fmt::format("domain {} {}{}{}", key,
                    type.base ? fmt::format("{} {}", text(*type.base), packed_modifiers(*type.base))
                              : "of unknown type",
                    type.not_null ? " not null" : "", fmt::join(checks, "")));
  }
}

void add_functions(const Schema& schema, std::vector<std::string>& lines) {
  struct Worst {
    Volatility volatility = Volatility::immutable;
    bool definer = false;
    bool search_path = false;
  };
  std::map<std::string, Worst> by_name;
  for (const Function* function : schema.functions()) {
    Worst& worst = by_name[fmt::format("{}.{}", function->schema, function->name)];
    worst.volatility = std::max(worst.volatility, function->volatility);
    worst.definer |= function->security_definer;
    worst.search_path |= function->sets_search_path;
  }
  for (const auto& [name, worst] : by_name) {
    lines.push_back(fmt::format("function {} {}{}{}", name,
                                worst.volatility == Volatility::immutable ? "1 immutable"
                                : worst.volatility == Volatility::stable  ? "2 stable"
                                                                          : "3 volatile",
                                worst.definer ? " definer" : "",
                                worst.search_path ? " search_path" : ""));
  }
}

}  // namespace

std::vector<std::string> schema_lines(const Schema& schema) {
  std::vector<std::string> lines;
  for (const Table* table : schema.tables())
    add_relation(schema, *table, lines);
  for (const UserType* type : schema.types())
    add_type(*type, lines);
  add_functions(schema, lines);
  std::ranges::sort(lines);
  return lines;
}

}  // namespace miglint
