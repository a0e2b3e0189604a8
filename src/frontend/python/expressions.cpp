// Expressions, except calls.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "frontend/python/interpreter.h"
#include "frontend/python/operators.h"
#include "source/ascii.h"

namespace miglint::python {

using eval::Opaque;
using eval::Symbol;
using eval::Text;

namespace {

/// Deeper nesting is no code that people write.
constexpr int deepest = 300;

Value number(std::string_view text) {
  std::string digits;
  std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c != '_'; });
  int base = 10;
  std::string_view rest = digits;
  if (rest.starts_with("0x") || rest.starts_with("0X")) base = 16;
  if (rest.starts_with("0o") || rest.starts_with("0O")) base = 8;
  if (rest.starts_with("0b") || rest.starts_with("0B")) base = 2;
  if (base != 10) rest.remove_prefix(2);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value, base);
  if (error == std::errc() && end == rest.data() + rest.size()) return value;
  return Symbol{std::string(text)};
}

std::optional<std::int64_t> index_of(const Value& value) {
  if (const auto* is = value.get<std::int64_t>()) return *is;
  if (const auto* is = value.get<bool>()) return *is ? 1 : 0;
  return std::nullopt;
}

/// The part `[from:to]` of a sequence of that size.
std::pair<std::size_t, std::size_t> slice_range(std::optional<std::int64_t> from,
                                                std::optional<std::int64_t> to, std::size_t size) {
  const auto length = static_cast<std::int64_t>(size);
  const auto clamp = [&](std::int64_t at) {
    return std::clamp(at < 0 ? at + length : at, std::int64_t{0}, length);
  };
  const std::int64_t begin = clamp(from.value_or(0));
  const std::int64_t end = std::max(clamp(to.value_or(length)), begin);
  return {static_cast<std::size_t>(begin), static_cast<std::size_t>(end)};
}

}  // namespace

Value Interpreter::evaluate(const Node& node) {
  if (!spend()) return opaque(node, "this takes too many steps to be computed");
  if (depth_ >= deepest) return opaque(node, "nested too deeply");
  ++depth_;
  Value value = evaluate_kind(node);
  --depth_;
  return value;
}

Value Interpreter::evaluate_kind(const Node& node) {
  const std::string_view kind = node.kind;
  if (kind == "identifier") return evaluate_name(node);
  if (kind == "string") return evaluate_string(node);
  if (kind == "call") return evaluate_call(node);
  if (kind == "attribute")
    return attribute_of(evaluate(*node.child("object")), text(*node.child("attribute")),
                        std::string(text(node)));
  if (kind == "integer") return number(text(node));
  if (kind == "float") {
    double value = 0;
    const std::string_view digits = text(node);
    std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return value;
  }
  if (kind == "true") return true;
  if (kind == "false") return false;
  if (kind == "none") return {};
  if (kind == "list") return evaluate_items(node, false, false);
  if (kind == "tuple" || kind == "expression_list" || kind == "pattern_list")
    return evaluate_items(node, true, false);
  if (kind == "set") return evaluate_items(node, false, true);
  if (kind == "dictionary") return evaluate_dictionary(node);
  if (kind == "parenthesized_expression") {
    const auto inner = node.named_children();
    return inner.empty() ? Value() : evaluate(*inner.front());
  }
  if (kind == "concatenated_string") {
    Text joined;
    for (const Node* part : node.named_children()) {
      const Value value = evaluate(*part);
      if (value.text() != nullptr) joined.append(*value.text());
    }
    return joined;
  }
  if (kind == "binary_operator") {
    const Value left = evaluate(*node.child("left"));
    const Value right = evaluate(*node.child("right"));
    return binary(text(*node.child("operator")), left, right, std::string(text(node)));
  }
  if (kind == "unary_operator")
    return unary(text(*node.child("operator")), evaluate(*node.child("argument")),
                 std::string(text(node)));
  if (kind == "not_operator") {
    const auto known = truth(evaluate(*node.child("argument")));
    return known ? Value(!*known) : symbol(node);
  }
  if (kind == "boolean_operator") return evaluate_boolean(node);
  if (kind == "comparison_operator") return evaluate_comparison(node);
  if (kind == "conditional_expression") return evaluate_conditional(node);
  if (kind == "subscript") return evaluate_subscript(node);
  if (kind == "lambda") return evaluate_lambda(node);
  if (kind.ends_with("_comprehension") || kind == "generator_expression")
    return evaluate_comprehension(node);
  if (kind == "named_expression") {
    Value value = evaluate(*node.child("value"));
    bind(text(*node.child("name")), value);
    return value;
  }
  if (kind == "await") return evaluate(*node.named_children().front());
  if (kind == "ellipsis") return symbol(node);
  if (kind == "yield") {
    ++frame().yields;
    for (const Node* child : node.named_children())
      frame().results.push_back(evaluate(*child));
    return symbol(node);
  }
  if (kind == "list_splat" || kind == "dictionary_splat" || kind == "type")
    return evaluate(*node.named_children().front());
  return opaque(node, fmt::format("an expression of the kind `{}` is not evaluated", kind));
}

Value Interpreter::evaluate_name(const Node& node) {
  const std::string_view name = text(node);
  if (const Value* value = frame().scope->find(name)) return *value;
  return eval::External{fmt::format("builtins.{}", name)};
}

Value Interpreter::evaluate_items(const Node& node, bool tuple, bool set) {
  auto made = std::make_shared<eval::List>();
  made->tuple = tuple;
  made->set = set;
  for (const Node* child : node.named_children()) {
    if (child->is("list_splat")) {
      const Value value = evaluate(*child->named_children().front());
      if (const auto items = items_of(value)) {
        made->items.insert(made->items.end(), items->begin(), items->end());
      } else {
        return value.is_unknown() ? value : symbol(node);
      }
      continue;
    }
    made->items.push_back(evaluate(*child));
  }
  return made;
}

Value Interpreter::evaluate_dictionary(const Node& node) {
  auto made = std::make_shared<eval::Map>();
  for (const Node* child : node.named_children()) {
    if (child->is("pair")) {
      const Value key = evaluate(*child->child("key"));
      made->set(key, evaluate(*child->child("value")));
    } else if (child->is("dictionary_splat")) {
      const Value value = evaluate(*child->named_children().front());
      if (value.map() == nullptr) return value.is_unknown() ? value : symbol(node);
      for (const auto& [key, item] : value.map()->entries)
        made->set(key, item);
    }
  }
  return made;
}

Value Interpreter::evaluate_boolean(const Node& node) {
  const bool is_and = text(*node.child("operator")) == "and";
  Value left = evaluate(*node.child("left"));
  const auto known = truth(left);
  if (known) return *known == is_and ? evaluate(*node.child("right")) : left;
  // The other side may still decide; evaluating it has no effect that Python would not have.
  const Value right = evaluate(*node.child("right"));
  const auto other = truth(right);
  if (other && *other != is_and && right.get<bool>() != nullptr) return right;
  return symbol(node);
}

Value Interpreter::evaluate_comparison(const Node& node) {
  // `a < b < c`: operands are the named children, operators carry the field.
  std::vector<const Node*> operands;
  std::vector<std::string> operators;
  for (const Node& child : node.children) {
    if (child.field == "operators" || !child.named) {
      const std::string_view word = text(child);
      operators.emplace_back(word);
    } else {
      operands.push_back(&child);
    }
  }
  // "not in" and "is not" come as one token or as two.
  for (std::size_t i = 0; i + 1 < operators.size() && operators.size() >= operands.size();) {
    if ((operators[i] == "not" && operators[i + 1] == "in") ||
        (operators[i] == "is" && operators[i + 1] == "not")) {
      operators[i] += " " + operators[i + 1];
      operators.erase(operators.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    } else {
      ++i;
    }
  }
  if (operands.size() != operators.size() + 1) return symbol(node);
  Value left = evaluate(*operands.front());
  Value result = true;
  for (std::size_t i = 0; i < operators.size(); ++i) {
    const Value right = evaluate(*operands[i + 1]);
    result = compare(operators[i], left, right, std::string(text(node)));
    const auto known = truth(result);
    if (operators.size() > 1 && known == false) return result;
    if (operators.size() > 1 && !known) return symbol(node);
    left = right;
  }
  return result;
}

Value Interpreter::evaluate_conditional(const Node& node) {
  const auto parts = node.named_children();  // then, condition, else
  if (parts.size() != 3) return symbol(node);
  const auto known = truth(evaluate(*parts[1]));
  if (known) return evaluate(*known ? *parts[0] : *parts[2]);
  const Value then = evaluate(*parts[0]);
  const Value otherwise = evaluate(*parts[2]);
  if (eval::equal(then, otherwise) == true) return then;
  return symbol(node);
}

Value Interpreter::evaluate_subscript(const Node& node) {
  const Value container = evaluate(*node.child("value"));
  const Node* key_node = node.child("subscript");
  if (key_node == nullptr) return symbol(node);
  if (container.is_unknown()) return container.get<Opaque>() != nullptr ? container : symbol(node);
  if (key_node->is("slice")) {
    std::array<std::optional<std::int64_t>, 3> bounds;
    std::size_t at = 0;
    for (const Node& part : key_node->children) {
      if (part.is(":")) {
        ++at;
      } else if (at < bounds.size()) {
        const Value bound = evaluate(part);
        bounds[at] = index_of(bound);
        if (!bounds[at] && !bound.is_null()) return symbol(node);
      }
    }
    const bool backwards = bounds[2] == -1 && !bounds[0] && !bounds[1];
    if (bounds[2] && bounds[2] != 1 && !backwards) return symbol(node);
    if (const eval::List* list = container.list()) {
      const auto [from, to] = slice_range(bounds[0], bounds[1], list->items.size());
      std::vector<Value> items(list->items.begin() + static_cast<std::ptrdiff_t>(from),
                               list->items.begin() + static_cast<std::ptrdiff_t>(to));
      if (backwards) std::ranges::reverse(items);
      return eval::make_list(std::move(items), list->tuple);
    }
    if (auto known = container.str()) {
      const auto [from, to] = slice_range(bounds[0], bounds[1], known->size());
      // Bytes are characters only in ASCII.
      if (std::ranges::any_of(*known, [](char c) { return static_cast<signed char>(c) < 0; }))
        return symbol(node);
      std::string part = known->substr(from, to - from);
      if (backwards) std::ranges::reverse(part);
      return part;
    }
    return symbol(node);
  }
  const Value key = evaluate(*key_node);
  if (const eval::Map* map = container.map()) {
    const Value* found = map->find(key);
    return found != nullptr ? *found : symbol(node);
  }
  if (const eval::List* list = container.list()) {
    if (const auto index = index_of(key)) {
      const auto size = static_cast<std::int64_t>(list->items.size());
      const std::int64_t at = *index < 0 ? *index + size : *index;
      if (at >= 0 && at < size) return list->items[static_cast<std::size_t>(at)];
    }
    return symbol(node);
  }
  if (auto known = container.str()) {
    if (const auto index = index_of(key)) {
      const auto size = static_cast<std::int64_t>(known->size());
      const std::int64_t at = *index < 0 ? *index + size : *index;
      if (at >= 0 && at < size) return std::string(1, (*known)[static_cast<std::size_t>(at)]);
    }
    return symbol(node);
  }
  // A model's `table.c["name"]`, an enum's `Status["new"]`.
  if (const eval::Object* object = container.object(); object != nullptr && key.str()) {
    if (object->type == "class") {
      if (class_member(*object, *key.str()) != nullptr)
        return attribute_of(container, *key.str(), std::string(text(node)));
    }
    Arguments arguments{.positional = {key}, .span = span(node), .origin = std::string(text(node))};
    return library_.call_method(container, "__getitem__", arguments);
  }
  return symbol(node);
}

Value Interpreter::evaluate_comprehension(const Node& node) {
  std::vector<const Node*> clauses;
  for (const Node& child : node.children)
    if (child.is("for_in_clause") || child.is("if_clause")) clauses.push_back(&child);
  const Node& body = *node.child("body");
  const auto outer = frame().scope;
  frame().scope = std::make_shared<eval::Scope>(outer);
  std::vector<std::pair<Value, Value>> found;
  const bool known = run_clauses(clauses, 0, body, found);
  frame().scope = outer;
  if (!known) return symbol(node);
  if (node.is("dictionary_comprehension")) {
    auto made = std::make_shared<eval::Map>();
    for (auto& [key, value] : found)
      made->set(key, std::move(value));
    return made;
  }
  std::vector<Value> items;
  for (auto& [key, value] : found)
    items.push_back(std::move(value));
  Value made = eval::make_list(std::move(items));
  made.list()->set = node.is("set_comprehension");
  return made;
}

/// False: it cannot be known which items there are.
bool Interpreter::run_clauses(std::span<const Node* const> clauses, std::size_t at,
                              const Node& body, std::vector<std::pair<Value, Value>>& out) {
  if (at == clauses.size()) {
    if (body.is("pair")) {
      Value key = evaluate(*body.child("key"));
      out.emplace_back(std::move(key), evaluate(*body.child("value")));
    } else {
      out.emplace_back(Value(), evaluate(body));
    }
    return true;
  }
  const Node& clause = *clauses[at];
  if (clause.is("if_clause")) {
    const auto known = truth(evaluate(*clause.named_children().front()));
    if (!known) return false;
    return !*known || run_clauses(clauses, at + 1, body, out);
  }
  const auto items = items_of(evaluate(*clause.child("right")));
  if (!items) {
    // Calls in the body may have effects: they are seen once, as in a loop.
    const std::size_t depth = guards_.depth();
    assign(*clause.child("left"), Symbol{std::string(text(*clause.child("left")))});
    guards_.push(guard(Guard::Kind::loop, std::string(text(clause)), clause));
    std::vector<std::pair<Value, Value>> ignored;
    run_clauses(clauses, at + 1, body, ignored);
    guards_.cut(depth);
    return false;
  }
  for (const Value& item : *items) {
    if (!spend()) return false;
    assign(*clause.child("left"), item);
    if (!run_clauses(clauses, at + 1, body, out)) return false;
  }
  return true;
}

Value Interpreter::evaluate_lambda(const Node& node) {
  static const Node no_parameters{};
  const Node* parameters = node.child("parameters");
  return make_function("<lambda>", parameters != nullptr ? *parameters : no_parameters,
                       *node.child("body"), true);
}

Value Interpreter::evaluate_string(const Node& node) {
  const std::string_view whole = text(node);
  const auto quote = whole.find_first_of("'\"");
  const std::string prefix = ascii::lower_case(whole.substr(0, quote));
  if (!prefix.contains('f')) return literal_text(whole);

  const bool raw = prefix.contains('r');
  Text made;
  const auto append_known = [&](std::uint32_t from, std::uint32_t to) {
    std::string known = unescaped(frame().module->text.substr(from, to - from), raw);
    for (const std::string_view twice : {"{{", "}}"})
      for (std::size_t at = known.find(twice); at != std::string::npos; at = known.find(twice, at))
        known.erase(at++, 1);
    made.append(known);
  };
  std::uint32_t at = node.begin;
  for (const Node& child : node.children) {
    if (child.is("string_start")) {
      at = child.end;
    } else if (child.is("interpolation")) {
      append_known(at, child.begin);
      at = child.end;
      const Value value = evaluate(*child.child("expression"));
      const Node* conversion = child.child("type_conversion");
      const Node* spec = child.child("format_specifier");
      if (conversion != nullptr && text(*conversion) == "!r") {
        made.append(to_repr(value));
      } else {
        const std::string_view format = spec != nullptr ? text(*spec).substr(1) : "";
        made.append(formatted(value, format));
      }
    } else if (child.is("string_end")) {
      append_known(at, child.begin);
    }
  }
  return made;
}

}  // namespace miglint::python
