// Calls: of the file's own functions and methods, of PHP's functions, of the framework.
#include <algorithm>

#include "frontend/php/functions.h"
#include "frontend/php/interpreter.h"
#include "frontend/php/operators.h"
#include "source/ascii.h"

namespace miglint::php {

using eval::Arguments;
using eval::Value;

namespace {

constexpr std::size_t deepest_call = 40;

}  // namespace

Arguments Interpreter::arguments(const Node& call) {
  Arguments given;
  given.span = span(call);
  const Node* list = call.child("arguments");
  if (list == nullptr) list = call.child_of_kind("arguments");
  if (list == nullptr) return given;
  for (const Node& argument : list->children) {
    if (!argument.is("argument")) continue;
    const Node* name = argument.child("name");
    const auto parts = argument.named_children();
    if (parts.empty()) continue;
    if (parts.back()->is("variadic_unpacking")) {
      const Value spread = eval(*parts.back()->named_children().front());
      if (spread.map() == nullptr) {
        given.whole = false;
        continue;
      }
      for (const auto& [key, value] : spread.map()->entries) {
        if (const auto named = key.str()) {
          given.named.set(*named, value);
        } else {
          given.positional.push_back(value);
        }
      }
      continue;
    }
    Value value = eval(*parts.back());
    if (name != nullptr) {
      given.named.set(text(*name), std::move(value));
    } else {
      given.positional.push_back(std::move(value));
    }
  }
  return given;
}

void Interpreter::bind(const Node& parameters, Arguments& given, Frame& to) {
  std::size_t position = 0;
  for (const Node& parameter : parameters.children) {
    const bool variadic = parameter.is("variadic_parameter");
    if (!variadic && !parameter.is("simple_parameter") &&
        !parameter.is("property_promotion_parameter")) {
      continue;
    }
    const Node* name = parameter.child("name");
    if (name == nullptr) continue;
    const std::string variable(text(name->is("by_ref") ? name->children.back() : *name).substr(1));
    auto slot = std::make_shared<Value>();
    if (variadic) {
      *slot = eval::make_map();
      for (std::int64_t i = 0; position < given.positional.size(); ++position)
        slot->map()->entries.emplace_back(Value(i++), given.positional[position]);
    } else if (const Value* value = given.get(position, variable)) {
      *slot = value->map() != nullptr ? eval::copy(*value) : *value;
    } else if (!given.whole) {
      *slot = symbol(span(*name));
    } else if (const Node* fallback = parameter.child("default_value")) {
      *slot = eval(*fallback);
    } else {
      *slot = symbol(span(*name));
    }
    to.variables[variable] = std::move(slot);
    ++position;
  }
}

Value Interpreter::call_function(const Node& function, const Class* of, Value self, Arguments given,
                                 const std::map<std::string, Slot, std::less<>>& captured) {
  if (frames_.size() > deepest_call) {
    host_.opaque(given.span, "the code calls itself too deep to be followed");
    return symbol(given.span);
  }
  auto made = std::make_unique<Frame>();
  made->of = of;
  made->self = std::move(self);
  made->variables = captured;
  if (const Node* parameters = function.child("parameters")) bind(*parameters, given, *made);
  frames_.push_back(std::move(made));
  const std::size_t depth = guards_.depth();
  const Node* body = function.child("body");
  Value result;
  if (function.is("arrow_function") && body != nullptr) {
    result = eval(*body);
  } else if (body != nullptr) {
    run_block(*body);
    const auto& returns = frame().returns;
    if (!returns.empty()) {
      result = returns.front();
      for (const Value& other : returns) {
        if (identical(result, other) != true && result.object() == nullptr) {
          result = symbol(given.span);
        }
      }
    }
  }
  guards_.cut(depth);
  frames_.pop_back();
  return result;
}

std::optional<Value> Interpreter::call(const Value& object, std::string_view method,
                                       Arguments given) {
  const eval::Object* self = object.object();
  if (self == nullptr) return std::nullopt;
  for (const Class& one : classes_) {
    const std::string name = one.name.empty() ? "class@anonymous" : one.name;
    if (name != self->type) continue;
    const auto found = one.methods.find(ascii::lower_case(method));
    if (found == one.methods.end()) return std::nullopt;
    return call_function(*found->second, &one, object, std::move(given), {});
  }
  return std::nullopt;
}

std::optional<Value> Interpreter::call(const Class& of, std::string_view method, Value self,
                                       Arguments given) {
  const auto found = of.methods.find(ascii::lower_case(method));
  if (found == of.methods.end()) return std::nullopt;
  return call_function(*found->second, &of, std::move(self), std::move(given), {});
}

Value Interpreter::call(const Value& callable, std::vector<Value> given, Span where) {
  Arguments arguments;
  arguments.positional = std::move(given);
  arguments.span = where;
  if (callable.callable() != nullptr) return callable.callable()->call(arguments);
  if (const eval::Map* pair = callable.map(); pair != nullptr && pair->entries.size() == 2) {
    const auto method = pair->entries[1].second.str();
    if (method) {
      if (auto result = call(pair->entries[0].second, *method, arguments)) return *result;
    }
  }
  if (const auto name = callable.str()) {
    const auto own = functions_.find(ascii::lower_case(*name));
    if (own != functions_.end()) return call_function(*own->second, nullptr, {}, arguments, {});
    if (auto result = call_php_function(ascii::lower_case(*name), arguments, *this)) return *result;
  }
  host_.opaque(where, "what is called here is not known");
  return symbol(where);
}

Value Interpreter::language_function(std::string_view name, const Node& node, bool& handled) {
  const Node* list = node.child("arguments");
  handled = name == "isset" || name == "empty" || name == "compact" || name == "func_get_args";
  if (!handled || list == nullptr) return {};
  if (name == "compact") {
    Value made = eval::make_map();
    for (const Value& variable : arguments(node).positional) {
      const auto key = variable.str();
      const auto found = key ? frame().variables.find(*key) : frame().variables.end();
      if (!key || found == frame().variables.end()) return symbol(span(node));
      made.map()->set(variable, *found->second);
    }
    return made;
  }
  if (name == "func_get_args") return symbol(span(node));
  bool all_known = true;
  for (const Node* argument : list->named_children()) {
    const auto parts = argument->named_children();
    if (parts.empty()) continue;
    const Node& target = *parts.back();
    const bool undefined = target.is("variable_name") &&
                           !frame().variables.contains(text(target).substr(1)) &&
                           text(target) != "$this";
    const Value value = undefined ? Value() : eval(target);
    if (name == "empty") {
      const auto known = truth(value);
      if (!known.has_value()) return symbol(span(node));
      return !known.value();
    }
    if (value.is_unknown()) {
      all_known = false;
    } else if (value.is_null()) {
      return false;
    }
  }
  return all_known ? Value(true) : symbol(span(node));
}

Value Interpreter::function_call(const Node& node) {
  const Node* function = node.child("function");
  if (function == nullptr) return {};
  if (!function->is("name") && !function->is("qualified_name")) {
    const Value callable = eval(*function);
    Arguments given = arguments(node);
    if (callable.callable() != nullptr) return callable.callable()->call(given);
    return call(callable, std::move(given.positional), given.span);
  }
  std::string_view written = text(*function);
  if (written.starts_with('\\')) written.remove_prefix(1);
  const std::string name = ascii::lower_case(written);
  bool handled = false;
  Value result = language_function(name, node, handled);
  if (handled) return result;
  Arguments given = arguments(node);
  if (const auto own = functions_.find(name); own != functions_.end()) {
    return call_function(*own->second, nullptr, {}, std::move(given), {});
  }
  if (auto value = host_.call_function(name, given)) return *value;
  if (auto value = call_php_function(name, given, *this)) return *value;
  host_.opaque(span(node), "the function " + std::string(written) + "() is not read");
  return symbol(span(node));
}

Value Interpreter::method_call(const Node& node) {
  const Node* name = node.child("name");
  const Node* receiver = node.child("object");
  if (name == nullptr || receiver == nullptr) return {};
  const Value object = eval(*receiver);
  Arguments given = arguments(node);
  if (object.is_null() && node.is("nullsafe_member_call_expression")) return {};
  std::string method(text(*name));
  if (!name->is("name")) {
    const Value computed = eval(*name);
    if (computed.callable() != nullptr) return computed.callable()->call(given);
    const auto known = computed.str();
    if (!known) {
      host_.opaque(span(node), "which method is called here is not known");
      return symbol(span(node));
    }
    method = *known;
  }
  if (auto result = call(object, method, given)) return *result;
  // A closure in a property: `($this->work)()` comes here as a method of the closure.
  if (object.callable() != nullptr && (method == "call" || method == "__invoke")) {
    return object.callable()->call(given);
  }
  return host_.call_method(object, method, given);
}

Value Interpreter::static_call(const Node& node) {
  const Node* scope = node.child("scope");
  const Node* name = node.child("name");
  if (scope == nullptr || name == nullptr) return {};
  Arguments given = arguments(node);
  const std::string method(text(*name));
  const Class* of = scope->is("relative_scope") && text(*scope) != "parent" ? frame().of : nullptr;
  if (scope->is("name") || scope->is("qualified_name")) of = class_named(resolve(text(*scope)));
  if (of != nullptr) {
    const auto found = of->methods.find(ascii::lower_case(method));
    if (found != of->methods.end()) {
      return call_function(*found->second, of, frame().self, std::move(given), {});
    }
  }
  if (!name->is("name")) {
    host_.opaque(span(node), "which method is called here is not known");
    return symbol(span(node));
  }
  return host_.call_static(class_of_scope(*scope), method, given);
}

Value Interpreter::object_creation(const Node& node) {
  const Node* anonymous = node.child_of_kind("anonymous_class");
  if (anonymous != nullptr) {
    for (const Class& one : classes_) {
      if (one.node == anonymous) return instantiate(one);
    }
    return symbol(span(node));
  }
  Arguments given = arguments(node);
  for (const Node& child : node.children) {
    if (!child.named || child.is("arguments")) continue;
    const std::string name = class_of_scope(child);
    if (const Class* of = class_named(name); of != nullptr && !host_.makes(name)) {
      Value made = instantiate(*of);
      call(made, "__construct", given);
      return made;
    }
    if (name.empty()) break;
    return host_.construct(name, given);
  }
  return symbol(span(node));
}

}  // namespace miglint::php
