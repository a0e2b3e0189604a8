#include "dialect/postgres/lower/conjunct.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <vector>

#include "dialect/postgres/lower/canonical_writer.h"
#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

/// More parts than a condition of a migration has; behind it one opaque part stands for the rest.
constexpr std::size_t most_conjuncts = 256;

std::string_view opaque_conjunct(Lowering& to) {
  // No two live markers stand at one address.
  static constexpr std::string_view prefix = "opaque:";
  std::array<char, 7 + 2 * sizeof(void*)> text{};
  std::ranges::copy(prefix, text.begin());
  const std::string_view place = to.arena().copy(std::string_view(text.data(), text.size()));
  auto* digits = const_cast<char*>(place.data()) + prefix.size();
  const auto end = std::to_chars(digits, digits + 2 * sizeof(void*),
                                 reinterpret_cast<std::uintptr_t>(place.data()), 16);
  return place.substr(0, static_cast<std::size_t>(end.ptr - place.data()));
}

}  // namespace

std::string_view canonical(const Node* value, Lowering& to) {
  CanonicalWriter writer(to);
  return writer.write(value) ? to.arena().copy(writer.text()) : opaque_conjunct(to);
}

std::span<const std::string_view> conjuncts(const Node* condition, Lowering& to) {
  Gather<const Node*> stack;
  Gather<std::string_view> parts;
  stack.push_back(condition);
  while (!stack.empty()) {
    const Node* node = stack.back();
    stack.pop_back();
    if (parts.size() >= most_conjuncts) {
      parts.push_back(opaque_conjunct(to));
      break;
    }
    if (const auto* both = node_as<BoolExpr>(node, T_BoolExpr);
        both != nullptr && both->boolop == AND_EXPR) {
      const ListOf<Node> operands(both->args);
      for (std::size_t i = operands.size(); i-- > 0;)
        stack.push_back(operands[i]);
      continue;
    }
    const auto* between = node_as<A_Expr>(node, T_A_Expr);
    if (between != nullptr && between->kind == AEXPR_BETWEEN) {
      const ListOf<Node> bounds(reinterpret_cast<const List*>(between->rexpr));
      for (std::size_t i = 0; i < 2; ++i) {
        CanonicalWriter writer(to);
        const bool written =
            writer.write_comparison(between->lexpr, i == 0 ? ">=" : "<=", bounds[i]);
        parts.push_back(written ? to.arena().copy(writer.text()) : opaque_conjunct(to));
      }
      continue;
    }
    parts.push_back(canonical(node, to));
  }
  return to.copy(parts);
}

namespace {

using Columns = Gather<std::string_view>;

/// Arms of an OR inside an OR … are followed this deep; conditions of migrations have one level.
constexpr int deepest_or = 4;

void prove_not_null(const Node* condition, bool condition_negated, int depth, Columns& columns,
                    Lowering& to);

/// A column that each arm proves is proven, whichever arm holds.
void prove_by_each_arm(const List* arms, bool negated, int depth, Columns& columns, Lowering& to) {
  if (depth >= deepest_or) return;
  std::vector<std::string_view> common;
  const ListOf<Node> operands(arms);
  for (std::size_t i = 0; i < operands.size(); ++i) {
    Columns arm;
    prove_not_null(operands[i], negated, depth + 1, arm, to);
    if (i == 0) {
      common.assign(arm.begin(), arm.end());
    } else {
      std::erase_if(common, [&](std::string_view column) { return !arm.contains(column); });
    }
  }
  for (const std::string_view column : common) {
    if (!columns.contains(column)) columns.push_back(column);
  }
}

void prove_not_null(const Node* condition, bool condition_negated, int depth, Columns& columns,
                    Lowering& to) {
  struct Part {
    const Node* node;
    bool negated;
  };
  Gather<Part> stack;
  const auto proves = [&](const void* operand) {
    const std::string_view column = column_reference(static_cast<const Node*>(operand), to);
    if (column.empty() || columns.contains(column) || columns.size() >= most_conjuncts) return;
    columns.push_back(to.arena().copy(column));
  };
  stack.push_back({condition, condition_negated});
  while (!stack.empty()) {
    const auto [node, negated] = stack.back();
    stack.pop_back();
    if (const auto* expression = node_as<BoolExpr>(node, T_BoolExpr)) {
      const bool flips = expression->boolop == NOT_EXPR;
      const BoolExprType joins = negated ? OR_EXPR : AND_EXPR;
      if (!flips && expression->boolop != joins) {
        prove_by_each_arm(expression->args, negated, depth, columns, to);
        continue;
      }
      const ListOf<Node> operands(expression->args);
      for (std::size_t i = operands.size(); i-- > 0;) {
        stack.push_back({operands[i], negated != flips});
      }
    } else if (const auto* test = node_as<NullTest>(node, T_NullTest)) {
      if ((test->nulltesttype == IS_NOT_NULL) != negated) proves(test->arg);
    } else if (const auto* comparison = node_as<A_Expr>(node, T_A_Expr)) {
      const A_Expr_Kind wanted = negated ? AEXPR_NOT_DISTINCT : AEXPR_DISTINCT;
      if (comparison->kind != wanted) continue;
      if (is_null_literal(comparison->rexpr)) proves(comparison->lexpr);
      if (is_null_literal(comparison->lexpr)) proves(comparison->rexpr);
    }
  }
}

}  // namespace

std::span<const std::string_view> proven_not_null(const Node* condition, Lowering& to) {
  Columns columns;
  prove_not_null(condition, false, 0, columns, to);
  return to.copy(columns);
}

}  // namespace miglint::postgres
