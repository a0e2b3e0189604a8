#include "dialect/postgres/lower/column_label.h"

#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/sql_value_function.h"

namespace miglint::postgres {
namespace {

std::string_view last_name(const List* parts) {
  const ListOf<Node> names(parts);
  for (std::size_t i = names.size(); i-- > 0;) {
    if (const std::string_view name = string_value(names[i]); !name.empty()) return name;
  }
  return {};
}

/// The query's first plain SELECT, which names the columns of a UNION.
const SelectStmt* first_select(const Node* query) {
  const auto* select = node_as<SelectStmt>(query, T_SelectStmt);
  while (select != nullptr && select->larg != nullptr)
    select = select->larg;
  return select;
}

}  // namespace

std::string_view column_label(const Node* expression) {
  // A name found on the way down that is used when the operand has none.
  std::string_view weak;
  while (expression != nullptr) {
    switch (tag(expression)) {
      case T_ColumnRef: {
        const auto name = last_name(reinterpret_cast<const ColumnRef*>(expression)->fields);
        return name.empty() ? weak : name;
      }
      case T_A_Indirection: {
        const auto& indirection = *reinterpret_cast<const A_Indirection*>(expression);
        if (const auto name = last_name(indirection.indirection); !name.empty()) return name;
        expression = indirection.arg;
        break;
      }
      case T_FuncCall:
        return last_name(reinterpret_cast<const FuncCall*>(expression)->funcname);
      case T_A_Expr: {
        const auto& operation = *reinterpret_cast<const A_Expr*>(expression);
        return operation.kind == AEXPR_NULLIF ? "nullif" : weak;
      }
      case T_TypeCast: {
        const auto& cast = *reinterpret_cast<const TypeCast*>(expression);
        if (weak.empty() && cast.typeName != nullptr) weak = last_name(cast.typeName->names);
        expression = cast.arg;
        break;
      }
      case T_CollateClause:
        expression = reinterpret_cast<const CollateClause*>(expression)->arg;
        break;
      case T_CaseExpr:
        if (weak.empty()) weak = "case";
        expression =
            reinterpret_cast<const Node*>(reinterpret_cast<const CaseExpr*>(expression)->defresult);
        break;
      case T_SubLink: {
        const auto& link = *reinterpret_cast<const SubLink*>(expression);
        if (link.subLinkType == EXISTS_SUBLINK) return "exists";
        if (link.subLinkType == ARRAY_SUBLINK) return "array";
        const SelectStmt* select = first_select(link.subselect);
        if (link.subLinkType != EXPR_SUBLINK || select == nullptr) return weak;
        const ListOf<ResTarget> targets(select->targetList);
        if (targets.empty()) return weak;
        if (targets[0]->name != nullptr) return targets[0]->name;
        expression = targets[0]->val;
        break;
      }
      case T_CoalesceExpr:
        return "coalesce";
      case T_MinMaxExpr:
        return reinterpret_cast<const MinMaxExpr*>(expression)->op == IS_GREATEST ? "greatest"
                                                                                  : "least";
      case T_A_ArrayExpr:
        return "array";
      case T_RowExpr:
        return "row";
      case T_GroupingFunc:
        return "grouping";
      case T_SQLValueFunction:
        return sql_value_function(reinterpret_cast<const SQLValueFunction*>(expression)->op);
      default:
        return weak;
    }
  }
  return weak;
}

std::span<const std::string_view> result_columns(const Node* query, Lowering& to) {
  const SelectStmt* select = first_select(query);
  if (select == nullptr) return {};
  Gather<std::string_view> names;
  for (const ResTarget* target : ListOf<ResTarget>(select->targetList)) {
    std::string_view name;
    if (target->name != nullptr) {
      name = target->name;
    } else {
      if (const auto* column = node_as<ColumnRef>(target->val, T_ColumnRef)) {
        if (tag(ListOf<Node>(column->fields).back()) == T_A_Star) return {};
      }
      name = column_label(target->val);
      if (name.empty()) name = "?column?";
    }
    names.push_back(to.arena().copy(name));
  }
  return to.copy(names);
}

}  // namespace miglint::postgres
