#include "lint/deeds.h"

#include <variant>

namespace miglint {
namespace {

std::string_view word_of(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::check:
      return "add-check";
    case ConstraintKind::not_null:
      return "set-not-null";
    case ConstraintKind::foreign_key:
      return "add-foreign-key";
    case ConstraintKind::primary_key:
      return "add-primary-key";
    case ConstraintKind::unique:
      return "add-unique";
    case ConstraintKind::exclude:
      return "add-exclusion";
  }
  return {};
}

std::string_view word_of(op::DropObject::Kind kind) {
  using Kind = op::DropObject::Kind;
  switch (kind) {
    case Kind::view:
      return "drop-view";
    case Kind::materialized_view:
      return "drop-matview";
    case Kind::sequence:
      return "drop-sequence";
    case Kind::foreign_table:
      return "drop-table";
    case Kind::type:
    case Kind::domain:
      return "drop-type";
    case Kind::schema:
      return "drop-schema";
    case Kind::extension:
      return "drop-extension";
    case Kind::function:
    case Kind::procedure:
    case Kind::aggregate:
      return "drop-function";
    case Kind::rule:
    case Kind::other:
      return {};
  }
  return {};
}

/// Adds the deeds of one operation; kinds that no word is for add none.
class Collector {
 public:
  Collector(Span span, std::vector<Deed>& deeds) : span_(span), deeds_(deeds) {}

  void operator()(const op::CreateTable& create) {
    on_table("create-table", create.table);
    for (const ColumnDefinition& column : create.columns)
      define(create.table, column);
    for (const Constraint& constraint : create.constraints)
      constrain(create.table, constraint);
  }
  void operator()(const op::CreateTableAs& create) { on_table("create-table-as", create.table); }
  void operator()(const op::DropTable& drop) { on_table("drop-table", drop.table); }
  void operator()(const op::RenameRelation& rename) {
    if (rename.word == op::RelationWord::table) on_table("rename-table", rename.relation);
  }
  void operator()(const op::TruncateTable& truncate) { on_table("truncate", truncate.table); }
  void operator()(const op::SetSchema& set) { on_table("set-schema", set.relation); }
  void operator()(const op::AddColumn& add) {
    part("add-column", add.table.name, add.column.name);
    define(add.table.name, add.column);
  }
  void operator()(const op::DropColumn& drop) { part("drop-column", drop.table.name, drop.column); }
  void operator()(const op::RenameColumn& rename) {
    part("rename-column", rename.relation, rename.column);
  }
  void operator()(const op::AlterColumnType& alter) {
    part("change-type", alter.table.name, alter.column).type = &alter.type;
    part("define-column", alter.table.name, alter.column).type = &alter.type;
  }
  void operator()(const op::ChangeColumn& change) {
    part("change-type", change.table.name, change.column).type = &change.definition.type;
    define(change.table.name, change.definition);
  }
  void operator()(const op::SetDefault& set) { part("set-default", set.table.name, set.column); }
  void operator()(const op::DropDefault& drop) {
    part("drop-default", drop.table.name, drop.column);
  }
  void operator()(const op::SetNotNull& set) { part("set-not-null", set.table.name, set.column); }
  void operator()(const op::DropNotNull& drop) {
    part("drop-not-null", drop.table.name, drop.column);
  }
  void operator()(const op::AddConstraint& add) { constrain(add.table.name, add.constraint); }
  void operator()(const op::DropConstraint& drop) {
    part("drop-constraint", drop.table.name, drop.constraint);
  }
  void operator()(const op::CreateIndex& create) {
    part("create-index", create.table, create.name);
  }
  void operator()(const op::DropIndex& drop) { add("drop-index", drop.table, drop.index); }
  void operator()(const op::Reindex& reindex) { add("reindex", {}, reindex.name); }
  void operator()(const op::CreateView& create) { add("create-view", {}, create.view); }
  void operator()(const op::CreateMaterializedView& create) {
    add("create-matview", {}, create.view);
  }
  void operator()(const op::RefreshMaterializedView& refresh) {
    add("refresh-matview", {}, refresh.view);
  }
  void operator()(const op::CreateEnum& create) { add("create-type", {}, create.type); }
  void operator()(const op::CreateType& create) { add("create-type", {}, create.type); }
  void operator()(const op::AddEnumValue& add_value) { add("add-enum-value", {}, add_value.type); }
  void operator()(const op::CreateDomain& create) { add("create-domain", {}, create.domain); }
  void operator()(const op::AlterDomain& alter) { add("alter-domain", {}, alter.domain); }
  void operator()(const op::CreateSequence& create) { add("create-sequence", {}, create.sequence); }
  void operator()(const op::CreateSchema& create) { add("create-schema", {}, {{}, create.schema}); }
  void operator()(const op::CreateExtension& create) {
    add("create-extension", {}, {{}, create.extension});
  }
  void operator()(const op::DropObject& drop) { add(word_of(drop.kind), {}, drop.name); }
  void operator()(const op::CreateFunction& create) { add("create-function", {}, create.function); }
  void operator()(const op::CreateTrigger& create) {
    part("create-trigger", create.table, create.trigger);
  }
  void operator()(const op::DropTrigger& drop) { part("drop-trigger", drop.table, drop.trigger); }
  void operator()(const op::SetTriggerState& set) {
    part("toggle-trigger", set.table.name, set.name);
  }
  void operator()(const op::CreatePolicy& create) {
    part("create-policy", create.table, create.policy);
  }
  void operator()(const op::DropPolicy& drop) { part("drop-policy", drop.table, drop.policy); }
  void operator()(const op::RowSecurity& security) {
    on_table("row-security", security.table.name);
  }
  void operator()(const op::Grant& grant) {
    const std::string_view word = grant.revoke ? "revoke" : "grant";
    if (grant.objects.empty()) add(word, {}, {});
    for (const ObjectName& object : grant.objects)
      on_table(word, object);
  }
  void operator()(const op::InsertRows& insert) { on_table("insert", insert.table); }
  void operator()(const op::UpdateRows& update) { on_table("update", update.table); }
  void operator()(const op::DeleteRows& remove) { on_table("delete", remove.table); }
  void operator()(const op::MergeRows& merge) { on_table("merge", merge.table); }
  void operator()(const op::CopyRows& copy) { on_table("copy", copy.table); }
  void operator()(const op::LockTable& lock) { on_table("lock-table", lock.table); }
  void operator()(const op::Vacuum& vacuum) { add(vacuum.vacuum ? "vacuum" : "", {}, {}); }
  void operator()(const op::SetParameter& set) { add("set", {}, {{}, set.parameter}); }
  void operator()(const op::CallRoutine& call) { add("call", {}, call.routine); }
  void operator()(const auto&) {}

 private:
  Deed& add(std::string_view word, const ObjectName& table, const ObjectName& name) {
    return deeds_.emplace_back(
        Deed{.word = word, .table = table, .name = name, .type = nullptr, .span = span_});
  }
  void on_table(std::string_view word, const ObjectName& table) { add(word, table, table); }
  Deed& part(std::string_view word, const ObjectName& table, std::string_view name) {
    return add(word, table, {{}, name});
  }

  void define(const ObjectName& table, const ColumnDefinition& column) {
    Deed& deed = part("define-column", table, column.name);
    deed.type = &column.type;
    if (!column.span.empty()) deed.span = column.span;
    for (const Constraint& constraint : column.constraints)
      constrain(table, constraint);
  }

  void constrain(const ObjectName& table, const Constraint& constraint) {
    for (const std::string_view word :
         {std::string_view("add-constraint"), word_of(constraint.kind)}) {
      Deed& deed = part(word, table, constraint.name);
      if (!constraint.span.empty()) deed.span = constraint.span;
    }
  }

  Span span_;
  std::vector<Deed>& deeds_;
};

}  // namespace

std::vector<Deed> deeds_of(const Operation& operation) {
  std::vector<Deed> deeds;
  std::visit(Collector(operation.span, deeds), operation.action);
  return deeds;
}

}  // namespace miglint
