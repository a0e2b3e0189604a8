// Modules: the one that was asked for, and those of the project that it imports.
#include <fmt/format.h>

#include "frontend/python/interpreter.h"

namespace miglint::python {

namespace {

std::string_view first_part(std::string_view dotted) {
  return dotted.substr(0, dotted.find('.'));
}

}  // namespace

Interpreter::Module& Interpreter::add_module(std::string path, FileId file, bool own) {
  Module& module = modules_.emplace_back();
  module.path = std::move(path);
  module.file = file;
  module.own = own;
  module.globals = std::make_shared<eval::Scope>();
  module.globals->set("__name__", "revision");
  module.globals->set("__file__", module.path);
  return module;
}

void Interpreter::run_module(Module& module) {
  module.tree = syntax::parse(syntax::Language::python, module.text);
  frames_.push_back({.module = &module, .scope = module.globals});
  const std::size_t depth = guards_.depth();
  for (const Node& statement : module.tree.root().children) {
    if (!statement.named) continue;
    if (run_statement(statement) == Flow::raise) break;
  }
  guards_.cut(depth);
  frames_.pop_back();
}

void Interpreter::run(FileId file, std::string path, std::string_view text) {
  Module& module = add_module(std::move(path), file, true);
  module.text = text;
  run_module(module);
}

const Value* Interpreter::global(std::string_view name) const {
  return modules_.empty() ? nullptr : modules_.front().globals->find(name);
}

const Node* Interpreter::first_error() const {
  return modules_.empty() ? nullptr : modules_.front().tree.first_error();
}

const Node* Interpreter::definition(std::string_view name) const {
  if (modules_.empty()) return nullptr;
  const Module& module = modules_.front();
  for (const Node& statement : module.tree.root().children) {
    const Node* defined = &statement;
    if (defined->is("decorated_definition")) defined = defined->child("definition");
    if (defined != nullptr && defined->is("function_definition") &&
        defined->child("name")->text(module.text) == name) {
      return defined;
    }
    if (defined != nullptr && defined->is("expression_statement") && !defined->children.empty()) {
      const Node& inner = defined->children.front();
      const Node* left = inner.child("left");
      if (inner.is("assignment") && left != nullptr && left->text(module.text) == name)
        return defined;
    }
  }
  return nullptr;
}

void Interpreter::call_global(std::string_view name) {
  const Value* function = global(name);
  if (function == nullptr || function->callable() == nullptr) return;
  Module& module = modules_.front();
  eval::Scope::Bindings before;
  for (const auto& [bound, value] : module.globals->bindings())
    before.emplace(bound, eval::copy(value));
  frames_.push_back({.module = &module, .scope = module.globals});
  const Value callee = *function;
  callee.callable()->call({});
  frames_.pop_back();
  module.globals->bindings() = std::move(before);
}

void Interpreter::call_global(std::string_view name, Guard guard) {
  const std::size_t depth = guards_.depth();
  guards_.push(std::move(guard));
  call_global(name);
  guards_.cut(depth);
}

std::vector<std::string> Interpreter::functions_named(std::string_view prefix) const {
  std::vector<std::string> names;
  if (modules_.empty()) return names;
  const Module& module = modules_.front();
  for (const Node& statement : module.tree.root().children) {
    const Node* name = statement.child("name");
    if (!statement.is("function_definition") || name == nullptr) continue;
    const std::string_view text = name->text(module.text);
    if (text.starts_with(prefix)) names.emplace_back(text);
  }
  return names;
}

std::shared_ptr<eval::Scope> Interpreter::load(const std::string& name, int level) {
  const std::string key =
      fmt::format("{}:{}:{}", level, level > 0 ? frame().module->path : "", name);
  if (const auto found = loaded_.find(key); found != loaded_.end()) return found->second;
  loaded_[key] = nullptr;  // A circle of imports ends here.
  auto text = library_.find_module(name, level, frame().module->path);
  if (!text) return nullptr;
  Module& module = add_module(std::move(text->path), frame().module->file, false);
  module.storage = std::move(text->text);
  module.text = module.storage;
  loaded_[key] = module.globals;
  const Module* importer = frame().module;
  const auto site = call_site_;
  if (importer->own) call_site_ = Span{importer->file, 0, 0};
  ++loading_;
  run_module(module);
  --loading_;
  call_site_ = site;
  return module.globals;
}

std::optional<Value> Interpreter::class_in(const std::string& module, std::string_view name) {
  const bool is_class_name = !name.empty() && name.front() >= 'A' && name.front() <= 'Z';
  if (!is_class_name || module.starts_with("builtins") || !library_.may_read(module)) return {};
  const auto globals = load(module, 0);
  const Value* found = globals == nullptr ? nullptr : globals->find(name);
  const bool is_class =
      found != nullptr && found->object() != nullptr && found->object()->type == "class";
  return is_class ? std::optional(*found) : std::nullopt;
}

void Interpreter::import_modules(const Node& node) {
  for (const Node* child : node.named_children()) {
    if (child->is("aliased_import")) {
      const std::string path(text(*child->child("name")));
      const std::string_view alias = text(*child->child("alias"));
      if (const auto globals = load(path, 0)) {
        eval::Object module{.type = "module", .origin = path};
        for (const auto& [name, value] : globals->bindings())
          module.attributes.set(name, value);
        bind(alias, eval::make_object(std::move(module)));
      } else {
        bind(alias, eval::External{path});
      }
    } else if (child->is("dotted_name")) {
      const std::string_view first = first_part(text(*child));
      bind(first, eval::External{std::string(first)});
    }
  }
}

void Interpreter::import_names(const Node& node) {
  const Node* from = node.child("module_name");
  if (from == nullptr) return;  // from __future__
  std::string module(text(*from));
  int level = 0;
  while (module.starts_with('.')) {
    module.erase(0, 1);
    ++level;
  }
  const auto globals = load(module, level);
  for (const Node& child : node.children) {
    if (child.is("wildcard_import") && globals != nullptr) {
      for (const auto& [name, value] : globals->bindings())
        if (!name.starts_with("_")) bind(name, value);
    }
    if (child.field != "name") continue;
    const bool aliased = child.is("aliased_import");
    const std::string name(text(aliased ? *child.child("name") : child));
    const std::string_view bound = aliased ? text(*child.child("alias")) : std::string_view(name);
    if (globals != nullptr) {
      if (const Value* value = globals->find(name)) {
        bind(bound, *value);
        continue;
      }
    }
    if (const auto inner =
            load(module.empty() ? name : fmt::format("{}.{}", module, name), level)) {
      eval::Object made{.type = "module", .origin = name};
      for (const auto& [inner_name, value] : inner->bindings())
        made.attributes.set(inner_name, value);
      bind(bound, eval::make_object(std::move(made)));
      continue;
    }
    const std::string path = module.empty() ? name : fmt::format("{}.{}", module, name);
    if (auto known = library_.attribute(eval::External{module}, name)) {
      bind(bound, *known);
    } else {
      bind(bound, eval::External{path});
    }
  }
}

}  // namespace miglint::python
