#include "dialect/postgres/string_constant.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>
#include <vector>

#include "dialect/postgres/lower/scan.h"
// Its macros must stand behind all C++ headers.
#include "dialect/postgres/pg_tree.h"

// Of utils/builtins.h, which needs macros that pg_tree.h takes away.
extern "C" const char* quote_identifier(const char* ident);

namespace miglint::postgres {
namespace {

using Value = std::optional<std::string>;

constexpr int deepest = 32;

/// How deep the expression is, and what stands for unknown parts: nothing, when all must be known.
struct Reading {
  std::string_view stand_in;
  int depth = 0;

  [[nodiscard]] Reading deeper() const { return {stand_in, depth + 1}; }
};

Value value_of(const Node* node, const Reading& how);

const void* element(const List* list, int at) {
  return list->elements[at].ptr_value;
}

/// The last part of a possibly qualified name, when the schema is none or pg_catalog.
std::string_view catalog_name(const List* names) {
  const int count = list_length(names);
  if (count == 0 || count > 2) return {};
  const auto part = [&](int at) {
    return std::string_view(static_cast<const String*>(element(names, at))->sval);
  };
  if (count == 2 && part(0) != "pg_catalog") return {};
  return part(count - 1);
}

Value value_of_constant(const A_Const& constant) {
  if (constant.isnull) return std::nullopt;
  switch (nodeTag(&constant.val)) {
    case T_String:
      return constant.val.sval.sval;
    case T_Integer:
      return std::to_string(constant.val.ival.ival);
    case T_Float:
      return constant.val.fval.fval;
    default:
      return std::nullopt;
  }
}

/// `a || b || c` leans to the left, and can have any number of parts.
Value value_of_concatenation(const A_Expr* expression, const Reading& how) {
  std::vector<const Node*> parts;
  const Node* left = nullptr;
  for (;;) {
    if (expression->kind != AEXPR_OP || expression->lexpr == nullptr ||
        catalog_name(expression->name) != "||") {
      return std::nullopt;
    }
    parts.push_back(expression->rexpr);
    left = expression->lexpr;
    if (!IsA(left, A_Expr)) break;
    expression = reinterpret_cast<const A_Expr*>(left);
  }
  parts.push_back(left);
  std::ranges::reverse(parts);
  std::string result;
  for (const Node* part : parts) {
    const Value value = value_of(part, how.deeper());
    if (!value) return std::nullopt;
    result += *value;
  }
  return result;
}

Value value_of_cast(const TypeCast& cast, const Reading& how) {
  constexpr std::array<std::string_view, 3> texts = {"text", "varchar", "name"};
  const TypeName& type = *cast.typeName;
  if (type.arrayBounds != nullptr || type.typmods != nullptr) return std::nullopt;
  if (std::ranges::find(texts, catalog_name(type.names)) == texts.end()) return std::nullopt;
  return value_of(cast.arg, how.deeper());
}

/// As the server's quote_literal writes it.
std::string quoted_literal(std::string_view value) {
  std::string result;
  if (value.contains('\\')) result += 'E';
  result += '\'';
  for (const char c : value) {
    if (c == '\'' || c == '\\') result += c;
    result += c;
  }
  result += '\'';
  return result;
}

/// format() with %s, %I, %L, %% and positions; widths are not known here.
Value formatted(std::string_view format, std::span<const std::string> arguments) {
  std::string result;
  std::size_t next = 0;
  while (!format.empty()) {
    const std::size_t percent = std::min(format.find('%'), format.size());
    result += format.substr(0, percent);
    format.remove_prefix(percent);
    if (format.empty()) break;
    format.remove_prefix(1);
    std::size_t digits = 0;
    std::size_t position = 0;
    while (digits < format.size() && digits < 3 && format[digits] >= '0' && format[digits] <= '9') {
      position = position * 10 + static_cast<std::size_t>(format[digits] - '0');
      ++digits;
    }
    if (digits > 0) {
      if (position == 0 || !format.substr(digits).starts_with('$')) return std::nullopt;
      format.remove_prefix(digits + 1);
      next = position - 1;
    }
    if (format.empty()) return std::nullopt;
    const char kind = format.front();
    format.remove_prefix(1);
    if (kind == '%') {
      result += '%';
      continue;
    }
    if (next >= arguments.size()) return std::nullopt;
    const std::string& argument = arguments[next++];
    if (kind == 's') {
      result += argument;
    } else if (kind == 'I') {
      result += quote_identifier(argument.c_str());
    } else if (kind == 'L') {
      result += quoted_literal(argument);
    } else {
      return std::nullopt;
    }
  }
  return result;
}

Value value_of_call(const FuncCall& call, const Reading& how) {
  const std::string_view name = catalog_name(call.funcname);
  constexpr std::array<std::string_view, 5> known = {"format", "concat", "quote_ident",
                                                     "quote_literal", "quote_nullable"};
  if (std::ranges::find(known, name) == known.end() || call.func_variadic || call.agg_star ||
      call.over != nullptr) {
    return std::nullopt;
  }
  std::vector<std::string> arguments;
  for (int i = 0; i < list_length(call.args); ++i) {
    Value value = value_of(static_cast<const Node*>(element(call.args, i)), how.deeper());
    if (!value) return std::nullopt;
    arguments.push_back(std::move(*value));
  }
  if (name == "concat") {
    std::string result;
    for (const std::string& argument : arguments)
      result += argument;
    return result;
  }
  if (arguments.empty()) return std::nullopt;
  if (name == "format") return formatted(arguments[0], std::span(arguments).subspan(1));
  if (name == "quote_ident") return quote_identifier(arguments[0].c_str());
  return quoted_literal(arguments[0]);
}

/// Nothing when some part of it is known at run time only.
Value known_value_of(const Node* node, const Reading& how) {
  if (node == nullptr || how.depth > deepest) return std::nullopt;
  switch (nodeTag(node)) {
    case T_A_Const:
      return value_of_constant(*reinterpret_cast<const A_Const*>(node));
    case T_A_Expr:
      return value_of_concatenation(reinterpret_cast<const A_Expr*>(node), how);
    case T_TypeCast:
      return value_of_cast(*reinterpret_cast<const TypeCast*>(node), how);
    case T_FuncCall:
      return value_of_call(*reinterpret_cast<const FuncCall*>(node), how);
    default:
      return std::nullopt;
  }
}

Value value_of(const Node* node, const Reading& how) {
  Value value = known_value_of(node, how);
  if (!value && !how.stand_in.empty()) value = std::string(how.stand_in);
  return value;
}

}  // namespace

ParsedText string_content(const ParsedText& outer, std::size_t at, std::string_view content,
                          Arena& arena) {
  at = std::min(at, outer.text.size());
  const std::size_t end = token_end(outer.text, at);
  const std::string_view token = outer.text.substr(at, end - at);
  std::size_t quote = 0;
  if (token.starts_with('\'')) quote = 1;
  if (token.starts_with('$')) quote = token.find('$', 1) + 1;
  if (quote > 0 && token.size() == content.size() + 2 * quote &&
      token.substr(quote, content.size()) == content) {
    const std::size_t begin = at + quote;
    return outer.inner({begin, begin + content.size()});
  }
  return {arena.copy(content), outer.place(at, end), false};
}

std::optional<std::string> constant_string(const Node* expression) {
  return value_of(expression, {});
}

std::optional<std::string> string_with_stand_ins(const Node* expression,
                                                 std::string_view stand_in) {
  return value_of(expression, {.stand_in = stand_in});
}

}  // namespace miglint::postgres
