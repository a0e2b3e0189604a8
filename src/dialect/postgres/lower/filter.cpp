#include "dialect/postgres/lower/filter.h"

#include <algorithm>
#include <optional>

#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

/// Conditions nested deeper are taken as `other`.
constexpr int deepest = 32;
/// Queries that read from queries that read from queries …, and all those looked into.
constexpr int deepest_query = 8;
constexpr int most_queries = 500;

/// What one condition says by itself.
struct Verdict {
  FilterKind kind = FilterKind::other;
  bool limited = false;
  bool by_null = false;  ///< A contradiction because it is NULL: its negation is none the truer.
};

/// Sources whose rows are few: bounded by LIMIT, or written out as VALUES.
struct KeySource {
  std::string_view alias;
  bool limited = false;
};

class FilterReader {
 public:
  FilterReader(Scopes& scopes, Lowering& to, int& queries, int query_depth)
      : scopes_(scopes), to_(to), queries_(queries), query_depth_(query_depth) {}

  void read_sources(const List* from, Scopes::Id scope);
  Verdict read(const Node* condition, Scopes::Id scope, int depth);

 private:
  Verdict conjunction(const List* operands, Scopes::Id scope, int depth);
  Verdict disjunction(const List* operands, Scopes::Id scope, int depth);
  Verdict comparison(const A_Expr& expression, Scopes::Id scope);
  Verdict equality(const Node* left, const Node* right);
  Verdict sublink(const SubLink& link, Scopes::Id scope);
  std::optional<bool> compare_literals(std::string_view op, const Node* left, const Node* right);
  bool is_limited_query(const Node* query, Scopes::Id scope);
  bool is_limited_relation(const RangeVar& relation, Scopes::Id scope);
  bool has_limited_source(const List* from, Scopes::Id scope);
  const KeySource* source_of(const Node* column) const;
  bool is_column(const Node* node) const { return !column_reference(node, to_).empty(); }

  Scopes& scopes_;
  Lowering& to_;
  int& queries_;
  int query_depth_;
  Gather<KeySource, 8> sources_;
};

std::string_view operator_of(const A_Expr& expression) {
  return string_value(ListOf<Node>(expression.name).back());
}

bool is_limit(const Node* limit) {
  return limit != nullptr && !is_null_literal(limit);
}

bool reads_column(const Node* node, Scopes& scopes, Lowering& to) {
  Walk walk(to, scopes);
  walk.add(node, Scopes::none);
  return walk.incomplete() || walk.has_subquery() || !walk.columns(true).empty();
}

/// `ctid = ANY (ARRAY(SELECT ctid … LIMIT n))` holds the query in the array's place.
const SubLink* array_query(const Node* node) {
  const auto* link = node_as<SubLink>(without_casts(node), T_SubLink);
  return link != nullptr && link->subLinkType == ARRAY_SUBLINK ? link : nullptr;
}

bool FilterReader::is_limited_relation(const RangeVar& relation, Scopes::Id scope) {
  const auto [query, found_in] = scopes_.find(scope, relation);
  return query != nullptr && is_limited_query(query->ctequery, found_in);
}

bool FilterReader::has_limited_source(const List* from, Scopes::Id scope) {
  FilterReader inner(scopes_, to_, queries_, query_depth_);
  inner.read_sources(from, scope);
  return std::ranges::any_of(inner.sources_.values(), &KeySource::limited);
}

/// Bounded by LIMIT, its own or that of a query that it reads from.
bool FilterReader::is_limited_query(const Node* query, Scopes::Id scope) {
  if (query == nullptr || query_depth_ >= deepest_query || ++queries_ > most_queries) return false;
  FilterReader inner(scopes_, to_, queries_, query_depth_ + 1);
  const auto sees = [&](const WithClause* with) {
    if (with == nullptr) return scope;
    return scopes_.open(scope, with->ctes, ListOf<Node>(with->ctes).size());
  };
  const auto changes = [&](const Node* condition, const List* from, const WithClause* with) {
    const Scopes::Id within = sees(with);
    inner.read_sources(from, within);
    return inner.read(condition, within, 0).limited;
  };
  switch (tag(query)) {
    case T_SelectStmt: {
      const auto& select = *reinterpret_cast<const SelectStmt*>(query);
      if (is_limit(select.limitCount)) return true;
      return inner.has_limited_source(select.fromClause, sees(select.withClause));
    }
    case T_UpdateStmt: {
      const auto& update = *reinterpret_cast<const UpdateStmt*>(query);
      return changes(update.whereClause, update.fromClause, update.withClause);
    }
    case T_DeleteStmt: {
      const auto& remove = *reinterpret_cast<const DeleteStmt*>(query);
      return changes(remove.whereClause, remove.usingClause, remove.withClause);
    }
    default:
      return false;
  }
}

void FilterReader::read_sources(const List* from, Scopes::Id scope) {
  Gather<const Node*> stack;
  for (const Node* item : ListOf<Node>(from))
    stack.push_back(item);
  while (!stack.empty()) {
    const Node* item = stack.back();
    stack.pop_back();
    if (const auto* join = node_as<JoinExpr>(item, T_JoinExpr)) {
      stack.push_back(join->larg);
      stack.push_back(join->rarg);
    } else if (const auto* relation = node_as<RangeVar>(item, T_RangeVar)) {
      if (!is_limited_relation(*relation, scope)) continue;
      const char* alias = relation->alias ? relation->alias->aliasname : relation->relname;
      sources_.push_back({alias, true});
    } else if (const auto* query = node_as<RangeSubselect>(item, T_RangeSubselect)) {
      const auto* select = node_as<SelectStmt>(query->subquery, T_SelectStmt);
      const bool limited = is_limited_query(query->subquery, scope);
      if (!limited && (select == nullptr || select->valuesLists == nullptr)) continue;
      const char* alias = query->alias ? query->alias->aliasname : "";
      sources_.push_back({alias, limited});
    }
  }
}

/// The source with few rows that a column comes from, or may come from when it is not qualified.
const KeySource* FilterReader::source_of(const Node* column) const {
  const ListOf<Node> fields(node_as<ColumnRef>(column, T_ColumnRef)->fields);
  if (sources_.empty() || fields.size() > 2) return nullptr;
  if (fields.size() == 1) return sources_.begin();
  const auto* found = std::ranges::find(sources_.begin(), sources_.end(), string_value(fields[0]),
                                        &KeySource::alias);
  return found == sources_.end() ? nullptr : found;
}

std::optional<bool> FilterReader::compare_literals(std::string_view op, const Node* left,
                                                   const Node* right) {
  const auto* a = node_as<A_Const>(left, T_A_Const);
  const auto* b = node_as<A_Const>(right, T_A_Const);
  if (a == nullptr || b == nullptr) return std::nullopt;
  if (a->isnull || b->isnull) return false;  // NULL passes no row.
  const NodeTag type = a->val.node.type;
  if (type != b->val.node.type) return std::nullopt;
  int order = 0;
  switch (type) {
    case T_Integer:
      order = (a->val.ival.ival > b->val.ival.ival) - (a->val.ival.ival < b->val.ival.ival);
      break;
    case T_Boolean:
      order = int{a->val.boolval.boolval} - int{b->val.boolval.boolval};
      break;
    case T_String:
      // Equal text is equal in every collation; the order of unequal text is not known here.
      if (string_value(&a->val) != string_value(&b->val)) {
        if (op == "=") return false;
        if (op == "<>") return true;
        return std::nullopt;
      }
      break;
    default:
      return std::nullopt;
  }
  if (op == "=") return order == 0;
  if (op == "<>") return order != 0;
  if (op == "<") return order < 0;
  if (op == "<=") return order <= 0;
  if (op == ">") return order > 0;
  if (op == ">=") return order >= 0;
  return std::nullopt;
}

Verdict FilterReader::equality(const Node* left, const Node* right) {
  if (is_column(left) && is_column(right)) {
    const KeySource* source = source_of(right);
    if (source == nullptr) source = source_of(left);
    if (source != nullptr) return {FilterKind::key_range, source->limited};
    const auto fields = [](const Node* node) {
      return ListOf<Node>(reinterpret_cast<const ColumnRef*>(node)->fields);
    };
    const auto same = [](const Node* a, const Node* b) {
      return string_value(a) == string_value(b);
    };
    const auto a = fields(left);
    const auto b = fields(right);
    // `id = id`: true in all rows where it is not NULL.
    if (a.size() == b.size() && std::ranges::equal(a.begin(), a.end(), b.begin(), b.end(), same)) {
      return {FilterKind::tautology};
    }
    return {};
  }
  if (!is_column(left)) std::swap(left, right);
  if (!is_column(left)) return {};
  if (is_null_literal(right)) return {FilterKind::contradiction, false, true};
  // A scalar sub-query gives one value.
  const auto* link = node_as<SubLink>(without_casts(right), T_SubLink);
  if (link != nullptr && link->subLinkType == EXPR_SUBLINK) return {FilterKind::key_range};
  return reads_column(right, scopes_, to_) ? Verdict{} : Verdict{FilterKind::key_range};
}

Verdict FilterReader::comparison(const A_Expr& expression, Scopes::Id scope) {
  const std::string_view op = operator_of(expression);
  switch (expression.kind) {
    case AEXPR_OP:
    case AEXPR_NOT_DISTINCT: {
      if (expression.kind == AEXPR_NOT_DISTINCT && is_null_literal(expression.rexpr)) {
        return {is_column(expression.lexpr) ? FilterKind::is_null : FilterKind::other};
      }
      if (const auto known = compare_literals(op, expression.lexpr, expression.rexpr)) {
        const bool by_null = is_null_literal(expression.lexpr) || is_null_literal(expression.rexpr);
        return {*known ? FilterKind::tautology : FilterKind::contradiction, false, by_null};
      }
      if (op != "=" || expression.lexpr == nullptr) return {};
      return equality(expression.lexpr, expression.rexpr);
    }
    case AEXPR_IN: {
      if (op != "=" || tag(expression.rexpr) != T_List) return {};
      const bool given = is_column(expression.lexpr) || tag(expression.lexpr) == T_RowExpr;
      return given && !reads_column(expression.rexpr, scopes_, to_) ? Verdict{FilterKind::key_range}
                                                                    : Verdict{};
    }
    case AEXPR_OP_ANY: {
      if (op != "=" || !is_column(expression.lexpr)) return {};
      if (const SubLink* query = array_query(expression.rexpr)) return sublink(*query, scope);
      return reads_column(expression.rexpr, scopes_, to_) ? Verdict{}
                                                          : Verdict{FilterKind::key_range};
    }
    case AEXPR_BETWEEN:
    case AEXPR_BETWEEN_SYM:
      return is_column(expression.lexpr) && !reads_column(expression.rexpr, scopes_, to_)
                 ? Verdict{FilterKind::key_range}
                 : Verdict{};
    default:
      return {};
  }
}

/// `key IN (SELECT …)`, `key = ANY (ARRAY(SELECT …))`: as narrow as the query is.
Verdict FilterReader::sublink(const SubLink& link, Scopes::Id scope) {
  const auto* select = node_as<SelectStmt>(link.subselect, T_SelectStmt);
  if (link.subLinkType == EXISTS_SUBLINK && select != nullptr) {
    return has_limited_source(select->fromClause, scope) ? Verdict{FilterKind::key_range, true}
                                                         : Verdict{};
  }
  const bool membership =
      link.subLinkType == ARRAY_SUBLINK ||
      (link.subLinkType == ANY_SUBLINK &&
       (link.operName == nullptr || string_value(ListOf<Node>(link.operName).back()) == "="));
  if (!membership || !is_limited_query(link.subselect, scope)) return {};
  return {FilterKind::key_range, true};
}

/// One side of a range on a column: `id > 10`.
struct Bound {
  std::string_view column;
  bool below = false;
};

std::optional<Bound> bound_of(const Node* node, Scopes& scopes, Lowering& to) {
  const auto* expression = node_as<A_Expr>(node, T_A_Expr);
  if (expression == nullptr || expression->kind != AEXPR_OP || expression->lexpr == nullptr) {
    return std::nullopt;
  }
  const std::string_view op = operator_of(*expression);
  if (op != "<" && op != "<=" && op != ">" && op != ">=") return std::nullopt;
  const Node* left = expression->lexpr;
  const Node* right = expression->rexpr;
  bool below = op[0] == '<';
  if (column_reference(left, to).empty()) {
    std::swap(left, right);
    below = !below;
  }
  const std::string_view column = column_reference(left, to);
  if (column.empty()) return std::nullopt;
  // `id <= (SELECT max(id) …)` is no bound that is known to be narrow.
  if (reads_column(right, scopes, to)) return std::nullopt;
  return Bound{column, below};
}

Verdict FilterReader::conjunction(const List* operands, Scopes::Id scope, int depth) {
  Verdict result{FilterKind::tautology};
  Gather<Bound, 8> bounds;
  bool nulls_only = true;
  for (const Node* operand : ListOf<Node>(operands)) {
    Verdict part = read(operand, scope, depth + 1);
    if (part.kind == FilterKind::other && bounds.size() < 64) {
      if (const auto bound = bound_of(operand, scopes_, to_)) {
        const auto closes = [&](const Bound& seen) {
          return seen.column == bound->column && seen.below != bound->below;
        };
        if (std::ranges::any_of(bounds, closes)) part.kind = FilterKind::key_range;
        bounds.push_back(*bound);
      }
    }
    result.limited = result.limited || part.limited;
    if (part.kind == FilterKind::contradiction) return {FilterKind::contradiction};
    if (part.kind == FilterKind::tautology) continue;
    if (part.kind != FilterKind::is_null) nulls_only = false;
    if (result.kind == FilterKind::key_range) continue;
    result.kind = part.kind == FilterKind::key_range ? FilterKind::key_range
                  : nulls_only                       ? FilterKind::is_null
                                                     : FilterKind::other;
  }
  return result;
}

Verdict FilterReader::disjunction(const List* operands, Scopes::Id scope, int depth) {
  std::optional<Verdict> result;
  for (const Node* operand : ListOf<Node>(operands)) {
    const Verdict part = read(operand, scope, depth + 1);
    if (part.kind == FilterKind::tautology) return part;
    if (part.kind == FilterKind::contradiction) continue;
    if (!result) {
      result = part;
    } else {
      if (result->kind != part.kind) result->kind = FilterKind::other;
      result->limited = result->limited && part.limited;
    }
  }
  return result.value_or(Verdict{FilterKind::contradiction});
}

Verdict FilterReader::read(const Node* condition, Scopes::Id scope, int depth) {
  if (condition == nullptr) return {FilterKind::none};
  if (depth > deepest) return {};
  switch (tag(condition)) {
    case T_A_Const: {
      const auto& constant = *reinterpret_cast<const A_Const*>(condition);
      if (constant.isnull) return {FilterKind::contradiction, false, true};
      if (constant.val.node.type != T_Boolean) return {};
      return {constant.val.boolval.boolval ? FilterKind::tautology : FilterKind::contradiction};
    }
    case T_NullTest: {
      const auto& test = *reinterpret_cast<const NullTest*>(condition);
      const bool of_column = is_column(reinterpret_cast<const Node*>(test.arg));
      return {of_column && test.nulltesttype == IS_NULL ? FilterKind::is_null : FilterKind::other};
    }
    case T_BoolExpr: {
      const auto& expression = *reinterpret_cast<const BoolExpr*>(condition);
      if (expression.boolop == AND_EXPR) return conjunction(expression.args, scope, depth);
      if (expression.boolop == OR_EXPR) return disjunction(expression.args, scope, depth);
      const Node* operand = ListOf<Node>(expression.args)[0];
      const Verdict inner = read(operand, scope, depth + 1);
      if (inner.kind == FilterKind::tautology) return {FilterKind::contradiction};
      if (inner.kind != FilterKind::contradiction) return {};
      if (inner.by_null) return inner;
      // Of several parts, one may be NULL.
      return {tag(operand) == T_BoolExpr ? FilterKind::other : FilterKind::tautology};
    }
    case T_A_Expr:
      return comparison(*reinterpret_cast<const A_Expr*>(condition), scope);
    case T_SubLink:
      return sublink(*reinterpret_cast<const SubLink*>(condition), scope);
    case T_CurrentOfExpr:
      return {FilterKind::key_range};
    default:
      return {};
  }
}

/// Columns of `column IS NULL` tests that stand anywhere among AND and OR.
std::span<const std::string_view> null_tested(const Node* condition, Lowering& to) {
  Gather<const Node*> stack;
  Gather<std::string_view> columns;
  stack.push_back(condition);
  while (!stack.empty()) {
    const Node* node = stack.back();
    stack.pop_back();
    if (const auto* expression = node_as<BoolExpr>(node, T_BoolExpr)) {
      if (expression->boolop == NOT_EXPR) continue;
      const ListOf<Node> operands(expression->args);
      for (std::size_t i = operands.size(); i-- > 0;)
        stack.push_back(operands[i]);
    } else if (const auto* test = node_as<NullTest>(node, T_NullTest)) {
      if (test->nulltesttype != IS_NULL) continue;
      const auto column = column_reference(reinterpret_cast<const Node*>(test->arg), to);
      if (column.empty() || columns.size() >= 256 || columns.contains(column)) continue;
      columns.push_back(to.arena().copy(column));
    }
  }
  return to.copy(columns);
}

}  // namespace

Filter analyse_filter(const Node* condition, const List* from, Scopes::Id scope, Scopes& scopes,
                      Lowering& to) {
  Filter filter;
  if (condition == nullptr) {
    filter.span = to.whole();
    return filter;
  }
  int queries = 0;
  FilterReader reader(scopes, to, queries, 0);
  reader.read_sources(from, scope);
  const Verdict verdict = reader.read(condition, scope, 0);
  filter.kind = verdict.kind;
  filter.limited = verdict.limited;
  Scopes inner;
  Walk walk(to, inner);
  walk.add(condition, Scopes::none);
  filter.columns = walk.columns(false);
  filter.is_null_columns = null_tested(condition, to);
  filter.span = expression_span(walk, to);
  return filter;
}

}  // namespace miglint::postgres
