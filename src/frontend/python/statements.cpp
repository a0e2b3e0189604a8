// Statements: branches, loops, blocks that may end early.
#include <fmt/format.h>

#include <algorithm>

#include "frontend/python/interpreter.h"

namespace miglint::python {

using eval::Symbol;

namespace {

std::string negation(std::string_view condition) {
  return fmt::format("not ({})", condition);
}

}  // namespace

Flow Interpreter::run_block(const Node& block) {
  for (const Node& child : block.children) {
    if (!child.named) continue;
    const Flow flow = run_statement(child);
    if (flow != Flow::normal) return flow;
  }
  return Flow::normal;
}

Flow Interpreter::run_statement(const Node& node) {
  if (!spend()) return Flow::raise;
  const std::string_view kind = node.kind;
  if (node.is("ERROR")) {
    library_.unknown("Python that cannot be read", span(node));
    return Flow::normal;
  }
  if (kind == "expression_statement") {
    for (const Node* child : node.named_children()) {
      if (child->is("assignment")) {
        run_assignment(*child);
      } else if (child->is("augmented_assignment")) {
        run_augmented(*child);
      } else if (child->is("yield")) {
        evaluate(*child);
      } else if (!child->is("string") && !child->is("concatenated_string")) {
        library_.discarded(evaluate(*child), span(*child));
      }
    }
    return Flow::normal;
  }
  if (kind == "return_statement") {
    const auto values = node.named_children();
    frame().results.push_back(values.empty() ? Value() : evaluate(*values.front()));
    return Flow::give_back;
  }
  if (kind == "if_statement") return run_if(node);
  if (kind == "for_statement") return run_for(node);
  if (kind == "while_statement") return run_while(node);
  if (kind == "try_statement") return run_try(node);
  if (kind == "with_statement") return run_with(node);
  if (kind == "break_statement") return Flow::leave;
  if (kind == "continue_statement") return Flow::next;
  if (kind == "raise_statement") {
    for (const Node* child : node.named_children())
      evaluate(*child);
    return Flow::raise;
  }
  if (kind == "function_definition") {
    define_function(node, {});
  } else if (kind == "decorated_definition") {
    std::vector<const Node*> decorators;
    for (const Node& child : node.children)
      if (child.is("decorator")) decorators.push_back(&child);
    const Node* definition = node.child("definition");
    if (definition != nullptr && definition->is("function_definition")) {
      define_function(*definition, decorators);
    } else if (definition != nullptr) {
      define_class(*definition);
    }
  } else if (kind == "class_definition") {
    define_class(node);
  } else if (kind == "import_statement") {
    import_modules(node);
  } else if (kind == "import_from_statement" || kind == "future_import_statement") {
    import_names(node);
  } else if (kind == "global_statement" || kind == "nonlocal_statement") {
    for (const Node* name : node.named_children())
      frame().globals.emplace_back(text(*name));
  } else if (kind == "delete_statement") {
    for (const Node* target : node.named_children())
      delete_target(*target);
  } else if (kind == "assert_statement") {
    for (const Node* child : node.named_children())
      evaluate(*child);
  } else if (kind != "pass_statement" && kind != "type_alias_statement") {
    library_.unknown(fmt::format("`{}` is not evaluated", text(node).substr(0, 40)), span(node));
  }
  return Flow::normal;
}

Flow Interpreter::run_if(const Node& node) {
  std::vector<const Node*> rest;
  for (const Node& child : node.children)
    if (child.is("elif_clause") || child.is("else_clause")) rest.push_back(&child);
  return run_choice(*node.child("condition"), *node.child("consequence"), nullptr, rest);
}

/// One `if` or `elif` and what comes after it.
Flow Interpreter::run_choice(const Node& condition, const Node& then, const Node* otherwise,
                             std::span<const Node* const> rest) {
  const auto run_rest = [&] {
    if (otherwise != nullptr) return run_block(*otherwise);
    if (rest.empty()) return Flow::normal;
    const Node& first = *rest.front();
    if (first.is("else_clause")) return run_block(*first.child("body"));
    return run_choice(*first.child("condition"), *first.child("consequence"), nullptr,
                      rest.subspan(1));
  };
  const auto known = truth(evaluate(condition));
  if (known) return *known ? run_block(then) : run_rest();

  const std::string condition_text(text(condition));
  const std::size_t depth = guards_.depth();
  const auto scope = frame().scope;
  const auto before = scope->bindings();
  guards_.push(guard(Guard::Kind::condition, condition_text, condition));
  const Flow flow = run_block(then);
  guards_.cut(depth);
  auto after = std::exchange(scope->bindings(), before);
  guards_.push(guard(Guard::Kind::condition, negation(condition_text), condition));
  const Flow other = run_rest();
  guards_.cut(depth);

  const auto note_left = [&](Flow which) {
    if (which == Flow::leave) frame().maybe_left = true;
  };
  if (flow == Flow::normal && other == Flow::normal) {
    scope->bindings() = eval::join(after, scope->bindings());
    return Flow::normal;
  }
  if (flow != Flow::normal && other != Flow::normal) {
    note_left(flow);
    note_left(other);
    if (flow == Flow::raise) return other;
    return flow;
  }
  // What follows runs only when the branch that goes on was taken.
  if (flow == Flow::normal) {
    scope->bindings() = std::move(after);
    note_left(other);
    guards_.push(guard(Guard::Kind::condition, condition_text, condition));
  } else {
    note_left(flow);
    guards_.push(guard(Guard::Kind::condition, negation(condition_text), condition));
  }
  return Flow::normal;
}

Flow Interpreter::run_for(const Node& node) {
  const Node& left = *node.child("left");
  const Node& right = *node.child("right");
  const Node& body = *node.child("body");
  const Node* otherwise = node.child("alternative");
  const Value over = evaluate(right);
  const auto items = items_of(over);
  const std::size_t depth = guards_.depth();
  if (!items) {
    const std::string head = fmt::format("for {} in {}", text(left), text(right));
    forget_assigned(body);
    const auto* reason = over.get<eval::Opaque>();
    assign(left, reason != nullptr ? over : Value(Symbol{std::string(text(left))}));
    return run_unknown_loop(body, head, right);
  }
  const bool left_before = std::exchange(frame().maybe_left, false);
  Flow flow = Flow::normal;
  for (const Value& item : *items) {
    if (!spend()) return Flow::raise;
    assign(left, item);
    const std::size_t inner = guards_.depth();
    flow = run_block(body);
    if (!frame().maybe_left) guards_.cut(inner);
    if (flow != Flow::normal && flow != Flow::next) break;
    flow = Flow::normal;
  }
  guards_.cut(depth);
  frame().maybe_left = left_before;
  if (flow == Flow::leave) return Flow::normal;
  if (flow == Flow::normal && otherwise != nullptr) return run_block(*otherwise->child("body"));
  return flow;
}

Flow Interpreter::run_while(const Node& node) {
  const Node& condition = *node.child("condition");
  const Node& body = *node.child("body");
  const Node* otherwise = node.child("alternative");
  constexpr int most_rounds = 1000;
  const std::size_t depth = guards_.depth();
  for (int round = 0; round < most_rounds; ++round) {
    const auto known = truth(evaluate(condition));
    if (known == false) {
      guards_.cut(depth);
      return otherwise != nullptr ? run_block(*otherwise->child("body")) : Flow::normal;
    }
    // `while True` ends by a condition inside, which is as a rule not known.
    if (!known || condition.is("true") || condition.is("integer")) {
      forget_assigned(body);
      return run_unknown_loop(body, fmt::format("while {}", text(condition)), condition);
    }
    const Flow flow = run_block(body);
    if (flow == Flow::leave) break;
    if (flow == Flow::give_back || flow == Flow::raise) return flow;
    if (frame().maybe_left) break;
  }
  frame().maybe_left = false;
  guards_.cut(depth);
  return Flow::normal;
}

/// A body that runs nobody knows how often: it is gone through once.
Flow Interpreter::run_unknown_loop(const Node& body, std::string text, const Node& head) {
  const std::size_t depth = guards_.depth();
  const bool left_before = std::exchange(frame().maybe_left, false);
  guards_.push(guard(Guard::Kind::loop, std::move(text), head));
  run_block(body);
  guards_.cut(depth);
  frame().maybe_left = left_before;
  forget_assigned(body);
  return Flow::normal;
}

/// Names that the code below binds are not known in a round that is not the first.
void Interpreter::forget_assigned(const Node& node) {
  for (const Node& child : node.children) {
    if ((child.is("assignment") || child.is("augmented_assignment")) &&
        child.child("left") != nullptr && child.child("left")->is("identifier")) {
      const std::string_view name = text(*child.child("left"));
      if (frame().scope->find(name) != nullptr) bind(name, Symbol{std::string(name)});
    }
    if (!child.is("function_definition") && !child.is("class_definition")) forget_assigned(child);
  }
}

Flow Interpreter::run_try(const Node& node) {
  const std::size_t depth = guards_.depth();
  const auto scope = frame().scope;
  const auto before = scope->bindings();
  const Flow flow = run_block(*node.child("body"));
  auto after = scope->bindings();
  Flow ends = flow;
  for (const Node& child : node.children) {
    if (child.is("else_clause") && flow == Flow::normal) {
      ends = run_block(*child.child("body"));
      after = scope->bindings();
    }
    if (!child.is("except_clause") && !child.is("except_group_clause")) continue;
    std::string head = "except";
    const Node* body = nullptr;
    for (const Node* part : child.named_children()) {
      if (part->is("block")) {
        body = part;
      } else {
        head = fmt::format("except {}", text(*part));
      }
    }
    if (body == nullptr) continue;
    // The names that the handler binds count only where the body is known to have failed.
    const std::size_t inner = guards_.depth();
    scope->bindings() = flow == Flow::raise ? after : eval::join(before, after);
    for (const Node* part : child.named_children())
      if (part->is("as_pattern")) {
        if (const Node* alias = part->child("alias"))
          bind(text(*alias), Symbol{std::string(text(*alias))});
      }
    guards_.push(guard(Guard::Kind::exception_handler, head, child));
    const Flow handled = run_block(*body);
    guards_.cut(inner);
    if (flow == Flow::raise && handled == Flow::normal) {
      ends = Flow::normal;
      after = scope->bindings();
    }
  }
  scope->bindings() = std::move(after);
  for (const Node& child : node.children) {
    if (!child.is("finally_clause")) continue;
    guards_.cut(std::min(depth, guards_.depth()));
    const Node* body = child.child_of_kind("block");
    const Flow last = body != nullptr ? run_block(*body) : Flow::normal;
    if (last != Flow::normal) return last;
  }
  return ends;
}

Flow Interpreter::run_with(const Node& node) {
  std::vector<std::pair<Value, Span>> entered;
  const Node* clause = node.child_of_kind("with_clause");
  for (const Node* item : clause->named_children()) {
    const Node* value = item->child("value");
    if (value == nullptr) continue;
    const Node* target = nullptr;
    if (value->is("as_pattern")) {
      target = value->child("alias");
      value = &value->children.front();
    }
    const Value context = evaluate(*value);
    const Value bound = library_.enter(context, span(*value));
    entered.emplace_back(context, span(*value));
    if (target != nullptr) {
      const auto targets = target->named_children();
      if (!targets.empty()) assign(*targets.front(), bound);
    }
  }
  const Flow flow = run_block(*node.child("body"));
  for (auto at = entered.rbegin(); at != entered.rend(); ++at)
    library_.leave(at->first, at->second);
  return flow;
}

void Interpreter::define_function(const Node& node, std::span<const Node* const> decorators) {
  Value function = make_function(std::string(text(*node.child("name"))), *node.child("parameters"),
                                 *node.child("body"), false);
  for (const Node* decorator : decorators) {
    std::string_view name = text(*decorator);
    name = name.substr(name.find_first_not_of("@ "));
    if (function.callable() != nullptr)
      function.callable()->attributes.set("decorator", std::string(name));
  }
  bind(text(*node.child("name")), function);
}

void Interpreter::define_class(const Node& node) {
  eval::Object made;
  made.type = "class";
  made.origin = text(*node.child("name"));
  made.span = span(node);
  if (const Node* bases = node.child("superclasses")) {
    for (const Node* base : bases->named_children()) {
      if (!base->is("keyword_argument")) made.positional.push_back(evaluate(*base));
    }
  }
  // Order counts: columns of a model stand as the class lists them.
  const auto outer = frame().scope;
  auto scope = std::make_shared<eval::Scope>(outer);
  frame().scope = scope;
  std::vector<std::string> order;
  for (const Node& statement : node.child("body")->children) {
    if (!statement.named) continue;
    run_statement(statement);
    for (const auto& [name, value] : scope->bindings())
      if (std::ranges::find(order, name) == order.end()) order.push_back(name);
  }
  frame().scope = outer;
  for (const std::string& name : order)
    if (const Value* value = scope->find(name)) made.attributes.set(name, *value);
  const Value cls = eval::make_object(std::move(made));
  library_.defined(cls);
  bind(text(*node.child("name")), cls);
}

void Interpreter::delete_target(const Node& node) {
  if (node.is("identifier")) {
    frame().scope->erase(text(node));
    return;
  }
  if (node.is("subscript")) {
    const Value container = evaluate(*node.child("value"));
    const Node* key_node = node.child("subscript");
    const Value key = key_node != nullptr ? evaluate(*key_node) : Value();
    if (eval::Map* map = container.map()) {
      std::erase_if(map->entries, [&](const auto& entry) {
        return eval::equal(entry.first, key).value_or(false);
      });
    }
    return;
  }
  if (node.is("expression_list"))
    for (const Node* part : node.named_children())
      delete_target(*part);
}

}  // namespace miglint::python
