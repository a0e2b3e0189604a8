#include "lint/needed_relations.h"

#include <span>
#include <variant>

namespace miglint {
namespace {

template <class Op>
concept OnAlterTarget = requires(const Op& op) { op.table.if_exists; };

class Needs {
 public:
  explicit Needs(std::vector<ObjectName>& to) : to_(to) {}

  template <OnAlterTarget Op>
  void operator()(const Op& op) {
    if (!op.table.if_exists) add(op.table.name);
    if constexpr (requires { op.partition; }) add(op.partition);
    if constexpr (requires { op.parent; }) add(op.parent);
    if constexpr (requires { op.constraint.referenced_table; }) {
      add(op.constraint.referenced_table);
    }
    if constexpr (requires { op.column.constraints; }) add_references(op.column.constraints);
  }

  void operator()(const op::CreateTable& create) {
    for (const ColumnDefinition& column : create.columns)
      add_references(column.constraints, create.table);
    add_references(create.constraints, create.table);
    for (const ObjectName& parent : create.inherits)
      add(parent);
    for (const op::LikeClause& like : create.likes)
      add(like.source);
    add(create.partition_of);
  }

  void operator()(const op::DropTable& drop) {
    if (!drop.if_exists) add(drop.table);
  }
  void operator()(const op::DropIndex& drop) {
    if (!drop.if_exists) add(drop.index);
  }
  void operator()(const op::DropObject& drop) {
    using Kind = op::DropObject::Kind;
    const bool relation = drop.kind == Kind::view || drop.kind == Kind::materialized_view ||
                          drop.kind == Kind::sequence || drop.kind == Kind::foreign_table;
    if (relation && !drop.if_exists) add(drop.name);
  }
  void operator()(const op::RenameRelation& rename) {
    if (!rename.if_exists) add(rename.relation);
  }
  void operator()(const op::RenameColumn& rename) {
    if (!rename.if_exists) add(rename.relation);
  }
  void operator()(const op::RenameConstraint& rename) {
    if (!rename.if_exists) add(rename.table);
  }
  void operator()(const op::SetSchema& move) {
    if (!move.if_exists) add(move.relation);
  }
  void operator()(const op::CreateIndex& create) { add(create.table); }
  void operator()(const op::CreateTrigger& create) { add(create.table); }
  void operator()(const op::CreateRule& create) { add(create.table); }
  void operator()(const op::CreatePolicy& create) { add(create.table); }
  void operator()(const op::AlterPolicy& alter) { add(alter.table); }
  void operator()(const op::TruncateTable& truncate) { add(truncate.table); }
  void operator()(const op::LockTable& lock) { add(lock.table); }
  void operator()(const op::CopyRows& copy) { add(copy.table); }
  void operator()(const op::RefreshMaterializedView& refresh) { add(refresh.view); }
  void operator()(const op::CreateView& create) { add_all(create.reads); }
  void operator()(const op::CreateMaterializedView& create) { add_all(create.reads); }
  void operator()(const op::CreateTableAs& create) { add_all(create.reads); }
  void operator()(const op::SelectRows& select) { add_all(select.reads); }
  void operator()(const op::UpdateRows& update) { add_rows(update); }
  void operator()(const op::DeleteRows& remove) { add_rows(remove); }
  void operator()(const op::InsertRows& insert) { add_rows(insert); }
  void operator()(const op::MergeRows& merge) { add_rows(merge); }

  template <class Op>
  void operator()(const Op& /*needs none*/) {}

 private:
  void add(const ObjectName& name) {
    if (!name.name.empty()) to_.push_back(name);
  }
  void add_all(std::span<const ObjectName> names) {
    for (const ObjectName& name : names)
      add(name);
  }
  template <class Rows>
  void add_rows(const Rows& rows) {
    add(rows.table);
    add_all(rows.reads);
  }
  void add_references(std::span<const Constraint> constraints, const ObjectName& self = {}) {
    for (const Constraint& constraint : constraints) {
      if (!(constraint.referenced_table == self)) add(constraint.referenced_table);
    }
  }

  std::vector<ObjectName>& to_;
};

}  // namespace

std::vector<ObjectName> needed_relations(const Operation& operation) {
  std::vector<ObjectName> needed;
  std::visit(Needs(needed), operation.action);
  return needed;
}

}  // namespace miglint
