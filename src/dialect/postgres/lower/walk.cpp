#include "dialect/postgres/lower/walk.h"

#include <algorithm>

#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/sql_value_function.h"

namespace miglint::postgres {
namespace {

/// A file of 100 MB holds more nodes than that in one expression; nobody's migration does.
constexpr std::uint32_t most_nodes = 1U << 21;
/// Distinct names of one expression: more than a table can have columns is no expression to judge.
constexpr std::size_t most_names = 2000;

std::string_view first_literal(const List* arguments) {
  if (arguments == nullptr) return {};
  const Node* node = ListOf<Node>(arguments)[0];
  if (const auto* named = node_as<NamedArgExpr>(node, T_NamedArgExpr)) {
    node = reinterpret_cast<const Node*>(named->arg);
  }
  while (const auto* cast = node_as<TypeCast>(node, T_TypeCast))
    node = cast->arg;
  const auto* constant = node_as<A_Const>(node, T_A_Const);
  if (constant == nullptr || constant->isnull) return {};
  return string_value(&constant->val);
}

/// Where the node's own token stands, for nodes that may be an expression's first or last one.
/// (PostgreSQL's exprLocation() descends into the operands, as deep as they go.)
int own_location(const Node* node) {
  switch (tag(node)) {
    case T_ParamRef:
      return reinterpret_cast<const ParamRef*>(node)->location;
    case T_CaseExpr:
      return reinterpret_cast<const CaseExpr*>(node)->location;
    case T_RowExpr:
      return reinterpret_cast<const RowExpr*>(node)->location;
    case T_CoalesceExpr:
      return reinterpret_cast<const CoalesceExpr*>(node)->location;
    case T_MinMaxExpr:
      return reinterpret_cast<const MinMaxExpr*>(node)->location;
    case T_BooleanTest:
      return reinterpret_cast<const BooleanTest*>(node)->location;
    case T_NamedArgExpr:
      return reinterpret_cast<const NamedArgExpr*>(node)->location;
    case T_XmlExpr:
      return reinterpret_cast<const XmlExpr*>(node)->location;
    case T_XmlSerialize:
      return reinterpret_cast<const XmlSerialize*>(node)->location;
    case T_JsonIsPredicate:
      return reinterpret_cast<const JsonIsPredicate*>(node)->location;
    case T_JsonFuncExpr:
      return reinterpret_cast<const JsonFuncExpr*>(node)->location;
    case T_JsonObjectConstructor:
      return reinterpret_cast<const JsonObjectConstructor*>(node)->location;
    case T_JsonArrayConstructor:
      return reinterpret_cast<const JsonArrayConstructor*>(node)->location;
    default:
      return -1;
  }
}

}  // namespace

void Walk::located(int location) {
  if (location < 0) return;
  first_location_ = std::min(first_location_, location);
  last_location_ = std::max(last_location_, location);
}

void Walk::add(const void* node, Scopes::Id scope, bool in_subquery) {
  if (node == nullptr) return;
  child(node, {nullptr, scope, in_subquery});
  run();
}

void Walk::run() {
  if (running_) return;
  running_ = true;
  while (!stack_.empty()) {
    const Item item = stack_.back();
    stack_.pop_back();
    if (++visited_ > most_nodes) {
      incomplete_ = true;
      stack_.clear();
      break;
    }
    visit(item);
  }
  running_ = false;
}

void Walk::query_child(const void* node, Scopes::Id scope) {
  if (node == nullptr) return;
  has_subquery_ = true;
  stack_.push_back({static_cast<const Node*>(node), scope, true});
}

/// Leaves are dealt with at once: they are most of the nodes, and need no place on the stack.
void Walk::child(const void* node, const Item& from) {
  if (node == nullptr) return;
  switch (tag(node)) {
    case T_A_Const:
      located(static_cast<const A_Const*>(node)->location);
      break;
    case T_ColumnRef:
      column(*static_cast<const ColumnRef*>(node), from.in_subquery);
      break;
    case T_List:
      visit_list(static_cast<const List*>(node), from);
      break;
    default:
      stack_.push_back({static_cast<const Node*>(node), from.scope, from.in_subquery});
  }
}

void Walk::visit_list(const List* list, const Item& from) {
  // From the back, so that the first is the next to be taken from the stack.
  const ListOf<Node> nodes(list);
  for (std::size_t i = nodes.size(); i-- > 0;)
    child(nodes[i], from);
}

void Walk::visit(const Item& item) {
  const Node* node = item.node;
  switch (tag(node)) {
    case T_A_Expr: {
      const auto& expression = *reinterpret_cast<const A_Expr*>(node);
      located(expression.location);
      const bool sign = expression.kind == AEXPR_OP && expression.lexpr == nullptr;
      if (!sign) only_literals_ = false;
      child(expression.rexpr, item);
      child(expression.lexpr, item);
      break;
    }
    case T_BoolExpr: {
      const auto& expression = *reinterpret_cast<const BoolExpr*>(node);
      located(expression.location);
      only_literals_ = false;
      visit_list(expression.args, item);
      break;
    }
    case T_FuncCall:
      function(*reinterpret_cast<const FuncCall*>(node), item);
      break;
    case T_TypeCast: {
      const auto& cast = *reinterpret_cast<const TypeCast*>(node);
      located(cast.location);
      if (cast.typeName != nullptr) {
        located(cast.typeName->location);
        last_type_location_ = std::max(last_type_location_, cast.typeName->location);
      }
      child(cast.arg, item);
      break;
    }
    case T_CollateClause: {
      const auto& clause = *reinterpret_cast<const CollateClause*>(node);
      located(clause.location);
      child(clause.arg, item);
      break;
    }
    case T_A_ArrayExpr: {
      const auto& array = *reinterpret_cast<const A_ArrayExpr*>(node);
      located(array.location);
      visit_list(array.elements, item);
      break;
    }
    case T_NullTest: {
      const auto& test = *reinterpret_cast<const NullTest*>(node);
      located(test.location);
      only_literals_ = false;
      child(test.arg, item);
      break;
    }
    case T_SQLValueFunction: {
      const auto& call = *reinterpret_cast<const SQLValueFunction*>(node);
      located(call.location);
      function({{"pg_catalog", sql_value_function(call.op)}, 0, {}});
      break;
    }
    case T_SubLink: {
      const auto& link = *reinterpret_cast<const SubLink*>(node);
      located(link.location);
      only_literals_ = false;
      query_child(link.subselect, item.scope);
      child(link.testexpr, item);
      break;
    }
    case T_RangeVar:
      relation(*reinterpret_cast<const RangeVar*>(node), item.scope);
      break;
    case T_RangeSubselect:
      query_child(reinterpret_cast<const RangeSubselect*>(node)->subquery, item.scope);
      break;
    case T_JoinExpr: {
      const auto& join = *reinterpret_cast<const JoinExpr*>(node);
      for (const Node* name : ListOf<Node>(join.usingClause)) {
        column(string_value(name), 0, item.in_subquery);
      }
      child(join.quals, item);
      child(join.rarg, item);
      child(join.larg, item);
      break;
    }
    case T_SelectStmt:
      visit_select(*reinterpret_cast<const SelectStmt*>(node), item);
      break;
    case T_InsertStmt:
      visit_insert(*reinterpret_cast<const InsertStmt*>(node), item.scope);
      break;
    case T_UpdateStmt:
      visit_update(*reinterpret_cast<const UpdateStmt*>(node), item.scope);
      break;
    case T_DeleteStmt:
      visit_delete(*reinterpret_cast<const DeleteStmt*>(node), item.scope);
      break;
    case T_MergeStmt:
      visit_merge(*reinterpret_cast<const MergeStmt*>(node), item.scope);
      break;
    case T_LockingClause:
      // Its RangeVars are aliases of the query.
      locks_rows_ = true;
      break;
    case T_IndexElem: {
      const auto& element = *reinterpret_cast<const IndexElem*>(node);
      if (element.name != nullptr) column(element.name, 0, item.in_subquery);
      child(element.expr, item);
      break;
    }
    default:
      only_literals_ = false;
      visit_others(item);
  }
}

/// Nodes of which nothing but their parts matters: PostgreSQL's own walker knows these. It raises
/// an error on a node that it does not know, so only those that it knows are given to it.
void Walk::visit_others(const Item& item) {
  switch (tag(item.node)) {
    case T_SetToDefault:
    case T_CurrentOfExpr:
    case T_Integer:
    case T_Float:
    case T_Boolean:
    case T_String:
    case T_BitString:
    case T_ParamRef:
    case T_A_Star:
    case T_MergeSupportFunc:
    case T_GroupingFunc:
    case T_CaseExpr:
    case T_RowExpr:
    case T_CoalesceExpr:
    case T_MinMaxExpr:
    case T_XmlExpr:
    case T_BooleanTest:
    case T_NamedArgExpr:
    case T_A_Indices:
    case T_A_Indirection:
    case T_ResTarget:
    case T_MultiAssignRef:
    case T_SortBy:
    case T_WindowDef:
    case T_RangeFunction:
    case T_RangeTableSample:
    case T_RangeTableFunc:
    case T_RangeTableFuncCol:
    case T_TypeName:
    case T_ColumnDef:
    case T_GroupingSet:
    case T_XmlSerialize:
    case T_InferClause:
    case T_OnConflictClause:
    case T_MergeWhenClause:
    case T_JsonFormat:
    case T_JsonReturning:
    case T_JsonValueExpr:
    case T_JsonParseExpr:
    case T_JsonScalarExpr:
    case T_JsonSerializeExpr:
    case T_JsonConstructorExpr:
    case T_JsonIsPredicate:
    case T_JsonArgument:
    case T_JsonFuncExpr:
    case T_JsonBehavior:
    case T_JsonOutput:
    case T_JsonTable:
    case T_JsonTableColumn:
    case T_JsonTablePathSpec:
    case T_JsonKeyValue:
    case T_JsonObjectConstructor:
    case T_JsonArrayConstructor:
    case T_JsonArrayQueryConstructor:
    case T_JsonAggConstructor:
    case T_JsonObjectAgg:
    case T_JsonArrayAgg: {
      located(own_location(item.node));
      struct Visitor {
        Walk& walk;
        const Item& from;
      } visitor{*this, item};
      const auto visit_child = [](Node* node, void* context) {
        const auto* to = static_cast<const Visitor*>(context);
        to->walk.child(node, to->from);
        return false;
      };
      raw_expression_tree_walker_impl(const_cast<Node*>(item.node), visit_child, &visitor);
      break;
    }
    default:
      incomplete_ = true;
  }
}

void Walk::column(const ColumnRef& reference, bool in_subquery) {
  only_literals_ = false;
  located(reference.location);
  const std::string_view name = string_value(ListOf<Node>(reference.fields).back());
  const bool is_star = name.empty();
  if (is_star || is_variable(reference, to_)) return;
  column(name, reference.location, in_subquery);
}

void Walk::column(std::string_view name, int location, bool in_subquery) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    ColumnUse& seen = columns_[i];
    if (seen.name != name) continue;
    seen.location = std::min(seen.location, location);
    seen.in_subquery = seen.in_subquery && in_subquery;
    return;
  }
  if (columns_.size() == most_names) {
    incomplete_ = true;
    return;
  }
  columns_.push_back({name, location, in_subquery});
}

void Walk::function(const FuncCall& call, const Item& item) {
  only_literals_ = false;
  located(call.location);
  child(call.over, item);
  child(call.agg_filter, item);
  child(call.agg_order, item);
  child(call.args, item);
  const ListOf<Node> names(call.funcname);
  FunctionCall result;
  result.function.name = string_value(names.back());
  if (names.size() > 1) result.function.schema = string_value(names[names.size() - 2]);
  result.arguments =
      static_cast<std::uint8_t>(std::min<std::size_t>(ListOf<Node>(call.args).size(), 255));
  result.first_literal = first_literal(call.args);
  function(result);
}

void Walk::function(const FunctionCall& call) {
  only_literals_ = false;
  for (const FunctionCall& seen : functions_) {
    if (seen.function == call.function && seen.arguments == call.arguments &&
        seen.first_literal == call.first_literal) {
      return;
    }
  }
  if (functions_.size() == most_names) {
    incomplete_ = true;
    return;
  }
  functions_.push_back(call);
}

void Walk::relation(const RangeVar& relation, Scopes::Id scope) {
  located(relation.location);
  if (scopes_.find(scope, relation).query != nullptr) return;
  const auto same = [&](const RangeVar* seen) {
    const auto text = [](const char* name) {
      return std::string_view(name == nullptr ? "" : name);
    };
    return text(seen->relname) == text(relation.relname) &&
           text(seen->schemaname) == text(relation.schemaname);
  };
  if (std::ranges::any_of(relations_, same)) return;
  if (relations_.size() == most_names) {
    incomplete_ = true;
    return;
  }
  relations_.push_back(&relation);
}

std::span<const std::string_view> Walk::columns(bool also_of_subqueries) {
  if (columns_.empty()) return {};
  std::sort(&columns_[0], &columns_[0] + columns_.size(),
            [](const ColumnUse& a, const ColumnUse& b) { return a.location < b.location; });
  Gather<std::string_view> names;
  for (const ColumnUse& use : columns_) {
    if (use.in_subquery && !also_of_subqueries) continue;
    names.push_back(to_.arena().copy(use.name));
  }
  return to_.copy(names);
}

std::span<const FunctionCall> Walk::functions() {
  for (std::size_t i = 0; i < functions_.size(); ++i) {
    FunctionCall& call = functions_[i];
    call.function.schema = to_.arena().copy(call.function.schema);
    call.function.name = to_.arena().copy(call.function.name);
    call.first_literal = to_.arena().copy(call.first_literal);
  }
  return to_.copy(functions_);
}

std::span<const ObjectName> Walk::relations() {
  Gather<ObjectName, 8> names;
  for (const RangeVar* relation : relations_)
    names.push_back(object_name(relation, to_));
  return to_.copy(names);
}

}  // namespace miglint::postgres
