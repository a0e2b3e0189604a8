#include "dialect/postgres/lower/canonical_writer.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

/// Conditions that somebody compares are short; deeper and longer ones stay opaque.
constexpr int deepest = 32;
constexpr std::size_t longest = 4096;

/// The operator that says the same with its sides exchanged; empty: there is none.
std::string_view mirrored(std::string_view comparison) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> pairs = {
      {{"=", "="}, {"<>", "<>"}, {"<", ">"}, {">", "<"}, {"<=", ">="}, {">=", "<="}}};
  const auto* found = std::ranges::find(pairs, comparison, &decltype(pairs)::value_type::first);
  return found == pairs.end() ? std::string_view() : found->second;
}

/// The operator's name; empty for one of a schema of its own.
std::string_view operator_name(const List* parts) {
  const ListOf<Node> names(parts);
  if (names.size() > 1 && string_value(names[0]) != "pg_catalog") return {};
  return string_value(names.back());
}

bool is_plain_name(std::string_view name) {
  const bool starts_well = !name.empty() && (name[0] == '_' || (name[0] >= 'a' && name[0] <= 'z'));
  return starts_well && std::ranges::all_of(name, [](char c) {
           return c == '_' || c == '$' || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
         });
}

/// Leaves and calls need no parentheses inside other expressions.
bool stands_alone(const Node* node) {
  switch (tag(node)) {
    case T_A_Const:
    case T_ColumnRef:
    case T_FuncCall:
    case T_CoalesceExpr:
    case T_A_ArrayExpr:
    case T_SQLValueFunction:
    case T_TypeCast:
      return true;
    default:
      return false;
  }
}

}  // namespace

bool CanonicalWriter::write(const Node* value) {
  text_.clear();
  return node(value);
}

bool CanonicalWriter::write_comparison(const Node* left, std::string_view op, const Node* right) {
  text_.clear();
  return comparison(left, op, right);
}

bool CanonicalWriter::node(const Node* node) {
  if (node == nullptr || depth_ >= deepest || text_.size() > longest) return false;
  ++depth_;
  bool written = false;
  switch (tag(node)) {
    case T_A_Const:
      written = constant(*reinterpret_cast<const A_Const*>(node));
      break;
    case T_ColumnRef:
      written = column(*reinterpret_cast<const ColumnRef*>(node));
      break;
    case T_A_Expr:
      written = expression(*reinterpret_cast<const A_Expr*>(node));
      break;
    case T_BoolExpr:
      written = boolean(*reinterpret_cast<const BoolExpr*>(node));
      break;
    case T_FuncCall:
      written = call(*reinterpret_cast<const FuncCall*>(node));
      break;
    case T_TypeCast:
      written = cast(*reinterpret_cast<const TypeCast*>(node));
      break;
    case T_NullTest: {
      const auto& test = *reinterpret_cast<const NullTest*>(node);
      written = operand(reinterpret_cast<const Node*>(test.arg));
      put(test.nulltesttype == IS_NULL ? " IS NULL" : " IS NOT NULL");
      break;
    }
    case T_BooleanTest: {
      static constexpr std::array<std::string_view, 6> tests = {" IS TRUE",    " IS NOT TRUE",
                                                                " IS FALSE",   " IS NOT FALSE",
                                                                " IS UNKNOWN", " IS NOT UNKNOWN"};
      const auto& test = *reinterpret_cast<const BooleanTest*>(node);
      written = operand(reinterpret_cast<const Node*>(test.arg));
      put(tests.at(static_cast<std::size_t>(test.booltesttype)));
      break;
    }
    case T_CoalesceExpr:
      put("coalesce(");
      written = list(reinterpret_cast<const CoalesceExpr*>(node)->args, ", ", false);
      put(")");
      break;
    case T_A_ArrayExpr:
      put("ARRAY[");
      written = list(reinterpret_cast<const A_ArrayExpr*>(node)->elements, ", ", false);
      put("]");
      break;
    default:
      break;
  }
  --depth_;
  return written && text_.size() <= longest;
}

bool CanonicalWriter::operand(const Node* value) {
  if (value == nullptr) return false;
  if (stands_alone(value)) return node(value);
  put("(");
  const bool written = node(value);
  put(")");
  return written;
}

bool CanonicalWriter::constant(const A_Const& constant) {
  if (constant.isnull) {
    put("NULL");
    return true;
  }
  switch (constant.val.node.type) {
    case T_Integer:
      put_number(constant.val.ival.ival);
      return true;
    case T_Float:
      put(constant.val.fval.fval);
      return true;
    case T_Boolean:
      put(constant.val.boolval.boolval ? "true" : "false");
      return true;
    case T_String:
      put_string(constant.val.sval.sval);
      return true;
    case T_BitString: {
      // "b01", "x1F"
      const std::string_view bits = constant.val.bsval.bsval;
      put(bits.starts_with('x') ? "X" : "B");
      put_string(bits.substr(1));
      return true;
    }
    default:
      return false;
  }
}

bool CanonicalWriter::column(const ColumnRef& reference) {
  const std::string_view name = column_reference(reinterpret_cast<const Node*>(&reference), to_);
  if (name.empty()) return false;
  put_name(name);
  return true;
}

bool CanonicalWriter::expression(const A_Expr& expression) {
  const std::string_view name = operator_name(expression.name);
  const Node* right = expression.rexpr;
  switch (expression.kind) {
    case AEXPR_OP:
    case AEXPR_LIKE:
    case AEXPR_ILIKE:
      if (name.empty()) return false;
      if (expression.lexpr != nullptr) return comparison(expression.lexpr, name, right);
      put(name);
      return operand(right);
    case AEXPR_DISTINCT:
    case AEXPR_NOT_DISTINCT: {
      const bool distinct = expression.kind == AEXPR_DISTINCT;
      if (!operand(expression.lexpr)) return false;
      if (is_null_literal(right)) {
        put(distinct ? " IS NOT NULL" : " IS NULL");
        return true;
      }
      put(distinct ? " IS DISTINCT FROM " : " IS NOT DISTINCT FROM ");
      return operand(right);
    }
    case AEXPR_IN:
      if (tag(right) != T_List) return false;
      return membership(expression.lexpr, reinterpret_cast<const List*>(right), name == "<>");
    case AEXPR_OP_ANY: {
      const auto* array = node_as<A_ArrayExpr>(without_casts(right), T_A_ArrayExpr);
      if (array == nullptr || name != "=") return false;
      return membership(expression.lexpr, array->elements, false);
    }
    case AEXPR_BETWEEN: {
      const ListOf<Node> bounds(reinterpret_cast<const List*>(right));
      if (!comparison(expression.lexpr, ">=", bounds[0])) return false;
      put(" AND ");
      return comparison(expression.lexpr, "<=", bounds[1]);
    }
    default:
      return false;
  }
}

bool CanonicalWriter::comparison(const Node* left, std::string_view op, const Node* right) {
  if (is_literal(left) && !is_literal(right) && !mirrored(op).empty()) {
    std::swap(left, right);
    op = mirrored(op);
  }
  if (!operand(left)) return false;
  put(" ");
  put(op);
  put(" ");
  return operand(right);
}

bool CanonicalWriter::membership(const Node* left, const List* items, bool negated) {
  const ListOf<Node> values(items);
  if (values.size() == 1) return comparison(left, negated ? "<>" : "=", values[0]);
  if (!operand(left)) return false;
  put(negated ? " NOT IN (" : " IN (");
  const bool written = list(items, ", ", true);
  put(")");
  return written;
}

bool CanonicalWriter::boolean(const BoolExpr& expression) {
  const ListOf<Node> operands(expression.args);
  if (expression.boolop != NOT_EXPR) {
    return list(expression.args, expression.boolop == AND_EXPR ? " AND " : " OR ", true);
  }
  if (const auto* test = node_as<NullTest>(operands[0], T_NullTest)) {
    if (!operand(reinterpret_cast<const Node*>(test->arg))) return false;
    put(test->nulltesttype == IS_NULL ? " IS NOT NULL" : " IS NULL");
    return true;
  }
  put("NOT ");
  return operand(operands[0]);
}

bool CanonicalWriter::call(const FuncCall& call) {
  const bool plain = call.agg_order == nullptr && call.agg_filter == nullptr &&
                     call.over == nullptr && !call.agg_distinct && !call.func_variadic;
  if (!plain) return false;
  const ListOf<Node> names(call.funcname);
  if (names.size() > 1 && string_value(names[0]) != "pg_catalog") {
    put_name(string_value(names[0]));
    put(".");
  }
  put_name(string_value(names.back()));
  put(call.agg_star ? "(*" : "(");
  const bool written = list(call.args, ", ", false);
  put(")");
  return written;
}

bool CanonicalWriter::cast(const TypeCast& cast) {
  if (!operand(cast.arg)) return false;
  const TypeName type = type_name(cast.typeName, to_);
  put("::");
  if (!type.name.schema.empty()) {
    put_name(type.name.schema);
    put(".");
  }
  put_name(type.name.name);
  for (std::size_t i = 0; i < type.modifiers.size(); ++i) {
    put(i == 0 ? "(" : ",");
    put_number(type.modifiers[i]);
  }
  if (!type.modifiers.empty()) put(")");
  for (int i = 0; i < type.array_dimensions; ++i)
    put("[]");
  return true;
}

bool CanonicalWriter::list(const List* nodes, std::string_view separator, bool sorted) {
  Gather<std::string_view> parts;
  const std::size_t before = text_.size();
  for (const Node* item : ListOf<Node>(nodes)) {
    const std::size_t begin = text_.size();
    if (!operand(item)) return false;
    parts.push_back(to_.arena().copy(text().substr(begin)));
  }
  while (text_.size() > before)
    text_.pop_back();
  if (sorted && !parts.empty()) std::sort(&parts[0], &parts[0] + parts.size());
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (sorted && i > 0 && parts[i] == parts[i - 1]) continue;
    if (i > 0) put(separator);
    put(parts[i]);
  }
  return true;
}

void CanonicalWriter::put(std::string_view text) {
  if (text_.size() > longest) return;
  for (const char c : text)
    text_.push_back(c);
}

void CanonicalWriter::put_name(std::string_view name) {
  if (is_plain_name(name)) {
    put(name);
    return;
  }
  put("\"");
  put(name);
  put("\"");
}

void CanonicalWriter::put_string(std::string_view text) {
  put("'");
  for (const char c : text)
    put(c == '\'' ? std::string_view("''") : std::string_view(&c, 1));
  put("'");
}

void CanonicalWriter::put_number(long number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  put({digits.data(), end.ptr});
}

}  // namespace miglint::postgres
