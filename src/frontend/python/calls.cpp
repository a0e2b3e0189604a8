// Calls: of functions in the code, of classes in it, of Python's own, of libraries.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/python/interpreter.h"
#include "frontend/python/operators.h"

namespace miglint::python {

using eval::External;
using eval::Opaque;
using eval::Symbol;

namespace {

constexpr int most_frames = 60;

bool is_enum(const eval::Object& cls, int depth = 0) {
  return depth < 8 && std::ranges::any_of(
                          cls.positional,
                          [&](const Value& base) {
                            if (const auto* path = base.get<External>()) {
                              const std::string_view name = path->path;
                              return name.starts_with("enum.") || name.ends_with("Enum");
                            }
                            return base.object() != nullptr && is_enum(*base.object(), depth + 1);
                          });
}

bool is_class(const Value& value) {
  return value.object() != nullptr && value.object()->type == "class";
}

}  // namespace

Value Interpreter::evaluate_call(const Node& node) {
  const Node& function = *node.child("function");
  const Node& given = *node.child("arguments");
  if (function.is("attribute")) {
    const Value receiver = evaluate(*function.child("object"));
    const std::string name(text(*function.child("attribute")));
    const Arguments arguments = evaluate_arguments(given, node);
    if (const auto* path = receiver.get<External>())
      return call(attribute_of(*path, name, std::string(text(function))), arguments);
    if (eval::Object* object = receiver.object()) {
      if (const Value* own = object->attributes.find(name);
          own != nullptr && object->type != "class" &&
          (own->callable() != nullptr || (object->type == "module" && is_class(*own)))) {
        return call(*own, arguments);
      }
    }
    return call_method(receiver, name, arguments);
  }
  const Value callee = evaluate(function);
  const Arguments arguments = evaluate_arguments(given, node);
  return call(callee, arguments);
}

Arguments Interpreter::evaluate_arguments(const Node& node, const Node& call) {
  Arguments made;
  made.span = span(call);
  made.origin = text(call);
  if (node.is("generator_expression")) {
    made.positional.push_back(evaluate(node));
    return made;
  }
  for (const Node* child : node.named_children()) {
    if (child->is("keyword_argument")) {
      made.named.set(text(*child->child("name")), evaluate(*child->child("value")));
    } else if (child->is("list_splat")) {
      const Value value = evaluate(*child->named_children().front());
      if (const auto items = items_of(value)) {
        made.positional.insert(made.positional.end(), items->begin(), items->end());
      } else {
        made.whole = false;
      }
    } else if (child->is("dictionary_splat")) {
      const Value value = evaluate(*child->named_children().front());
      if (const eval::Map* map = value.map()) {
        for (const auto& [key, item] : map->entries)
          if (const auto name = key.str()) made.named.set(*name, item);
      } else {
        made.whole = false;
      }
    } else {
      made.positional.push_back(evaluate(*child));
    }
  }
  return made;
}

Value Interpreter::call(const Value& function, const Arguments& arguments) {
  if (const eval::Callable* callable = function.callable()) return callable->call(arguments);
  if (const auto* path = function.get<External>()) {
    constexpr std::string_view own = "builtins.";
    if (path->path.starts_with(own))
      return call_builtin(std::string_view(path->path).substr(own.size()), arguments);
    return library_.call(path->path, arguments);
  }
  if (is_class(function)) return instantiate(function, arguments);
  if (function.object() != nullptr) return library_.call_method(function, "__call__", arguments);
  if (function.get<Opaque>() != nullptr) return function;
  return library_.call_method(function, "__call__", arguments);
}

Value Interpreter::call_method(const Value& receiver, std::string_view name,
                               const Arguments& arguments) {
  std::optional<Value> known;
  if (const eval::Text* text = receiver.text()) {
    known = text_method(*text, name, arguments);
  } else if (receiver.list() != nullptr) {
    known = list_method(receiver, name, arguments);
  } else if (receiver.map() != nullptr) {
    known = map_method(receiver, name, arguments);
  } else if (const eval::Object* object = receiver.object()) {
    if (is_class(receiver)) {
      const Value* member = class_member(*object, name);
      if (member != nullptr && member->callable() != nullptr) {
        Arguments given = arguments;
        const Value* decorator = member->callable()->attributes.find("decorator");
        if (decorator != nullptr && decorator->str() == "classmethod")
          given.positional.insert(given.positional.begin(), receiver);
        return call(*member, given);
      }
      return library_.call_method(receiver, name, arguments);
    }
    if (is_class(object->receiver)) {
      const Value* member = class_member(*object->receiver.object(), name);
      if (member != nullptr && member->callable() != nullptr) {
        Arguments given = arguments;
        const Value* decorator = member->callable()->attributes.find("decorator");
        if (decorator == nullptr || decorator->str() != "staticmethod")
          given.positional.insert(given.positional.begin(), receiver);
        return call(*member, given);
      }
    }
    return library_.call_method(receiver, name, arguments);
  } else if (receiver.get<Opaque>() != nullptr) {
    return receiver;
  } else if (receiver.get<Symbol>() != nullptr) {
    return library_.call_method(receiver, name, arguments);
  } else if (const auto* path = receiver.get<External>()) {
    return call(External{fmt::format("{}.{}", path->path, name)}, arguments);
  }
  if (known) return *known;
  return Symbol{arguments.origin};
}

Interpreter::~Interpreter() {
  for (const auto& closure : closures_) {
    // The scopes around it too: a module's holds the class whose methods stand in the class's.
    for (auto scope = closure.lock(); scope != nullptr; scope = scope->outer())
      scope->bindings().clear();
  }
}

Value Interpreter::make_function(const std::string& name, const Node& parameters, const Node& body,
                                 bool is_lambda) {
  // Defaults are evaluated once, where the function stands.
  std::vector<std::pair<const Node*, Value>> defaults;
  for (const Node* parameter : parameters.named_children()) {
    if (const Node* value = parameter->child("value"))
      defaults.emplace_back(parameter, evaluate(*value));
  }
  const Module* module = frame().module;
  const auto closure = frame().scope;
  if (closures_.empty() || closures_.back().lock() != closure) closures_.push_back(closure);
  return eval::make_callable(
      name,
      [this, module, closure, defaults, name, is_lambda, parameters = &parameters,
       body = &body](const Arguments& arguments) -> Value {
        if (frames_.size() >= most_frames) {
          return Opaque{fmt::format("calls of `{}` are nested too deeply", name), arguments.span};
        }
        const auto site = call_site_;
        if (!module->own && frame().module->own) call_site_ = arguments.span;
        auto scope = std::make_shared<eval::Scope>(closure);
        frames_.push_back({.module = module, .scope = scope});
        bind_parameters(*parameters, defaults, *module, arguments, *scope);
        const std::size_t depth = guards_.depth();
        Value result;
        if (is_lambda) {
          result = evaluate(*body);
        } else {
          const Flow flow = run_block(*body);
          std::vector<Value>& results = frame().results;
          if (frame().yields > 0) {
            result = eval::make_list(results);
          } else if (flow == Flow::give_back && results.size() == 1) {
            result = results.front();
          } else if (!results.empty()) {
            // One of several, and it is not known which.
            const bool same =
                flow == Flow::give_back && std::ranges::all_of(results, [&](const Value& other) {
                  return eval::equal(other, results.front()) == true;
                });
            result = same ? results.front() : Value(Symbol{arguments.origin});
          }
        }
        guards_.cut(depth);
        frames_.pop_back();
        call_site_ = site;
        return result;
      });
}

void Interpreter::bind_parameters(const Node& parameters,
                                  const std::vector<std::pair<const Node*, Value>>& defaults,
                                  const Module& module, const Arguments& arguments,
                                  eval::Scope& scope) {
  std::size_t position = 0;
  bool by_name_only = false;
  std::vector<std::string> bound;
  for (const Node* parameter : parameters.named_children()) {
    std::string_view name;
    const Node* inner = parameter;
    if (inner->is("typed_parameter")) inner = inner->named_children().front();
    if (inner->is("identifier")) {
      name = inner->text(module.text);
    } else if (const Node* named = inner->child("name")) {
      name = named->text(module.text);
    }
    if (inner->is("list_splat_pattern")) {
      std::vector<Value> rest;
      for (; position < arguments.positional.size(); ++position)
        rest.push_back(arguments.positional[position]);
      const std::string_view rest_name = inner->named_children().front()->text(module.text);
      if (arguments.whole) {
        scope.set(rest_name, eval::make_list(std::move(rest), true));
      } else {
        scope.set(rest_name, Symbol{std::string(rest_name)});
      }
      by_name_only = true;
      continue;
    }
    if (inner->is("dictionary_splat_pattern")) {
      auto rest = std::make_shared<eval::Map>();
      for (const auto& [key, value] : arguments.named.entries)
        if (std::ranges::find(bound, key) == bound.end()) rest->set(key, value);
      scope.set(inner->named_children().front()->text(module.text), rest);
      continue;
    }
    if (inner->is("keyword_separator")) {
      by_name_only = true;
      continue;
    }
    if (name.empty()) continue;
    bound.emplace_back(name);
    const auto fallback =
        std::ranges::find(defaults, parameter, &std::pair<const Node*, Value>::first);
    if (!by_name_only && position < arguments.positional.size()) {
      scope.set(name, arguments.positional[position++]);
    } else if (const Value* value = arguments.named.find(name)) {
      scope.set(name, *value);
    } else if (fallback != defaults.end()) {
      scope.set(name, fallback->second);
    } else {
      scope.set(name, Symbol{std::string(name)});
    }
  }
}

const Value* Interpreter::class_member(const eval::Object& cls, std::string_view name,
                                       int depth) const {
  if (const Value* found = cls.attributes.find(name)) return found;
  if (depth > 8) return nullptr;
  for (const Value& base : cls.positional) {
    if (base.object() == nullptr) continue;
    if (const Value* found = class_member(*base.object(), name, depth + 1)) return found;
  }
  return nullptr;
}

Value Interpreter::instantiate(const Value& cls, const Arguments& arguments) {
  eval::Object& of = *cls.object();
  if (is_enum(of)) {
    // `Status("new")` is the member of that value.
    for (const auto& [name, value] : of.attributes.entries) {
      if (!arguments.positional.empty() && eval::equal(value, arguments.positional[0]) == true)
        return attribute_of(cls, name, arguments.origin);
    }
    return Symbol{arguments.origin};
  }
  eval::Object made;
  made.type = of.origin;
  made.receiver = cls;
  made.positional = arguments.positional;
  made.span = arguments.span;
  made.origin = arguments.origin;
  for (const auto& [name, value] : arguments.named.entries)
    made.attributes.set(name, value);
  Value object = eval::make_object(std::move(made));
  if (const Value* init = class_member(of, "__init__"); init != nullptr && init->callable()) {
    Arguments given = arguments;
    given.positional.insert(given.positional.begin(), object);
    call(*init, given);
  }
  return object;
}

Value Interpreter::attribute_of(const Value& receiver, std::string_view name,
                                const std::string& origin) {
  if (const auto* path = receiver.get<External>()) {
    if (auto known = library_.attribute(receiver, name)) return *known;
    if (auto known = class_in(path->path, name)) return *known;
    return External{fmt::format("{}.{}", path->path, name)};
  }
  if (receiver.get<Opaque>() != nullptr) return receiver;
  if (const eval::Callable* callable = receiver.callable()) {
    if (name == "__name__") return callable->name;
    const Value* found = callable->attributes.find(name);
    return found != nullptr ? *found : Value(Symbol{origin});
  }
  eval::Object* object = receiver.object();
  if (object != nullptr && object->type == "module") {
    const Value* found = object->attributes.find(name);
    return found != nullptr ? *found : Value(Symbol{origin});
  }
  if (object != nullptr && object->type == "class") {
    if (name == "__name__") return object->origin;
    if (const Value* member = class_member(*object, name)) {
      if (!is_enum(*object) || member->callable() != nullptr) return *member;
      eval::Object made{.type = "enum member", .receiver = receiver, .origin = origin};
      made.attributes.set("name", name);
      made.attributes.set("value", *member);
      return eval::make_object(std::move(made));
    }
    if (name == "__members__" && is_enum(*object)) {
      auto members = std::make_shared<eval::Map>();
      for (const auto& [member, value] : object->attributes.entries)
        if (value.callable() == nullptr && !member.starts_with("_"))
          members->set(member, attribute_of(receiver, member, member));
      return members;
    }
  } else if (object != nullptr) {
    if (const Value* found = object->attributes.find(name)) return *found;
    if (is_class(object->receiver)) {
      if (const Value* member = class_member(*object->receiver.object(), name)) {
        if (member->callable() == nullptr) return *member;
        const Value* decorator = member->callable()->attributes.find("decorator");
        if (decorator != nullptr && decorator->str() == "property")
          return call(*member, {.positional = {receiver}, .span = object->span, .origin = origin});
      }
    }
  }
  if (auto known = library_.attribute(receiver, name)) return *known;
  // A method that is passed on.
  const std::string method(name);
  if (receiver.text() != nullptr || receiver.list() != nullptr || receiver.map() != nullptr ||
      object != nullptr) {
    return eval::make_callable(method, [this, receiver, method](const Arguments& arguments) {
      return call_method(receiver, method, arguments);
    });
  }
  return Symbol{origin};
}

}  // namespace miglint::python
