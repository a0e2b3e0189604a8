#include "lint/safe_way.h"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>
#include <vector>

#include "lint/wording.h"
#include "schema/names.h"

namespace miglint {
namespace {

/// More partitions than these are not written out: the steps are the same for each.
constexpr std::size_t most_partitions = 2;

constexpr std::size_t longest_reason = 200;

/// A new name next to the table: with its schema where the table's name needs it too.
std::string beside(RelationKey table, std::string_view name, const Schema& schema) {
  const bool alone = identifier(table, schema).find('.') == std::string::npos;
  return identifier(ObjectName{alone ? "" : table.substr(0, table.find('.')), name});
}

std::vector<RelationKey> partitions_with_rows(const Table& parent, const Schema& schema) {
  std::vector<RelationKey> leaves = parent.partitions;
  for (std::size_t at = 0; at < leaves.size(); ++at) {
    const Table* partition = schema.find_table(leaves[at]);
    if (partition == nullptr || partition->kind != TableKind::partitioned_table) continue;
    leaves.insert(leaves.end(), partition->partitions.begin(), partition->partitions.end());
  }
  std::erase_if(leaves, [&](RelationKey key) {
    const Table* partition = schema.find_table(key);
    return partition != nullptr && partition->kind == TableKind::partitioned_table;
  });
  return leaves;
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
  const auto partitions = partitions_with_rows(*index.parent, schema);
  const std::string_view more = partitions.size() > most_partitions ? ", and so on" : "";
  steps += fmt::format("-- for each partition{}, outside of a transaction\n", more);
  const auto add = [&](std::string_view partition, std::string_view own, std::string_view found) {
    steps += fmt::format(
        "CREATE {}INDEX CONCURRENTLY {} ON {} {};\n"
        "ALTER INDEX {} ATTACH PARTITION {};\n",
        index.unique, own, partition, index.keys, whole, found);
  };
  for (const RelationKey partition : partitions | std::views::take(most_partitions)) {
    const std::string_view table = partition.substr(partition.find('.') + 1);
    const std::string own = make_object_name(table, index.index, "");
    add(identifier(partition, schema), identifier(own), beside(partition, own, schema));
  }
  if (partitions.empty()) add("<partition>", "<its_index>", "<its_index>");
  return steps;
}

}  // namespace miglint
