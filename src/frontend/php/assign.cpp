// What assignments change.
#include "frontend/php/interpreter.h"
#include "frontend/php/operators.h"

namespace miglint::php {

using eval::Value;

/// Where a variable, an array's element or a property is kept; nullptr when that is not known.
Value* Interpreter::place(const Node& target) {
  if (target.is("variable_name")) {
    const std::string name(text(target).substr(1));
    if (name == "this") return &frame().self;
    Slot& slot = frame().variables[name];
    if (slot == nullptr) slot = std::make_shared<Value>();
    return slot.get();
  }
  if (target.is("parenthesized_expression") && target.children.size() == 3) {
    return place(target.children[1]);
  }
  if (target.is("subscript_expression") && !target.children.empty()) {
    Value* container = place(target.children.front());
    if (container == nullptr) return nullptr;
    if (container->is_null()) *container = eval::make_map();
    eval::Map* map = container->map();
    if (map == nullptr) return nullptr;
    const auto parts = target.named_children();
    Value key;
    if (parts.size() > 1) {
      key = array_key(eval(*parts[1]));
    } else {
      std::int64_t next = 0;
      for (const auto& [used, value] : map->entries) {
        if (const auto* index = used.get<std::int64_t>()) next = std::max(next, *index + 1);
      }
      key = next;
    }
    for (auto& [used, value] : map->entries) {
      if (eval::equal(used, key) == true) return &value;
    }
    map->entries.emplace_back(key, Value());
    return &map->entries.back().second;
  }
  if (target.is("member_access_expression")) {
    const Node* name = target.child("name");
    const Value object = eval_child(target, "object");
    if (object.object() == nullptr || name == nullptr || !name->is("name")) return nullptr;
    eval::Attributes& attributes = object.object()->attributes;
    if (attributes.find(text(*name)) == nullptr) attributes.set(text(*name), Value());
    return attributes.find(text(*name));
  }
  if (target.is("scoped_property_access_expression")) {
    const Node* name = target.child("name");
    if (name == nullptr || frame().self.object() == nullptr) return nullptr;
    eval::Attributes& attributes = frame().self.object()->attributes;
    const std::string_view property = text(*name).substr(1);
    if (attributes.find(property) == nullptr) attributes.set(property, Value());
    return attributes.find(property);
  }
  return nullptr;
}

void Interpreter::assign(const Node& target, Value value) {
  if (target.is("list_literal") || target.is("array_creation_expression")) {
    destructure(target, value);
    return;
  }
  if (target.is("by_ref") && !target.children.empty()) {
    assign(target.children.back(), std::move(value));
    return;
  }
  if (Value* where = place(target)) *where = std::move(value);
}

void Interpreter::destructure(const Node& pattern, const Value& value) {
  std::int64_t position = 0;
  const Node* key = nullptr;
  const Node* last = nullptr;
  const auto take = [&] {
    if (last == nullptr) return;
    const Value index = key != nullptr ? array_key(eval(*key)) : Value(position);
    const Value* found = value.map() != nullptr ? value.map()->find(index) : nullptr;
    assign(*last, found != nullptr ? *found : symbol(span(*last)));
    last = key = nullptr;
  };
  for (const Node& part : pattern.children) {
    if (part.is(",")) {
      take();
      ++position;
    } else if (part.is("=>")) {
      key = last;
      last = nullptr;
    } else if (part.named) {
      last = part.is("array_element_initializer") && part.children.size() == 1
                 ? &part.children.front()
                 : &part;
    }
  }
  take();
}

Value Interpreter::assignment(const Node& node) {
  const Node* left = node.child("left");
  const Node* right = node.child("right");
  if (left == nullptr || right == nullptr) return {};
  if (node.is("reference_assignment_expression") && left->is("variable_name") &&
      right->is("variable_name")) {
    place(*right);
    frame().variables[std::string(text(*left).substr(1))] =
        frame().variables[std::string(text(*right).substr(1))];
    return eval(*right);
  }
  Value value = eval(*right);
  if (value.map() != nullptr) value = eval::copy(value);
  assign(*left, value);
  return value;
}

Value Interpreter::augmented(const Node& node) {
  const Node* left = node.child("left");
  const Node* right = node.child("right");
  const Node* op = node.child("operator");
  if (left == nullptr || right == nullptr || op == nullptr) return {};
  const Value before = eval(*left);
  const std::string_view sign = text(*op);
  if (sign == "\?\?=") {
    if (before.is_null()) assign(*left, eval(*right));
    return eval(*left);
  }
  Value value = binary(sign.substr(0, sign.size() - 1), before, eval(*right), one_line(text(node)));
  assign(*left, value);
  return value;
}

Value Interpreter::update(const Node& node) {
  const Node* target = node.child("argument");
  const Node* op = node.child("operator");
  if (target == nullptr || op == nullptr) return {};
  const Value before = eval(*target);
  Value after = binary(text(*op) == "++" ? "+" : "-", before.is_null() ? Value(0) : before,
                       Value(1), one_line(text(*target)));
  assign(*target, after);
  return op->begin < target->begin ? after : before;
}

void Interpreter::unset(const Node& target) {
  if (target.is("variable_name")) {
    frame().variables.erase(std::string(text(target).substr(1)));
  } else if (target.is("subscript_expression")) {
    const Value container = eval(target.children.front());
    const auto parts = target.named_children();
    if (container.map() == nullptr || parts.size() < 2) return;
    const Value key = array_key(eval(*parts[1]));
    std::erase_if(container.map()->entries,
                  [&](const auto& entry) { return eval::equal(entry.first, key).value_or(false); });
  }
}

}  // namespace miglint::php
