#include "dialect/postgres/lower/column.h"

#include <algorithm>

#include "dialect/postgres/lower/conjunct.h"
#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/index_key.h"
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

ReferentialAction referential_action(char action) {
  switch (action) {
    case FKCONSTR_ACTION_RESTRICT:
      return ReferentialAction::restrict;
    case FKCONSTR_ACTION_CASCADE:
      return ReferentialAction::cascade;
    case FKCONSTR_ACTION_SETNULL:
      return ReferentialAction::set_null;
    case FKCONSTR_ACTION_SETDEFAULT:
      return ReferentialAction::set_default;
    default:
      return ReferentialAction::no_action;
  }
}

/// DEFERRABLE and the like, which the grammar leaves as nodes of their own behind the constraint.
bool is_attribute(const ::Constraint& node) {
  return node.contype >= CONSTR_ATTR_DEFERRABLE;
}

void apply_attribute(ConstrType attribute, Constraint& constraint) {
  switch (attribute) {
    case CONSTR_ATTR_DEFERRABLE:
      constraint.deferrable = true;
      break;
    case CONSTR_ATTR_DEFERRED:
      constraint.deferrable = true;
      constraint.initially_deferred = true;
      break;
#if PG_VERSION_NUM >= 180000
    case CONSTR_ATTR_NOT_ENFORCED:
      constraint.not_enforced = true;
      break;
#endif
    default:
      break;
  }
}

bool is_enforced([[maybe_unused]] const ::Constraint& node) {
#if PG_VERSION_NUM >= 180000
  return node.is_enforced;
#else
  return true;
#endif
}

bool is_temporal([[maybe_unused]] const ::Constraint& node) {
#if PG_VERSION_NUM >= 180000
  return node.without_overlaps || node.fk_with_period;
#else
  return false;
#endif
}

/// Each is a pair of key and operator.
std::span<const IndexKey> exclusions(const List* pairs, Lowering& to) {
  Gather<IndexKey, 4> keys;
  for (const List* pair : ListOf<List>(pairs)) {
    const auto* element = node_as<IndexElem>(ListOf<Node>(pair)[0], T_IndexElem);
    if (element != nullptr) keys.push_back(index_key(*element, to));
  }
  return to.copy(keys);
}

std::span<const std::string_view> columns_of(std::span<const IndexKey> keys, Lowering& to) {
  Gather<std::string_view> columns;
  for (const IndexKey& key : keys) {
    if (!key.column.empty()) columns.push_back(key.column);
  }
  return to.copy(columns);
}

/// The kind and its own parts; names, attributes and place are the caller's.
Constraint constraint_body(const ::Constraint& node, Lowering& to) {
  Constraint result;
  result.name = to.copy(node.conname);
  result.not_valid = node.skip_validation;
  result.deferrable = node.deferrable;
  result.initially_deferred = node.initdeferred;
  result.no_inherit = node.is_no_inherit;
  result.temporal = is_temporal(node);
  result.columns = string_list(node.keys, to);
  switch (node.contype) {
    case CONSTR_NOTNULL:
      result.kind = ConstraintKind::not_null;
      break;
    case CONSTR_PRIMARY:
    case CONSTR_UNIQUE:
      result.kind =
          node.contype == CONSTR_PRIMARY ? ConstraintKind::primary_key : ConstraintKind::unique;
      result.using_index = to.copy(node.indexname);
      result.include = string_list(node.including, to);
      result.nulls_not_distinct = node.nulls_not_distinct;
      break;
    case CONSTR_EXCLUSION:
      result.kind = ConstraintKind::exclude;
      result.index_method = to.copy(node.access_method);
      result.exclusions = exclusions(node.exclusions, to);
      result.columns = columns_of(result.exclusions, to);
      result.condition = condition_expression(node.where_clause, to);
      break;
    case CONSTR_FOREIGN:
      result.kind = ConstraintKind::foreign_key;
      result.columns = string_list(node.fk_attrs, to);
      result.referenced_table = object_name(node.pktable, to);
      result.referenced_columns = string_list(node.pk_attrs, to);
      result.on_delete = referential_action(node.fk_del_action);
      result.on_update = referential_action(node.fk_upd_action);
      result.not_enforced = !is_enforced(node);
      break;
    default:
      result.kind = ConstraintKind::check;
      result.condition = condition_expression(node.raw_expr, to);
      result.not_enforced = !is_enforced(node);
  }
  return result;
}

bool makes_constraint(const ::Constraint& node) {
  switch (node.contype) {
    case CONSTR_NOTNULL:
    case CONSTR_CHECK:
    case CONSTR_PRIMARY:
    case CONSTR_UNIQUE:
    case CONSTR_EXCLUSION:
    case CONSTR_FOREIGN:
      return true;
    default:
      return false;
  }
}

Span part_span(int location, std::size_t end, Lowering& to) {
  if (location < 0 || !to.verbatim()) return to.whole();
  const auto begin = static_cast<std::size_t>(location);
  return to.place({begin, trim_end(to.text(), begin, end)});
}

/// End of the item that begins at `location`: before the comma or bracket behind it.
std::size_t item_end_at(int location, std::size_t end, Lowering& to) {
  if (location < 0 || !to.verbatim()) return end;
  return item_end(to.text(), static_cast<std::size_t>(location), end);
}

/// Behind the brackets of FROM (…) TO (…), IN (…), WITH (…), or behind DEFAULT.
std::size_t bound_end(const PartitionBoundSpec& bound, Lowering& to) {
  if (bound.location < 0 || !to.verbatim()) return to.statement().end;
  const std::string_view text = to.text();
  auto at = static_cast<std::size_t>(bound.location);
  if (bound.is_default) return token_end(text, at);
  int brackets = bound.strategy == PARTITION_STRATEGY_RANGE ? 2 : 1;
  while (at < to.statement().end) {
    if (text[at] == '(') {
      at = bracket_end(text, at);
      if (--brackets == 0) return at;
    } else {
      at = token_end(text, at);
    }
    at = skip_space(text, at);
  }
  return to.statement().end;
}

std::span<const std::string_view> bound_values(const List* values, Lowering& to) {
  Gather<std::string_view> result;
  for (const Node* node : ListOf<Node>(values)) {
    const auto* datum = node_as<PartitionRangeDatum>(node, T_PartitionRangeDatum);
    const Node* value = datum == nullptr ? node : datum->value;
    std::string_view word;
    // The raw grammar leaves MINVALUE and MAXVALUE as the names of columns.
    if (const auto* name = node_as<ColumnRef>(value, T_ColumnRef)) {
      word = string_value(ListOf<Node>(name->fields).back());
    }
    if (is_word(word, "MINVALUE")) {
      result.push_back("MINVALUE");
    } else if (is_word(word, "MAXVALUE")) {
      result.push_back("MAXVALUE");
    } else {
      result.push_back(canonical(value, to));
    }
  }
  return to.copy(result);
}

}  // namespace

Constraint table_constraint(const ::Constraint& constraint, std::size_t end, Lowering& to) {
  Constraint result = constraint_body(constraint, to);
  result.span = part_span(constraint.location, item_end_at(constraint.location, end, to), to);
  return result;
}

std::span<const Constraint> qualifiers(const List* list, std::string_view column, std::size_t end,
                                       Lowering& to) {
  Gather<Constraint, 4> result;
  const ListOf<::Constraint> nodes(list);
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const ::Constraint& node = *nodes[i];
    if (!makes_constraint(node)) continue;
    Constraint constraint = constraint_body(node, to);
    if (!column.empty())
      constraint.columns = to.arena().copy(std::span<const std::string_view>(&column, 1));
    std::size_t next = i + 1;
    for (; next < nodes.size() && is_attribute(*nodes[next]); ++next) {
      apply_attribute(nodes[next]->contype, constraint);
    }
    const bool has_next = next < nodes.size() && nodes[next]->location >= 0;
    constraint.span = part_span(
        node.location, has_next ? static_cast<std::size_t>(nodes[next]->location) : end, to);
    result.push_back(constraint);
  }
  return to.copy(result);
}

ColumnDefinition column_definition(const ColumnDef& column, std::size_t end, Lowering& to) {
  ColumnDefinition result;
  end = item_end_at(column.location, end, to);
  result.span = part_span(column.location, end, to);
  result.name = to.copy(column.colname);
  result.type = column_type(column.typeName, to);
  result.collation = collation(column.collClause, to);
  result.not_null = column.is_not_null;
  result.default_value = value_expression(column.raw_default, to);
  if (column.constraints == nullptr) return result;
  for (const ::Constraint* node : ListOf<::Constraint>(column.constraints)) {
    switch (node->contype) {
      case CONSTR_NOTNULL:
        result.not_null = true;
        break;
      case CONSTR_DEFAULT:
        result.default_value = value_expression(node->raw_expr, to);
        break;
      case CONSTR_IDENTITY:
        result.identity = node->generated_when == 'a' ? Identity::always : Identity::by_default;
        break;
      case CONSTR_GENERATED:
        result.generation = value_expression(node->raw_expr, to);
        result.generated = Generated::stored;
#if PG_VERSION_NUM >= 180000
        if (node->generated_kind == 'v') result.generated = Generated::virtual_;
#endif
        break;
      default:
        break;
    }
  }
  result.constraints = qualifiers(column.constraints, result.name, end, to);
  return result;
}

PartitionBound partition_bound(const PartitionBoundSpec* bound, Lowering& to) {
  PartitionBound result;
  if (bound == nullptr) return result;
  result.is_default = bound->is_default;
  result.span = part_span(bound->location, bound_end(*bound, to), to);
  if (bound->is_default) return result;
  switch (bound->strategy) {
    case PARTITION_STRATEGY_LIST:
      result.strategy = PartitionBound::Strategy::list;
      result.values = bound_values(bound->listdatums, to);
      break;
    case PARTITION_STRATEGY_RANGE:
      result.strategy = PartitionBound::Strategy::range;
      result.from = bound_values(bound->lowerdatums, to);
      result.to = bound_values(bound->upperdatums, to);
      break;
    case PARTITION_STRATEGY_HASH:
      result.strategy = PartitionBound::Strategy::hash;
      result.modulus = static_cast<std::uint32_t>(bound->modulus);
      result.remainder = static_cast<std::uint32_t>(bound->remainder);
      break;
    default:
      break;
  }
  return result;
}

ObjectName collation(const CollateClause* clause, Lowering& to) {
  return clause == nullptr ? ObjectName() : object_name(clause->collname, to);
}

}  // namespace miglint::postgres
