// What one statement does, in SQL's own terms: the language that dialects, schema, timeline and
// rules share.
//
// Comes in from a dialect's lowering; goes out to everything behind it. SQL text does not belong
// here, nor any judgement. All values are trivially destructible and live in an `Arena`.
#pragma once

#include <cstdint>
#include <variant>

#include "schema/operation/index.h"
#include "schema/operation/mysql.h"
#include "schema/operation/name.h"
#include "schema/operation/routine.h"
#include "schema/operation/rows.h"
#include "schema/operation/security.h"
#include "schema/operation/session.h"
#include "schema/operation/table.h"
#include "schema/operation/type.h"
#include "schema/operation/view.h"
#include "source/span.h"

namespace miglint {

using Action = std::variant<
    // Tables and their columns
    op::CreateTable, op::CreateTableAs, op::DropTable, op::RenameRelation, op::RenameColumn,
    op::RenameConstraint, op::SetSchema, op::AddColumn, op::DropColumn, op::AlterColumnType,
    op::SetDefault, op::DropDefault, op::SetNotNull, op::DropNotNull, op::AlterGeneration,
    op::AlterIdentity, op::AddConstraint, op::ValidateConstraint, op::AlterConstraint,
    op::DropConstraint, op::RowSecurity, op::SetTriggerState, op::AttachPartition,
    op::DetachPartition, op::SetPersistence, op::AlterInheritance, op::AlterTableOption,
    op::MoveTablespace,
    // Tables of MySQL and MariaDB
    op::ChangeColumn, op::OnlineClause, op::SetTableOption, op::ChangePartitions, op::RenameIndex,
    op::SetIndexVisibility, op::UseDatabase,
    // Indexes
    op::CreateIndex, op::DropIndex, op::Reindex, op::AttachIndex,
    // Types, sequences, schemas
    op::CreateEnum, op::AddEnumValue, op::RenameEnumValue, op::CreateDomain, op::AlterDomain,
    op::CreateType, op::AlterCompositeType, op::CreateSequence, op::AlterSequence, op::CreateSchema,
    op::CreateExtension, op::DropObject, op::RenameObject,
    // Views
    op::CreateView, op::CreateMaterializedView, op::RefreshMaterializedView,
    // Security
    op::CreatePolicy, op::AlterPolicy, op::DropPolicy, op::Grant, op::RoleCommand, op::OwnedObjects,
    op::ChangePublication,
    // Routines
    op::CreateFunction, op::AlterFunction, op::CreateTrigger, op::DropTrigger, op::CreateRule,
    op::CallRoutine,
    // Rows
    op::UpdateRows, op::DeleteRows, op::InsertRows, op::MergeRows, op::SelectRows, op::CopyRows,
    op::TruncateTable,
    // Session and maintenance
    op::SetParameter, op::TransactionControl, op::LockTable, op::Vacuum, op::Cluster, op::Comment,
    op::PlanStatement, op::OtherCommand, op::Opaque>;

/// Where an operation stands when it does not stand plainly in its statement.
struct Nesting {
  bool in_block : 1 = false;     ///< Inside DO $$ … $$.
  bool conditional : 1 = false;  ///< Under an IF, CASE or exception handler: may not run.
  bool in_loop : 1 = false;      ///< May run many times.
};

struct Operation {
  /// The part of the statement that asks for it: one subcommand of ALTER TABLE, one name of DROP.
  Span span;
  /// Operations of one SQL command (the subcommands of one ALTER TABLE, the tables of one DROP)
  /// share a number, counted from 0 within a statement: the server runs them as one.
  std::uint32_t command = 0;
  Nesting nesting;
  Action action;
};

}  // namespace miglint
