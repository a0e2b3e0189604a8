// Which classes, functions and imports a file has.
#include "frontend/php/interpreter.h"
#include "source/ascii.h"

#include <algorithm>

namespace miglint::php {
Interpreter::Interpreter(const Node& root, std::string_view source, FileId file, Host& host)
    : root_(root), source_(source), file_(file), host_(host) {
  frames_.push_back(std::make_unique<Frame>());
  collect(root_);
}

void Interpreter::collect(const Node& node) {
  for (const Node& child : node.children) {
    if (child.is("namespace_definition")) {
      if (const Node* name = child.child("name")) namespace_ = text(*name);
      if (const Node* body = child.child("body")) collect(*body);
    } else if (child.is("namespace_use_declaration")) {
      collect_use(child);
    } else if (child.is("class_declaration") || child.is("anonymous_class") ||
               child.is("trait_declaration") || child.is("enum_declaration") ||
               child.is("interface_declaration")) {
      collect_class(child);
    } else if (child.is("function_definition")) {
      if (const Node* name = child.child("name"))
        functions_[ascii::lower_case(text(*name))] = &child;
    } else if (child.is("return_statement") || child.is("object_creation_expression") ||
               child.is("if_statement") || child.is("compound_statement")) {
      collect(child);  // `return new class extends Migration {`, `if (! class_exists(…)) {`
    }
  }
}

void Interpreter::collect_use(const Node& node) {
  std::string prefix;
  if (const Node* name = node.child_of_kind("namespace_name")) {
    prefix = std::string(text(*name)) + '\\';
  }
  const Node* group = node.child("body");
  for (const Node& clause : (group != nullptr ? *group : node).children) {
    if (!clause.is("namespace_use_clause")) continue;
    const Node* alias = clause.child("alias");
    std::string path;
    for (const Node& part : clause.children) {
      if (part.named && &part != alias && path.empty()) path = prefix + std::string(text(part));
    }
    if (path.starts_with('\\')) path.erase(0, 1);
    const std::string short_name =
        alias != nullptr ? std::string(text(*alias)) : path.substr(path.rfind('\\') + 1);
    uses_[ascii::lower_case(short_name)] = path;
  }
}

void Interpreter::collect_class(const Node& node) {
  Class made;
  made.node = &node;
  if (const Node* name = node.child("name")) {
    made.name = namespace_.empty() ? std::string(text(*name))
                                   : namespace_ + '\\' + std::string(text(*name));
  }
  if (const Node* base = node.child_of_kind("base_clause")) {
    for (const Node& child : base->children) {
      if (child.named) made.parent = qualified(child);
    }
  }
  if (const Node* interfaces = node.child_of_kind("class_interface_clause")) {
    for (const Node& child : interfaces->children) {
      if (child.named) made.interfaces.push_back(qualified(child));
    }
  }
  const Node* body = node.child("body");
  if (body == nullptr) return;
  for (const Node& part : body->children) {
    if (part.is("method_declaration")) {
      if (const Node* name = part.child("name"))
        made.methods[ascii::lower_case(text(*name))] = &part;
    } else if (part.is("use_declaration")) {
      made.uses_traits = true;
      for (const Node& trait : part.children) {
        if (trait.is("name") || trait.is("qualified_name")) made.traits.push_back(qualified(trait));
      }
    } else if (part.is("const_declaration")) {
      for (const Node& element : part.children) {
        if (!element.is("const_element") || element.children.empty()) continue;
        made.constants[std::string(text(element.children.front()))] = &element.children.back();
      }
    } else if (part.is("enum_case")) {
      if (const Node* name = part.child("name"))
        made.cases.emplace_back(text(*name), part.child("value"));
    } else if (part.is("property_declaration")) {
      for (const Node& element : part.children) {
        if (!element.is("property_element")) continue;
        const Node* name = element.child("name");
        if (name == nullptr) continue;
        made.properties[std::string(text(*name).substr(1))] = element.child("default_value");
      }
    }
  }
  classes_.push_back(std::move(made));
}

std::string Interpreter::qualified(const Node& name) const {
  return resolve(text(name));
}

std::string Interpreter::resolve(std::string_view name) const {
  if (name.starts_with('\\')) return std::string(name.substr(1));
  const std::size_t slash = name.find('\\');
  const auto found = uses_.find(ascii::lower_case(name.substr(0, slash)));
  if (found != uses_.end()) {
    return slash == name.npos ? found->second : found->second + std::string(name.substr(slash));
  }
  return namespace_.empty() ? std::string(name) : namespace_ + '\\' + std::string(name);
}

const Class* Interpreter::class_named(std::string_view name) const {
  for (const Class& one : classes_) {
    if (!one.name.empty() && one.name == name) return &one;
  }
  return nullptr;
}

eval::Value Interpreter::instantiate(const Class& of) {
  eval::Object object;
  object.type = of.name.empty() ? "class@anonymous" : of.name;
  object.span = span(*of.node);
  object.origin = "$this";
  eval::Value made = eval::make_object(std::move(object));
  for (const auto& [name, value] : of.properties) {
    made.object()->attributes.set(name, property(of, name).value_or(eval::Value()));
  }
  return made;
}

std::optional<eval::Value> Interpreter::constant(const Class& of, std::string_view name) {
  const auto of_enum = std::ranges::find(of.cases, name, [](const auto& one) { return one.first; });
  if (of_enum != of.cases.end()) return case_of(of, of_enum->first, of_enum->second);
  const auto found = of.constants.find(name);
  if (found == of.constants.end()) return std::nullopt;
  frames_.push_back(std::make_unique<Frame>());
  frame().of = &of;
  eval::Value value = eval(*found->second);
  frames_.pop_back();
  return value;
}

/// `Status::Open`: its name, and its value where it has one.
eval::Value Interpreter::case_of(const Class& of, const std::string& name, const Node* value) {
  eval::Object object;
  object.type = "Case";
  object.origin = of.name + "::" + name;
  if (value != nullptr) {
    frames_.push_back(std::make_unique<Frame>());
    frame().of = &of;
    object.positional.push_back(eval(*value));
    frames_.pop_back();
    object.attributes.set("value", object.positional.front());
  } else {
    object.positional.emplace_back(name);
  }
  object.attributes.set("name", eval::Value(name));
  return eval::make_object(std::move(object));
}

eval::Value Interpreter::cases(const Class& of) {
  std::vector<std::pair<eval::Value, eval::Value>> all;
  for (const auto& [name, value] : of.cases)
    all.emplace_back(static_cast<std::int64_t>(all.size()), case_of(of, name, value));
  return eval::make_map(std::move(all));
}

std::optional<eval::Value> Interpreter::property(const Class& of, std::string_view name) {
  const auto found = of.properties.find(name);
  if (found == of.properties.end()) return std::nullopt;
  if (found->second == nullptr) return eval::Value();
  frames_.push_back(std::make_unique<Frame>());
  frame().of = &of;
  eval::Value value = eval(*found->second);
  frames_.pop_back();
  return value;
}

std::optional<eval::Value> Interpreter::run_file() {
  for (const Node& child : root_.children) {
    if (!child.named || child.is("php_tag") || child.is("namespace_use_declaration") ||
        child.is("namespace_definition") || child.is("declare_statement")) {
      continue;
    }
    if (run(child) != Flow::next) break;
  }
  const auto& returns = frame().returns;
  if (returns.empty()) return std::nullopt;
  return returns.front();
}

std::string Interpreter::one_line(std::string_view text) const {
  constexpr std::size_t longest = 160;
  std::string result;
  for (const char c : text) {
    const bool space = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (space && (result.empty() || result.back() == ' ')) continue;
    result += space ? ' ' : c;
    if (result.size() >= longest) return result + "…";
  }
  if (result.ends_with(' ')) result.pop_back();
  return result;
}

eval::Value Interpreter::symbol(Span span) const {
  return eval::Symbol{one_line(text(span))};
}

Guard Interpreter::guard(Guard::Kind kind, const Node& node, std::string_view before,
                         std::string_view after) const {
  std::string_view bare = text(node);
  if (node.is("parenthesized_expression") && bare.size() > 2)
    bare = bare.substr(1, bare.size() - 2);
  return {kind, std::string(before) + one_line(bare) + std::string(after), span(node)};
}

}  // namespace miglint::php
