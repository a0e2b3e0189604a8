// What each operation does to the catalog: one overload an operation, by subject in the
// replay_*.cpp.
//
// Comes in: operations. Goes out: a changed `Catalog`. The statement is assumed to succeed; what it
// presupposes and was never seen is taken to have been there before the first migration.
#pragma once

#include <concepts>
#include <optional>
#include <span>
#include <string_view>

#include "schema/catalog.h"
#include "schema/schema.h"

namespace miglint {

/// Operations that leave the catalog, as far as it is kept here, as it was.
template <class Op>
concept LeavesCatalog =
    std::same_as<Op, op::Reindex> || std::same_as<Op, op::RefreshMaterializedView> ||
    std::same_as<Op, op::Grant> || std::same_as<Op, op::RoleCommand> ||
    std::same_as<Op, op::CreateRule> || std::same_as<Op, op::CallRoutine> ||
    std::same_as<Op, op::DeleteRows> || std::same_as<Op, op::InsertRows> ||
    std::same_as<Op, op::MergeRows> || std::same_as<Op, op::SelectRows> ||
    std::same_as<Op, op::CopyRows> || std::same_as<Op, op::TruncateTable> ||
    std::same_as<Op, op::LockTable> || std::same_as<Op, op::Vacuum> ||
    std::same_as<Op, op::Comment> || std::same_as<Op, op::PlanStatement> ||
    std::same_as<Op, op::OnlineClause>;

class Replay {
 public:
  /// `origin` is what is made from now on comes from.
  Replay(Catalog& catalog, const Origin& origin, Nesting nesting)
      : catalog_(catalog), origin_(origin), nesting_(nesting) {}

  // replay_table.cpp
  void operator()(const op::CreateTable& create);
  void operator()(const op::CreateTableAs& create);
  void operator()(const op::DropTable& drop);
  void operator()(const op::RowSecurity& change);
  void operator()(const op::SetPersistence& change);
  // replay_storage.cpp
  void operator()(const op::AlterTableOption& option);
  void operator()(const op::MoveTablespace& move);
  void operator()(const op::Cluster& cluster);
  void operator()(const op::OwnedObjects& owned);
  // replay_rename.cpp
  void operator()(const op::RenameRelation& rename);
  void operator()(const op::RenameColumn& rename);
  void operator()(const op::RenameConstraint& rename);
  void operator()(const op::SetSchema& move);
  void operator()(const op::RenameObject& rename);
  // replay_column.cpp
  void operator()(const op::AddColumn& add);
  void operator()(const op::DropColumn& drop);
  void operator()(const op::AlterColumnType& alter);
  void operator()(const op::SetDefault& set);
  void operator()(const op::DropDefault& drop);
  void operator()(const op::SetNotNull& set);
  void operator()(const op::DropNotNull& drop);
  void operator()(const op::AlterGeneration& alter);
  void operator()(const op::AlterIdentity& alter);
  void operator()(const op::UpdateRows& update);
  // replay_mysql.cpp
  void operator()(const op::ChangeColumn& change);
  void operator()(const op::SetTableOption& option);
  void operator()(const op::ChangePartitions& change);
  void operator()(const op::RenameIndex& rename);
  void operator()(const op::SetIndexVisibility& set);
  void operator()(const op::UseDatabase& use);
  // replay_constraint.cpp
  void operator()(const op::AddConstraint& add);
  void operator()(const op::ValidateConstraint& validate);
  void operator()(const op::AlterConstraint& alter);
  void operator()(const op::DropConstraint& drop);
  // replay_partition.cpp
  void operator()(const op::AttachPartition& attach);
  void operator()(const op::DetachPartition& detach);
  void operator()(const op::AlterInheritance& alter);
  // replay_index.cpp
  void operator()(const op::CreateIndex& create);
  void operator()(const op::DropIndex& drop);
  void operator()(const op::AttachIndex& attach);
  // replay_type.cpp
  void operator()(const op::CreateEnum& create);
  void operator()(const op::AddEnumValue& add);
  void operator()(const op::RenameEnumValue& rename);
  void operator()(const op::CreateDomain& create);
  void operator()(const op::AlterDomain& alter);
  void operator()(const op::CreateType& create);
  void operator()(const op::AlterCompositeType& alter);
  // replay_object.cpp
  void operator()(const op::CreateSequence& create);
  void operator()(const op::AlterSequence& alter);
  void operator()(const op::CreateSchema& create);
  void operator()(const op::CreateExtension& create);
  void operator()(const op::DropObject& drop);
  void operator()(const op::OtherCommand& command);
  void operator()(const op::ChangePublication& change);
  void operator()(const op::CreateView& create);
  void operator()(const op::CreateMaterializedView& create);
  // replay_routine.cpp
  void operator()(const op::CreatePolicy& create);
  void operator()(const op::AlterPolicy& alter);
  void operator()(const op::DropPolicy& drop);
  void operator()(const op::CreateFunction& create);
  void operator()(const op::AlterFunction& alter);
  void operator()(const op::CreateTrigger& create);
  void operator()(const op::DropTrigger& drop);
  void operator()(const op::SetTriggerState& set);
  // replay_session.cpp
  void operator()(const op::SetParameter& set);
  void operator()(const op::TransactionControl& control);
  void operator()(const op::Opaque& opaque);

  template <LeavesCatalog Op>
  void operator()(const Op& /*operation*/) {}

 private:
  /// The table to change, assumed if it was never seen. Null: IF EXISTS, and it is not there.
  Table* reach(const op::AlterTarget& target);
  Table& reach(const ObjectName& name, TableKind kind = TableKind::table, bool surely = true);
  /// The column to change; one never seen was there before the first migration.
  Column& reach_column(Table& table, std::string_view name);
  UserType& reach_type(const ObjectName& name, UserType::Kind kind);
  /// A new relation of that name, not yet in the catalog.
  Table new_relation(const ObjectName& name, TableKind kind, Persistence persistence) const;
  /// What takes a relation away now; nothing sure when it may not run.
  [[nodiscard]] Origin taken_away() const { return nesting_.conditional ? Origin{} : origin_; }
  /// In a DO block, where scripts see to it themselves that nothing is made twice.
  [[nodiscard]] bool keeps_existing() const { return nesting_.conditional || nesting_.in_block; }
  /// True when the statement makes nothing because it is there; else what is there goes.
  bool stays(const Table& made, bool if_not_exists);

  // Parts of CREATE TABLE.
  Column make_column(const ColumnDefinition& definition) const;
  void merge_column(Table& table, const ColumnDefinition& definition) const;
  void take_columns_of_parents(Table& table, const op::CreateTable& create);
  void take_columns_of_likes(Table& table, std::span<const op::LikeClause> likes);
  void link_to_parents(Table& table, const op::CreateTable& create);
  void finish_likes(Table& table, std::span<const op::LikeClause> likes);
  void add_constraints_in_order(Table& table, const op::CreateTable& create);
  void place_column(Table& table, std::string_view column, const ColumnPosition& position) const;
  void make_sequence(Table& table, std::string_view column);
  void make_view(Table view, std::span<const ObjectName> reads,
                 std::span<const std::string_view> reads_columns,
                 std::span<const std::string_view> columns);

  // Constraints. `in_new_table`: no rows yet, so NOT VALID means nothing.
  struct ConstraintPlace {
    bool in_new_table = false;
    bool only = false;
  };
  void add_constraint(Table& table, const Constraint& written, ConstraintPlace place);
  void add_check(Table& table, const Constraint& written, ConstraintPlace place);
  void add_not_null(Table& table, const Constraint& written, ConstraintPlace place);
  void add_foreign_key(Table& table, const Constraint& written, ConstraintPlace place);
  void add_index_constraint(Table& table, const Constraint& written, ConstraintPlace place);
  void add_constraint_using_index(Table& table, const Constraint& written);

  Catalog& catalog_;
  Origin origin_;
  Nesting nesting_;
  std::optional<Column> beyond_the_last_;  ///< Of a table that is full.
};

/// The relation and all its partitions and inheritors, each once, parents first.
[[nodiscard]] std::vector<RelationKey> family(const Catalog& catalog, const Table& table);

/// What the bound demands of a row, written like `Expression::conjuncts`; nothing for the default
/// partition, hash partitions and lists with NULL.
[[nodiscard]] std::vector<std::string> partition_conditions(const Table& parent,
                                                            const PartitionBound& bound);

/// A view of strings as strings.
[[nodiscard]] std::vector<std::string> strings(std::span<const std::string_view> views);

}  // namespace miglint
