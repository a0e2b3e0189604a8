// Commands that PreventInTransactionBlock stops (manual, the Notes of each command's page).
#include <variant>

#include "dialect/postgres/impact.h"

namespace miglint::postgres {
namespace {

bool is_partitioned(const Table* table) {
  return table != nullptr && table->kind == TableKind::partitioned_table;
}

struct Refusal {
  const Schema& schema;
  const Environment& environment;

  std::string_view operator()(const op::CreateIndex& op) const {
    return op.concurrently ? "CREATE INDEX CONCURRENTLY" : "";
  }
  std::string_view operator()(const op::DropIndex& op) const {
    return op.concurrently ? "DROP INDEX CONCURRENTLY" : "";
  }
  std::string_view operator()(const op::Reindex& op) const {
    using Target = op::Reindex::Target;
    if (op.concurrently) return "REINDEX CONCURRENTLY";
    switch (op.target) {
      case Target::schema:
        return "REINDEX SCHEMA";
      case Target::database:
        return "REINDEX DATABASE";
      case Target::system:
        return "REINDEX SYSTEM";
      case Target::table:
        // Before PostgreSQL 14 it warns and does nothing.
        return environment.version.major >= 14 && is_partitioned(schema.find_table(op.name))
                   ? "REINDEX of a partitioned table"
                   : "";
      case Target::index: {
        const Index* index = schema.find_index(op.name);
        return index != nullptr && is_partitioned(schema.find_table(index->table))
                   ? "REINDEX of a partitioned index"
                   : "";
      }
    }
    return "";
  }
  std::string_view operator()(const op::DetachPartition& op) const {
    return op.concurrently ? "ALTER TABLE … DETACH PARTITION … CONCURRENTLY" : "";
  }
  std::string_view operator()(const op::AddEnumValue&) const {
    // From PostgreSQL 12 on it may run in a transaction; only using the value has to wait.
    return environment.version.major < 12 ? "ALTER TYPE … ADD VALUE" : "";
  }
  std::string_view operator()(const op::Vacuum& op) const { return op.vacuum ? "VACUUM" : ""; }
  std::string_view operator()(const op::Cluster& op) const {
    if (op.table.name.empty()) return "CLUSTER without a table";
    return is_partitioned(schema.find_table(op.table)) ? "CLUSTER of a partitioned table" : "";
  }
  std::string_view operator()(const op::OtherCommand& op) const {
    return op.not_in_transaction ? op.command : "";
  }
  /// Everything else may run in a transaction.
  template <class Op>
  std::string_view operator()(const Op&) const {
    return "";
  }
};

}  // namespace

std::string_view refused_in_transaction(const Operation& operation, const Schema& before,
                                        const Environment& environment) {
  return std::visit(Refusal{before, environment}, operation.action);
}

}  // namespace miglint::postgres
