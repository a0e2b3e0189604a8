#include "lint/safe_way.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <vector>

#include "lint/existing.h"
#include "lint/unfilled_column.h"
#include "lint/wording.h"
#include "schema/names.h"

namespace miglint {
namespace {

/// More partitions than these are not written out: the steps are the same for each.
constexpr std::size_t most_partitions = 2;

constexpr std::size_t longest_reason = 200;

bool may_hold_null(const Table* table, std::string_view column) {
  const Column* known = table == nullptr ? nullptr : table->find_column(column);
  return known == nullptr || !known->not_null;
}

std::string_view deferral(const Constraint& constraint) {
  if (constraint.initially_deferred) return " DEFERRABLE INITIALLY DEFERRED";
  return constraint.deferrable ? " DEFERRABLE" : "";
}

/// A new name next to the table: with its schema where the table's name needs it too.
std::string beside(RelationKey table, std::string_view name, const Schema& schema) {
  const bool alone = identifier(table, schema).find('.') == std::string::npos;
  return identifier(ObjectName{alone ? "" : table.substr(0, table.find('.')), name});
}

/// A partition and the index that it gets, as SQL writes them.
struct Part {
  std::string table;
  std::string index;
  std::string found_index;  ///< With its schema where it needs one.
};

template <class Write>
std::string for_each_partition(const Table& parent, std::string_view index, const Schema& schema,
                               const Write& write) {
  std::vector<RelationKey> plain;
  bool nested = false;
  for (const RelationKey key : parent.partitions) {
    const Table* partition = schema.find_table(key);
    const bool partitioned =
        partition != nullptr && partition->kind == TableKind::partitioned_table;
    if (!partitioned) plain.push_back(key);
    nested = nested || partitioned;
  }
  std::string steps = "-- for each partition, outside of a transaction\n";
  if (nested) steps += "-- (one that is partitioned itself: as the parent, level by level)\n";
  for (const RelationKey partition : plain | std::views::take(most_partitions)) {
    const std::string own = make_object_name(partition.substr(partition.find('.') + 1), index, "");
    steps +=
        write(Part{identifier(partition, schema), identifier(own), beside(partition, own, schema)});
  }
  if (plain.empty()) steps += write(Part{"<partition>", "<its_index>", "<its_index>"});
  if (plain.size() > most_partitions) steps += "-- and so on\n";
  return steps;
}

struct PartitionedKey {
  const Table& parent;
  std::string_view name;
  std::string_view word;
  std::string_view keys;
};

std::string key_by_partitions(const PartitionedKey& key, const Schema& schema) {
  const std::string whole = beside(key.parent.key, key.name, schema);
  return fmt::format("ALTER TABLE ONLY {} ADD CONSTRAINT {} {} {};\n",
                     identifier(key.parent.key, schema), identifier(key.name), key.word, key.keys) +
         for_each_partition(key.parent, key.name, schema, [&](const Part& part) {
           return fmt::format(
               "CREATE UNIQUE INDEX CONCURRENTLY {0} ON {1} {2};\n"
               "ALTER TABLE {1} ADD CONSTRAINT {0} {3} USING INDEX {0};\n"
               "ALTER INDEX {4} ATTACH PARTITION {5};\n",
               part.index, part.table, key.keys, key.word, whole, part.found_index);
         });
}

}  // namespace

std::string made_up_name(std::string_view table, std::span<const std::string_view> columns,
                         std::string_view label) {
  return make_object_name(table, fmt::format("{}", fmt::join(columns, "_")), label);
}

std::string validate_later(const ObjectName& table, std::string_view constraint) {
  return fmt::format(
      "-- in a later transaction; reads and writes go on meanwhile\n"
      "ALTER TABLE {} VALIDATE CONSTRAINT {};\n",
      identifier(table), identifier(constraint));
}

std::string make_not_null(const ObjectName& table, std::string_view column, ServerVersion server) {
  const std::string_view columns[] = {column};
  const std::string constraint = made_up_name(table.name, columns, "not_null");
  const std::string on = identifier(table);
  if (server.major >= 18) {
    return fmt::format("ALTER TABLE {} ADD CONSTRAINT {} NOT NULL {} NOT VALID;\n", on,
                       identifier(constraint), identifier(column)) +
           validate_later(table, constraint);
  }
  return fmt::format("ALTER TABLE {} ADD CONSTRAINT {} CHECK ({} IS NOT NULL) NOT VALID;\n", on,
                     identifier(constraint), identifier(column)) +
         validate_later(table, constraint) +
         fmt::format(
             "-- the CHECK is the proof: no scan\n"
             "ALTER TABLE {0} ALTER COLUMN {1} SET NOT NULL;\n"
             "ALTER TABLE {0} DROP CONSTRAINT {2};\n",
             on, identifier(column), identifier(constraint));
}

std::string add_key(const ObjectName& table, const Constraint& constraint, const Moment& at) {
  const bool primary = constraint.kind == ConstraintKind::primary_key;
  const Table* known = at.before.find_table(table);
  std::string steps;
  if (primary) {
    for (const std::string_view column : constraint.columns) {
      if (may_hold_null(known, column)) steps += make_not_null(table, column, at.server);
    }
  }
  const std::string name = !constraint.name.empty() ? std::string(constraint.name)
                           : primary                ? made_up_name(table.name, {}, "pkey")
                                     : made_up_name(table.name, constraint.columns, "key");
  const std::string_view word = primary ? "PRIMARY KEY" : "UNIQUE";
  std::string keys = fmt::format("({})", identifiers(constraint.columns));
  if (!constraint.include.empty()) {
    keys += fmt::format(" INCLUDE ({})", identifiers(constraint.include));
  }
  if (constraint.nulls_not_distinct) keys += " NULLS NOT DISTINCT";
  if (known != nullptr && known->kind == TableKind::partitioned_table) {
    return steps + key_by_partitions({*known, name, word, keys}, at.before);
  }
  return steps + fmt::format(
                     "-- outside of a transaction; reads and writes go on meanwhile\n"
                     "CREATE UNIQUE INDEX CONCURRENTLY {0} ON {1} {2};\n"
                     "ALTER TABLE {1} ADD CONSTRAINT {0} {3} USING INDEX {0}{4};\n",
                     identifier(name), identifier(table), keys, word, deferral(constraint));
}

std::string add_column_first(const op::AddColumn& add, const Operation& operation,
                             const Moment& at) {
  const ColumnDefinition& column = add.column;
  const Expression* value = column.default_value;
  const std::string_view written =
      value == nullptr || value->is_null ? "" : source_text(value->span, operation, at);
  const bool has_value = !written.empty();
  if (work_on_existing(&Effect::rewrite, operation, at) != nullptr ||
      (gives_a_value(column) && !has_value)) {
    return "-- first the column without it, filled\n";
  }
  return fmt::format("ALTER TABLE {} ADD COLUMN {} {}{}{};\n", identifier(add.table.name),
                     identifier(column.name), type_words(column.type),
                     has_value && column.not_null ? " NOT NULL" : "",
                     has_value ? fmt::format(" DEFAULT {}", written) : "");
}

std::string finish_column(const op::AddColumn& add, const Moment& at) {
  const ColumnDefinition& column = add.column;
  bool not_null = column.not_null || column.type.serial || column.identity != Identity::no;
  std::string steps;
  for (const Constraint& constraint : column.constraints) {
    const bool primary = constraint.kind == ConstraintKind::primary_key;
    if (!primary && constraint.kind != ConstraintKind::unique) continue;
    steps += add_key(add.table.name, constraint, at);
    not_null = not_null && !primary;
  }
  if (not_null) steps += make_not_null(add.table.name, column.name, at.server);
  return steps.empty() ? steps : "-- then\n" + steps;
}

std::string outside_transaction(const Operation& operation, const Moment& at) {
  if (operation.nesting.in_block) {
    return "-- as a statement of its own: the server refuses it in a DO block\n";
  }
  switch (at.transaction.cause) {
    case TransactionState::Cause::autocommit:
      return {};
    case TransactionState::Cause::explicit_begin:
      return "-- outside of the transaction: the server refuses it between BEGIN and COMMIT\n";
    case TransactionState::Cause::tool:
    case TransactionState::Cause::message:
      break;
  }
  const TransactionScope* scope = at.transaction.scope;
  if (scope != nullptr && !scope->way_out.empty()) return fmt::format("-- {}\n", scope->way_out);
  std::string text = "-- in a migration that runs without a transaction";
  if (scope != nullptr && !scope->reason.empty() && scope->reason.size() <= longest_reason &&
      scope->reason.find('\n') == std::string::npos) {
    text += fmt::format(" ({})", scope->reason);
  }
  return text + '\n';
}

std::string index_by_partitions(const PartitionedIndex& index, const Schema& schema) {
  const RelationKey parent = index.parent->key;
  const std::string whole = beside(parent, index.index, schema);
  std::string steps = fmt::format("CREATE {}INDEX {} ON ONLY {} {};\n", index.unique,
                                  identifier(index.index), identifier(parent, schema), index.keys);
  return steps + for_each_partition(*index.parent, index.index, schema, [&](const Part& part) {
           return fmt::format(
               "CREATE {}INDEX CONCURRENTLY {} ON {} {};\n"
               "ALTER INDEX {} ATTACH PARTITION {};\n",
               index.unique, part.index, part.table, index.keys, whole, part.found_index);
         });
}

}  // namespace miglint
