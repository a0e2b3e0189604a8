// Expressions, without calls and assignments.
#include <cstdlib>

#include "frontend/php/interpreter.h"
#include "frontend/php/operators.h"

namespace miglint::php {

using eval::Value;

namespace {
constexpr int deepest = 200;
}

Value Interpreter::eval(const Node& node) {
  if (++depth_ > deepest) {
    --depth_;
    return symbol(span(node));
  }
  struct Leave {
    int& depth;
    ~Leave() { --depth; }
  } const leave{depth_};
  using Handler = Value (Interpreter::*)(const Node&);
  static const std::map<std::string_view, Handler> handlers = {
      {"variable_name", &Interpreter::variable},
      {"string", &Interpreter::string},
      {"encapsed_string", &Interpreter::string},
      {"heredoc", &Interpreter::heredoc},
      {"nowdoc", &Interpreter::nowdoc},
      {"array_creation_expression", &Interpreter::array},
      {"anonymous_function", &Interpreter::closure},
      {"arrow_function", &Interpreter::closure},
      {"subscript_expression", &Interpreter::subscript},
      {"member_access_expression", &Interpreter::member},
      {"nullsafe_member_access_expression", &Interpreter::member},
      {"scoped_property_access_expression", &Interpreter::member},
      {"dynamic_variable_name", &Interpreter::dynamic_variable},
      {"class_constant_access_expression", &Interpreter::class_constant},
      {"binary_expression", &Interpreter::binary_expression},
      {"conditional_expression", &Interpreter::conditional},
      {"match_expression", &Interpreter::match},
      {"cast_expression", &Interpreter::cast},
      {"name", &Interpreter::constant_name},
      {"qualified_name", &Interpreter::constant_name},
      {"assignment_expression", &Interpreter::assignment},
      {"reference_assignment_expression", &Interpreter::assignment},
      {"augmented_assignment_expression", &Interpreter::augmented},
      {"update_expression", &Interpreter::update},
      {"function_call_expression", &Interpreter::function_call},
      {"member_call_expression", &Interpreter::method_call},
      {"nullsafe_member_call_expression", &Interpreter::method_call},
      {"scoped_call_expression", &Interpreter::static_call},
      {"object_creation_expression", &Interpreter::object_creation},
  };
  if (const auto found = handlers.find(node.kind); found != handlers.end()) {
    return (this->*found->second)(node);
  }
  const std::string_view kind = node.kind;
  if (kind == "parenthesized_expression" || kind == "error_suppression_expression" ||
      kind == "clone_expression" || kind == "print_intrinsic") {
    const auto parts = node.named_children();
    return parts.empty() ? Value() : eval(*parts.back());
  }
  if (kind == "boolean")
    return text(node) == "true" || text(node) == "TRUE" || text(node) == "True";
  if (kind == "null") return {};
  if (kind == "integer") return integer(node);
  if (kind == "float") return std::strtod(std::string(text(node)).c_str(), nullptr);
  if (kind == "unary_op_expression") {
    const Node* argument = node.child("argument");
    const Node* op = node.child("operator");
    if (argument == nullptr || op == nullptr) return {};
    Value value = eval(*argument);
    if (text(*op) == "!") {
      const auto known = truth(value);
      return known ? Value(!*known) : symbol(span(node));
    }
    if (text(*op) == "-") return binary("-", Value(0), value, one_line(text(node)));
    return text(*op) == "+" ? value : symbol(span(node));
  }
  if (kind == "throw_expression") {
    for (const Node* part : node.named_children()) {
      // The exception's own words are of no interest, but calls in them are made.
      eval(*part);
    }
    return {};
  }
  if (kind == "include_expression" || kind == "include_once_expression" ||
      kind == "require_expression" || kind == "require_once_expression") {
    return eval::Symbol{one_line(text(node))};
  }
  if (node.broken) host_.opaque(span(node), "this is no PHP that can be read");
  return symbol(span(node));
}

Value Interpreter::eval_child(const Node& node, std::string_view field) {
  const Node* child = node.child(field);
  return child == nullptr ? Value() : eval(*child);
}

/// `${name}` in a string, `$$name`, `${'na' . 'me'}`.
Value Interpreter::dynamic_variable(const Node& node) {
  const auto parts = node.named_children();
  if (parts.empty()) return symbol(span(node));
  const std::optional<std::string> name =
      parts.front()->is("name") ? std::string(text(*parts.front())) : eval(*parts.front()).str();
  if (!name) return symbol(span(node));
  const auto found = frame().variables.find(*name);
  if (found == frame().variables.end() || found->second == nullptr) return symbol(span(node));
  return *found->second;
}

Value Interpreter::variable(const Node& node) {
  const std::string_view name = text(node).substr(1);
  if (name == "this") return frame().self;
  const auto found = frame().variables.find(name);
  if (found == frame().variables.end() || found->second == nullptr) return symbol(span(node));
  return *found->second;
}

Value Interpreter::array(const Node& node) {
  Value made = eval::make_map();
  std::int64_t next = 0;
  for (const Node& element : node.children) {
    if (!element.is("array_element_initializer")) continue;
    const auto parts = element.named_children();
    if (parts.empty()) continue;
    if (parts.front()->is("variadic_unpacking")) {
      const Value spread = eval(*parts.front()->named_children().front());
      if (spread.map() == nullptr) return symbol(span(node));
      for (const auto& [key, value] : spread.map()->entries)
        made.map()->set(key.text() != nullptr ? key : Value(next++), value);
      continue;
    }
    Value value = eval(*parts.back());
    if (value.map() != nullptr) value = eval::copy(value);
    if (parts.size() < 2) {
      made.map()->entries.emplace_back(Value(next++), std::move(value));
      continue;
    }
    const Value key = array_key(eval(*parts.front()));
    if (const auto* index = key.get<std::int64_t>()) next = std::max(next, *index + 1);
    made.map()->set(key, std::move(value));
  }
  return made;
}

Value Interpreter::closure(const Node& node) {
  std::map<std::string, Slot, std::less<>> captured;
  const auto copy_of = [](const Slot& slot) {
    return std::make_shared<Value>(slot == nullptr ? Value() : eval::copy(*slot));
  };
  if (node.is("arrow_function")) {
    for (const auto& [name, slot] : frame().variables)
      captured[name] = copy_of(slot);
  } else if (const Node* use = node.child_of_kind("anonymous_function_use_clause")) {
    for (const Node* part : use->named_children()) {
      const bool shared = part->is("by_ref");
      const Node& name_node = shared ? *part->named_children().front() : *part;
      const std::string name(text(name_node).substr(1));
      if (shared) {
        place(name_node);
        captured[name] = frame().variables[name];
      } else if (const auto found = frame().variables.find(name);
                 found != frame().variables.end()) {
        captured[name] = copy_of(found->second);
      }
    }
  }
  return eval::make_callable(
      one_line(text(node)),
      [this, &node, of = frame().of, self = frame().self, captured = std::move(captured)](
          const eval::Arguments& given) { return call_function(node, of, self, given, captured); });
}

Value Interpreter::subscript(const Node& node) {
  const auto parts = node.named_children();
  if (parts.empty()) return {};
  const Value container = eval(*parts.front());
  if (parts.size() < 2) return symbol(span(node));
  const Value key = eval(*parts[1]);
  if (const eval::Map* map = container.map()) {
    if (!key.is_unknown()) {
      const Value* found = map->find(array_key(key));
      if (found != nullptr) return *found;
      return {};
    }
    return symbol(span(node));
  }
  if (const auto name = key.str(); name && container.object() != nullptr) {
    if (auto found = host_.property(container, *name)) return *found;
  }
  return symbol(span(node));
}

Value Interpreter::member(const Node& node) {
  const Node* name = node.child("name");
  if (name == nullptr) return symbol(span(node));
  if (node.is("scoped_property_access_expression")) {
    const Node* scope = node.child("scope");
    if (scope == nullptr) return symbol(span(node));
    const std::string_view property = text(*name).substr(1);
    if (scope->is("relative_scope") && frame().self.object() != nullptr) {
      const Value* found = frame().self.object()->attributes.find(property);
      if (found != nullptr) return *found;
    }
    return host_.static_property(class_of_scope(*scope), property).value_or(symbol(span(node)));
  }
  const Value object = eval_child(node, "object");
  if (object.is_null() && node.is("nullsafe_member_access_expression")) return {};
  std::string property(text(*name));
  if (!name->is("name")) {
    const auto computed = eval(*name).str();
    if (!computed) return symbol(span(node));
    property = *computed;
  }
  if (object.object() != nullptr) {
    const Value* found = object.object()->attributes.find(property);
    if (found != nullptr) return *found;
  }
  return host_.property(object, property).value_or(symbol(span(node)));
}

std::string Interpreter::class_of_scope(const Node& scope) {
  const std::string_view name = text(scope);
  if (name == "self" || name == "static") {
    return frame().of == nullptr ? std::string(name) : frame().of->name;
  }
  if (name == "parent") return frame().of == nullptr ? std::string(name) : frame().of->parent;
  if (scope.is("name") || scope.is("qualified_name")) return resolve(name);
  const Value value = eval(scope);
  if (const auto known = value.str()) return *known;
  if (value.object() != nullptr) return value.object()->type;
  return {};
}

Value Interpreter::class_constant(const Node& node) {
  const auto parts = node.named_children();
  if (parts.size() < 2) {
    // `Foo::class`
    return parts.empty() ? Value() : Value(class_of_scope(*parts.front()));
  }
  const std::string_view name = text(*parts[1]);
  if (name == "class") return Value(class_of_scope(*parts.front()));
  const Class* of = parts.front()->is("relative_scope")
                        ? frame().of
                        : class_named(class_of_scope(*parts.front()));
  if (of != nullptr) {
    if (auto value = constant(*of, name)) return *value;
  }
  if (auto value =
          host_.static_property(class_of_scope(*parts.front()), "::" + std::string(name))) {
    return *value;
  }
  return symbol(span(node));
}

Value Interpreter::either(const Node& condition, const std::function<Value()>& then,
                          const std::function<Value()>& otherwise, const Node& whole) {
  Value a;
  Value b;
  const State before = state();
  const std::size_t depth = guards_.depth();
  guards_.push(guard(Guard::Kind::condition, condition));
  a = then();
  guards_.cut(depth);
  const State after = state();
  restore(before);
  guards_.push(guard(Guard::Kind::condition, condition, "!(", ")"));
  b = otherwise();
  guards_.cut(depth);
  const State other = state();
  restore(after);
  merge(after, other);
  if (identical(a, b) == true) return a;
  return symbol(span(whole));
}

Value Interpreter::binary_expression(const Node& node) {
  const Node* left = node.child("left");
  const Node* right = node.child("right");
  const Node* op = node.child("operator");
  if (left == nullptr || right == nullptr || op == nullptr) return symbol(span(node));
  const std::string_view sign = text(*op);
  if (sign == "instanceof") {
    eval(*left);
    return symbol(span(node));
  }
  Value a = eval(*left);
  if (sign == "\?\?") {
    if (a.is_null()) return eval(*right);
    if (!a.is_unknown()) return a;
    if (left->is("variable_name") && !frame().variables.contains(text(*left).substr(1))) {
      return eval(*right);
    }
    return either(*left, [&] { return a; }, [&] { return eval(*right); }, node);
  }
  const bool is_and = sign == "&&" || sign == "and";
  if (is_and || sign == "||" || sign == "or") {
    const auto known = truth(a);
    if (known == !is_and) return !is_and;
    if (known) {
      const auto second = truth(eval(*right));
      return second ? Value(*second) : symbol(span(node));
    }
    std::optional<bool> second;
    under(guard(Guard::Kind::condition, *left, is_and ? "" : "!(", is_and ? "" : ")"),
          [&] { second = truth(eval(*right)); });
    if (second == !is_and) return !is_and;
    return symbol(span(node));
  }
  return binary(sign, a, eval(*right), one_line(text(node)));
}

Value Interpreter::conditional(const Node& node) {
  const Node* condition = node.child("condition");
  const Node* body = node.child("body");
  const Node* alternative = node.child("alternative");
  if (condition == nullptr || alternative == nullptr) return symbol(span(node));
  Value subject = eval(*condition);
  const auto known = truth(subject);
  const auto then = [&] { return body == nullptr ? subject : eval(*body); };
  const auto otherwise = [&] { return eval(*alternative); };
  if (known) return *known ? then() : otherwise();
  return either(*condition, then, otherwise, node);
}

Value Interpreter::match(const Node& node) {
  const Node* condition = node.child("condition");
  const Node* block = node.child("body");
  if (condition == nullptr || block == nullptr) return symbol(span(node));
  const Value subject = eval(*condition);
  bool known = true;
  const Node* chosen = nullptr;
  const Node* otherwise = nullptr;
  std::vector<const Node*> arms;
  for (const Node& arm : block->children) {
    if (arm.is("match_default_expression")) otherwise = &arm;
    if (!arm.is("match_conditional_expression")) continue;
    arms.push_back(&arm);
    const Node* conditions = arm.child("conditional_expressions");
    if (conditions == nullptr || chosen != nullptr) continue;
    for (const Node* one : conditions->named_children()) {
      const auto same = identical(subject, eval(*one));
      if (!same) known = false;
      if (same == true && known) {
        chosen = &arm;
        break;
      }
    }
  }
  const auto value_of = [&](const Node& arm) { return eval_child(arm, "return_expression"); };
  if (known) {
    if (chosen == nullptr) chosen = otherwise;
    return chosen == nullptr ? Value() : value_of(*chosen);
  }
  if (otherwise != nullptr) arms.push_back(otherwise);
  for (const Node* arm : arms)
    under(guard(Guard::Kind::condition, *condition, "match ", ""), [&] { value_of(*arm); });
  return symbol(span(node));
}

Value Interpreter::cast(const Node& node) {
  const Node* type = node.child("type");
  const Node* inner = node.child("value");
  if (type == nullptr || inner == nullptr) return symbol(span(node));
  Value value = eval(*inner);
  const std::string_view to = text(*type);
  if (to == "string") return to_text(value, text(*inner));
  if (to == "array") {
    if (value.map() != nullptr || value.is_unknown() || value.object() != nullptr) return value;
    return value.is_null() ? eval::make_map() : eval::make_map({{Value(0), value}});
  }
  if (to == "object") return value;
  if (to == "bool" || to == "boolean") {
    const auto known = truth(value);
    return known ? Value(*known) : symbol(span(node));
  }
  const auto known = number(value);
  if (!known) return value.is_unknown() ? value : symbol(span(node));
  if (to == "int" || to == "integer") return static_cast<std::int64_t>(*known);
  return *known;
}

Value Interpreter::constant_name(const Node& node) {
  const std::string_view name = text(node);
  if (name == "PHP_EOL") return Value("\n");
  if (name == "STR_PAD_LEFT") return Value(0);
  if (name == "STR_PAD_RIGHT") return Value(1);
  if (name == "null" || name == "NULL") return {};
  if (name == "__CLASS__" && frame().of != nullptr) return Value(frame().of->name);
  return symbol(span(node));
}

}  // namespace miglint::php
