// Binding names, attributes and items.
#include <algorithm>

#include "frontend/python/interpreter.h"
#include "frontend/python/operators.h"

namespace miglint::python {

using eval::Symbol;

void Interpreter::bind(std::string_view name, const Value& value) {
  const auto& globals = frame().globals;
  if (std::ranges::find(globals, name) != globals.end()) {
    const auto outer = frame().scope->outer();
    (outer != nullptr ? *outer : *frame().module->globals).assign(name, value);
    return;
  }
  frame().scope->set(name, value);
}

void Interpreter::assign(const Node& target, const Value& value) {
  if (target.is("identifier")) {
    bind(text(target), value);
  } else if (target.is("pattern_list") || target.is("tuple_pattern") || target.is("list_pattern") ||
             target.is("tuple") || target.is("list") || target.is("expression_list")) {
    assign_items(target.named_children(), value);
  } else if (target.is("parenthesized_expression")) {
    assign(*target.named_children().front(), value);
  } else if (target.is("attribute")) {
    const Value object = evaluate(*target.child("object"));
    if (eval::Object* to = object.object()) {
      to->attributes.set(text(*target.child("attribute")), value);
    } else {
      library_.assigned(object, text(*target.child("attribute")), span(target));
    }
  } else if (target.is("subscript")) {
    const Value container = evaluate(*target.child("value"));
    const Node* key_node = target.child("subscript");
    const Value key = key_node != nullptr ? evaluate(*key_node) : Value();
    if (eval::Map* map = container.map()) {
      map->set(key, value);
    } else if (eval::List* list = container.list()) {
      const auto* index = key.get<std::int64_t>();
      if (index != nullptr) {
        const auto size = static_cast<std::int64_t>(list->items.size());
        const std::int64_t at = *index < 0 ? *index + size : *index;
        if (at >= 0 && at < size) list->items[static_cast<std::size_t>(at)] = value;
      }
    }
  }
}

void Interpreter::assign_items(std::span<const Node* const> targets, const Value& value) {
  const auto items = items_of(value);
  const auto star = std::ranges::find_if(
      targets, [](const Node* node) { return node->is("list_splat_pattern"); });
  const bool has_star = star != targets.end();
  const bool fits =
      items && (has_star ? items->size() + 1 >= targets.size() : items->size() == targets.size());
  if (!fits) {
    for (const Node* target : targets) {
      const Node& name =
          target->is("list_splat_pattern") ? *target->named_children().front() : *target;
      assign(name,
             value.get<eval::Opaque>() != nullptr ? value : Value(Symbol{std::string(text(name))}));
    }
    return;
  }
  std::size_t at = 0;
  for (const Node* target : targets) {
    if (!target->is("list_splat_pattern")) {
      assign(*target, (*items)[at++]);
      continue;
    }
    const std::size_t count = items->size() + 1 - targets.size();
    const auto first = items->begin() + static_cast<std::ptrdiff_t>(at);
    assign(*target->named_children().front(),
           eval::make_list({first, first + static_cast<std::ptrdiff_t>(count)}));
    at += count;
  }
}

void Interpreter::run_assignment(const Node& node) {
  const Node* right = node.child("right");
  if (right == nullptr) return;  // `x: int`
  Value value;
  if (right->is("assignment")) {
    run_assignment(*right);
    value = evaluate(*right->child("left"));
  } else {
    value = evaluate(*right);
  }
  assign(*node.child("left"), value);
}

void Interpreter::run_augmented(const Node& node) {
  const Node& left = *node.child("left");
  const Node* sign = node.child("operator");
  std::string_view operation = text(*sign);
  operation.remove_suffix(1);
  const Value before = evaluate(left);
  const Value with = evaluate(*node.child("right"));
  // A list is added to in place: all who hold it see it.
  if (eval::List* list = before.list(); list != nullptr && !list->tuple && operation == "+") {
    if (const auto items = items_of(with)) {
      list->items.insert(list->items.end(), items->begin(), items->end());
      return;
    }
  }
  assign(left, binary(operation, before, with, std::string(text(node))));
}

}  // namespace miglint::python
