// Steps that several rules advise, as SQL with comments.
//
// Comes in: names as they stand in operations. Goes out: lines of SQL, each closed by a line end.
// Advice of one rule alone belongs in that rule.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "timeline/timeline.h"

namespace miglint {

/// "orders_customer_id_fkey": the name that the server makes up for an unnamed constraint.
[[nodiscard]] std::string made_up_name(std::string_view table,
                                       std::span<const std::string_view> columns,
                                       std::string_view label);

/// VALIDATE CONSTRAINT, in a transaction of its own.
[[nodiscard]] std::string validate_later(const ObjectName& table, std::string_view constraint);

/// From a nullable column without NULLs to NOT NULL, with no scan under a strong lock.
[[nodiscard]] std::string make_not_null(const ObjectName& table, std::string_view column,
                                        ServerVersion server);

/// UNIQUE or PRIMARY KEY over an index that is built before, CONCURRENTLY. Columns of a primary key
/// that may hold NULL are made NOT NULL first.
[[nodiscard]] std::string add_key(const ObjectName& table, const Constraint& constraint,
                                  const Moment& at);

/// ADD COLUMN with no more than its type, default and NOT NULL: its constraints are added later,
/// each in its own way. A comment only where the column itself cannot be added like this.
[[nodiscard]] std::string add_column_first(const op::AddColumn& add, const Operation& operation,
                                           const Moment& at);

/// What is left to do for a column of ADD COLUMN whose rows are filled: UNIQUE and PRIMARY KEY
/// written on it, NOT NULL.
[[nodiscard]] std::string finish_column(const op::AddColumn& add, const Moment& at);

/// A comment that says where a CONCURRENTLY has to stand, if `operation` stands in a transaction or
/// in a block; else nothing.
[[nodiscard]] std::string outside_transaction(const Operation& operation, const Moment& at);

/// The statements that build an index on a partitioned table without blocking: ON ONLY the parent,
/// CONCURRENTLY on each partition, ATTACH.
struct PartitionedIndex {
  const Table* parent = nullptr;
  std::string_view index;
  std::string_view unique;  ///< "UNIQUE " or "".
  std::string keys;         ///< "(a, b) WHERE …": all that stands behind the table's name.
};
[[nodiscard]] std::string index_by_partitions(const PartitionedIndex& index, const Schema& schema);

}  // namespace miglint
