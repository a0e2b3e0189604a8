#include "dialect/postgres/impact/partition_proof.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace miglint::postgres {
namespace {

std::string_view without_cast(std::string_view value) {
  // The cast follows the literal; "::" inside a quoted literal is no cast.
  const std::size_t quote = value.rfind('\'');
  const std::size_t cast = value.find("::", quote == std::string_view::npos ? 0 : quote);
  return value.substr(0, cast);
}

std::optional<double> number(std::string_view value) {
  double parsed = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), parsed);
  if (error != std::errc() || end != value.data() + value.size()) return std::nullopt;
  return parsed;
}

/// A quoted ISO date or timestamp without zone: such literals of one length sort as text.
bool is_iso_date(std::string_view value) {
  return value.size() >= 12 && value.starts_with('\'') && value[5] == '-' && value[8] == '-' &&
         std::ranges::all_of(value.substr(1, value.size() - 2), [](char c) {
           return (c >= '0' && c <= '9') || c == '-' || c == ':' || c == ' ' || c == '.';
         });
}

std::partial_ordering compare(std::string_view left, std::string_view right) {
  left = without_cast(left);
  right = without_cast(right);
  if (left == right) return std::partial_ordering::equivalent;
  if (const auto a = number(left), b = number(right); a && b) return *a <=> *b;
  if (is_iso_date(left) && is_iso_date(right) && left.size() == right.size()) return left <=> right;
  return std::partial_ordering::unordered;
}

/// One conjunct `column operator value`.
struct Comparison {
  std::string_view operation;
  std::string_view value;
};

/// What the validated CHECKs of a table say of one column.
struct Knowledge {
  std::vector<Comparison> comparisons;
  std::vector<std::string_view> one_of;   ///< IN (…), or the one value of an equality.
  std::vector<std::string_view> none_of;  ///< NOT IN (…), or the one value of an inequality.
  bool null = false;
  bool not_null = false;
};

std::vector<std::string_view> split_list(std::string_view list) {
  std::vector<std::string_view> values;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= list.size(); ++at) {
    if (at < list.size() && list[at] == '\'') quoted = !quoted;
    if (at < list.size() && (quoted || list[at] != ',')) continue;
    std::string_view value = list.substr(begin, at - begin);
    while (value.starts_with(' '))
      value.remove_prefix(1);
    if (!value.empty()) values.push_back(value);
    begin = at + 1;
  }
  return values;
}

void learn(std::string_view conjunct, std::string_view column, Knowledge& knowledge) {
  if (!conjunct.starts_with(column) || !conjunct.substr(column.size()).starts_with(' ')) return;
  const std::string_view rest = conjunct.substr(column.size() + 1);
  if (rest == "IS NOT NULL") {
    knowledge.not_null = true;
    return;
  }
  if (rest == "IS NULL") {
    knowledge.null = true;
    return;
  }
  if (rest.starts_with("IN (") && rest.ends_with(')')) {
    knowledge.one_of = split_list(rest.substr(4, rest.size() - 5));
    return;
  }
  if (rest.starts_with("NOT IN (") && rest.ends_with(')')) {
    knowledge.none_of = split_list(rest.substr(8, rest.size() - 9));
    return;
  }
  if (rest.starts_with("<> ")) {
    knowledge.none_of = {rest.substr(3)};
    return;
  }
  for (const std::string_view operation : {">=", "<=", ">", "<", "="}) {
    if (!rest.starts_with(operation) || !rest.substr(operation.size()).starts_with(' ')) continue;
    const std::string_view value = rest.substr(operation.size() + 1);
    if (operation == "=") knowledge.one_of = {value};
    knowledge.comparisons.push_back({operation, value});
    return;
  }
}

Knowledge knowledge_of(const Table& table, std::string_view column) {
  Knowledge knowledge;
  const Column* known = table.find_column(column);
  knowledge.not_null = known != nullptr && known->not_null;
  for (const TableConstraint& constraint : table.constraints) {
    if (constraint.kind != ConstraintKind::check || !constraint.validated) continue;
    for (const std::string& conjunct : constraint.conjuncts)
      learn(conjunct, column, knowledge);
  }
  return knowledge;
}

bool at_least(const Knowledge& knowledge, std::string_view bound) {
  return std::ranges::any_of(knowledge.comparisons, [&](const Comparison& comparison) {
    const auto order = compare(comparison.value, bound);
    return (comparison.operation == ">=" || comparison.operation == ">" ||
            comparison.operation == "=") &&
           (order == std::partial_ordering::greater || order == std::partial_ordering::equivalent);
  });
}

bool below(const Knowledge& knowledge, std::string_view bound) {
  return std::ranges::any_of(knowledge.comparisons, [&](const Comparison& comparison) {
    const auto order = compare(comparison.value, bound);
    if (order == std::partial_ordering::less) {
      return comparison.operation == "<" || comparison.operation == "<=" ||
             comparison.operation == "=";
    }
    return order == std::partial_ordering::equivalent && comparison.operation == "<";
  });
}

bool listed(std::string_view value, std::span<const std::string_view> values) {
  return std::ranges::any_of(values, [&](std::string_view other) {
    return compare(value, other) == std::partial_ordering::equivalent;
  });
}

bool is_outside(const Knowledge& knowledge, const PartitionBound& bound) {
  switch (bound.strategy) {
    case PartitionBound::Strategy::range:
      return knowledge.null ||
             (bound.from.size() == 1 && bound.to.size() == 1 &&
              (at_least(knowledge, bound.to[0]) || below(knowledge, bound.from[0])));
    case PartitionBound::Strategy::list: {
      const bool takes_null = std::ranges::find(bound.values, "NULL") != bound.values.end();
      if (takes_null && !knowledge.not_null) return false;
      return knowledge.null ||
             (!knowledge.one_of.empty() &&
              std::ranges::none_of(
                  knowledge.one_of,
                  [&](std::string_view value) { return listed(value, bound.values); })) ||
             (!knowledge.none_of.empty() &&
              std::ranges::all_of(bound.values, [&](std::string_view value) {
                return value == "NULL" || listed(value, knowledge.none_of);
              }));
    }
    case PartitionBound::Strategy::hash:
    case PartitionBound::Strategy::unknown:
      return false;
  }
  return false;
}

/// "(a) OR (b)" to "a", "b": parts in parentheses of their own, as the canonical writing has them.
std::vector<std::string_view> split_parts(std::string_view text, std::string_view separator) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    const bool ends = at == text.size();
    if (!ends && text[at] == '\'') quoted = !quoted;
    if (!ends && !quoted && text[at] == '(') ++depth;
    if (!ends && !quoted && text[at] == ')') --depth;
    if (!ends && (quoted || depth > 0 || !text.substr(at).starts_with(separator))) continue;
    std::string_view part = text.substr(begin, at - begin);
    if (part.starts_with('(') && part.ends_with(')')) part = part.substr(1, part.size() - 2);
    parts.push_back(part);
    if (!ends) at += separator.size() - 1;
    begin = at + 1;
  }
  return parts;
}

/// What a row says of the column for which `part` is false; nothing if that cannot be said.
std::string negated(std::string_view part, std::string_view column) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> opposites{{
      {" IS NOT NULL", " IS NULL"},
      {" IN (", " NOT IN ("},
      {" >= ", " < "},
      {" <= ", " > "},
      {" < ", " >= "},
      {" > ", " <= "},
      {" = ", " <> "},
      {" <> ", " = "},
  }};
  if (!part.starts_with(column)) return {};
  const std::string_view rest = part.substr(column.size());
  for (const auto& [is, opposite] : opposites) {
    if (rest.starts_with(is)) {
      return std::string(column).append(opposite).append(rest.substr(is.size()));
    }
  }
  return {};
}

/// The condition is an OR whose every part is outside, or the NOT of an AND, which is the same.
bool excludes(std::string_view condition, std::string_view column, const PartitionBound& bound) {
  const auto all_outside = [&](const auto& parts) {
    return std::ranges::all_of(parts, [&](std::string_view part) {
      Knowledge knowledge;
      learn(part, column, knowledge);
      return is_outside(knowledge, bound);
    });
  };
  if (condition.starts_with("NOT (") && condition.ends_with(')')) {
    std::vector<std::string> parts;
    for (const std::string_view part :
         split_parts(condition.substr(5, condition.size() - 6), " AND "))
      parts.push_back(negated(part, column));
    return all_outside(parts);
  }
  return all_outside(split_parts(condition, " OR "));
}

}  // namespace

bool proves_inside(const Table& table, std::span<const std::string> key,
                   const PartitionBound& bound) {
  if (key.size() != 1) return false;
  const Knowledge knowledge = knowledge_of(table, key[0]);
  switch (bound.strategy) {
    case PartitionBound::Strategy::range:
      return bound.from.size() == 1 && bound.to.size() == 1 && knowledge.not_null &&
             (bound.from[0] == "MINVALUE" || at_least(knowledge, bound.from[0])) &&
             (bound.to[0] == "MAXVALUE" || below(knowledge, bound.to[0]));
    case PartitionBound::Strategy::list: {
      const bool takes_null = std::ranges::find(bound.values, "NULL") != bound.values.end();
      return (knowledge.not_null || takes_null) && !knowledge.one_of.empty() &&
             std::ranges::all_of(knowledge.one_of, [&](std::string_view value) {
               return listed(value, bound.values);
             });
    }
    case PartitionBound::Strategy::hash:
    case PartitionBound::Strategy::unknown:
      return false;
  }
  return false;
}

bool proves_outside(const Table& table, std::span<const std::string> key,
                    const PartitionBound& bound) {
  if (key.size() != 1) return false;
  if (is_outside(knowledge_of(table, key[0]), bound)) return true;
  return std::ranges::any_of(table.constraints, [&](const TableConstraint& constraint) {
    return constraint.kind == ConstraintKind::check && constraint.validated &&
           std::ranges::any_of(constraint.conjuncts, [&](const std::string& condition) {
             return excludes(condition, key[0], bound);
           });
  });
}

}  // namespace miglint::postgres
