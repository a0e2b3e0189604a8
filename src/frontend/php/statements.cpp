// Statements: which way they go, and what follows from not knowing.
#include <algorithm>
#include <map>
#include <set>

#include "frontend/php/interpreter.h"
#include "frontend/php/operators.h"

namespace miglint::php {
namespace {

using eval::Value;

/// Loops over known values run at most so often.
constexpr int most_rounds = 2000;

}  // namespace

Interpreter::State Interpreter::state() const {
  State state;
  std::set<const Value*> seen;
  for (const auto& frame : frames_) {
    for (const auto& [name, slot] : frame->variables) {
      if (slot != nullptr && seen.insert(slot.get()).second) {
        state.slots.emplace_back(slot, eval::copy(*slot));
      }
    }
    if (frame->self.object() != nullptr) {
      state.objects.emplace_back(frame->self, frame->self.object()->attributes);
    }
  }
  return state;
}

void Interpreter::restore(const State& state) {
  for (const auto& [slot, value] : state.slots)
    *slot = eval::copy(value);
  for (const auto& [object, attributes] : state.objects)
    object.object()->attributes = attributes;
}

/// What two ways left differently is not known; what only one of them has made stays.
void Interpreter::merge(const State& one, const State& other) {
  const auto join = [](const std::string& name, const Value& a, const Value& b) -> Value {
    if (eval::equal(a, b) == true) return a;
    if (a.is_unknown()) return a;
    if (b.is_unknown()) return b;
    if (a.object() != nullptr && a.object() == b.object()) return a;
    return eval::Symbol{name};
  };
  std::map<const Value*, std::string> names;
  for (const auto& frame : frames_) {
    for (const auto& [name, slot] : frame->variables)
      names[slot.get()] = "$" + name;
  }
  for (const auto& [slot, value] : one.slots) {
    const auto match = std::ranges::find(other.slots, slot, [](const auto& s) { return s.first; });
    *slot = match == other.slots.end() ? value : join(names[slot.get()], value, match->second);
  }
  for (const auto& [object, attributes] : one.objects) {
    const auto match = std::ranges::find_if(
        other.objects, [&](const auto& o) { return o.first.object() == object.object(); });
    if (match == other.objects.end()) continue;
    for (auto& [name, value] : object.object()->attributes.entries) {
      const Value* a = attributes.find(name);
      const Value* b = match->second.find(name);
      if (a != nullptr && b != nullptr) value = join("$this->" + name, *a, *b);
    }
  }
}

void Interpreter::leave_branch(std::size_t depth) {
  // A return that may have happened in the branch is a condition for all that follows.
  std::optional<Guard> left;
  if (guards_.depth() > depth + 1) left = guards_.all().back();
  guards_.cut(depth);
  if (left) guards_.push(std::move(*left));
}

Interpreter::Flow Interpreter::run_block(const Node& block) {
  for (const Node& child : block.children) {
    if (!child.named) continue;
    const Flow flow = run(child);
    if (flow != Flow::next) return flow;
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run_body(const Node& node, const Node* body) {
  if (body != nullptr) return body->is("compound_statement") ? run_block(*body) : run(*body);
  // `if (…): … endif;`
  const Node* block = node.child_of_kind("colon_block");
  return block != nullptr ? run_block(*block) : Flow::next;
}

Interpreter::Flow Interpreter::return_value(const Node& node) {
  const auto parts = node.named_children();
  frame().returns.push_back(parts.empty() ? Value() : eval(*parts.front()));
  return Flow::return_;
}

Interpreter::Flow Interpreter::run(const Node& node) {
  if (gave_up_) return Flow::stop;
  if (++steps_ > 200'000) {
    gave_up_ = true;
    host_.opaque(span(node), "the code is too long to be followed to its end");
    return Flow::stop;
  }
  if (node.is("expression_statement")) {
    const auto parts = node.named_children();
    if (parts.empty()) return Flow::next;
    const Node& inner = *parts.front();
    eval(inner);
    const bool stops = inner.is("throw_expression") || inner.is("exit_statement");
    return stops ? Flow::stop : Flow::next;
  }
  if (node.is("compound_statement") || node.is("colon_block")) return run_block(node);
  if (node.is("return_statement")) return return_value(node);
  if (node.is("if_statement")) return run_if(node, 0);
  if (node.is("foreach_statement")) return run_foreach(node);
  if (node.is("for_statement")) return run_for(node);
  if (node.is("while_statement") || node.is("do_statement")) return run_while(node);
  if (node.is("switch_statement")) return run_switch(node);
  if (node.is("try_statement")) return run_try(node);
  if (node.is("break_statement")) return Flow::break_;
  if (node.is("continue_statement")) return Flow::continue_;
  if (node.is("exit_statement")) return Flow::stop;
  if (node.is("unset_statement")) {
    for (const Node* target : node.named_children())
      unset(*target);
    return Flow::next;
  }
  if (node.is("echo_statement")) {
    for (const Node* part : node.named_children())
      eval(*part);
    return Flow::next;
  }
  if (node.is("function_static_declaration")) {
    for (const Node& declared : node.children) {
      const Node* name = declared.child("name");
      const Node* value = declared.child("value");
      if (name != nullptr) assign(*name, value == nullptr ? Value() : eval(*value));
    }
    return Flow::next;
  }
  if (node.is("global_declaration") || node.is("empty_statement") || node.is("php_tag") ||
      node.is("function_definition") || node.is("class_declaration") ||
      node.is("trait_declaration") || node.is("const_declaration") ||
      node.is("text_interpolation")) {
    return Flow::next;
  }
  if (node.broken) {
    host_.opaque(span(node), "this is no PHP that can be read");
    return Flow::next;
  }
  host_.opaque(span(node), "this kind of statement is not modelled: " + std::string(node.kind));
  return Flow::next;
}

Interpreter::Flow Interpreter::run_if(const Node& node, std::size_t from) {
  // The conditions stand in a row: the node's own, then those of its else-if clauses.
  const Node* clause = &node;
  std::vector<const Node*> alternatives;
  for (const Node& child : node.children) {
    if (child.field == "alternative") alternatives.push_back(&child);
  }
  if (from > 0) {
    if (from > alternatives.size()) return Flow::next;
    clause = alternatives[from - 1];
    if (clause->is("else_clause")) {
      const Node* body = clause->child("body");
      return run_body(*clause, body);
    }
  }
  const Node* condition = clause->child("condition");
  const Node* body = clause->child("body");
  if (condition == nullptr) return Flow::next;
  const auto known = truth(eval(*condition));
  if (known == true) return run_body(*clause, body);
  if (known == false) return run_if(node, from + 1);

  const State before = state();
  const std::size_t depth = guards_.depth();
  guards_.push(guard(Guard::Kind::condition, *condition));
  const Flow then = run_body(*clause, body);
  leave_branch(depth);
  const State after_then = state();
  restore(before);
  const std::size_t between = guards_.depth();
  guards_.push(guard(Guard::Kind::condition, *condition, "!(", ")"));
  const Flow otherwise = run_if(node, from + 1);
  leave_branch(between);
  if (then == Flow::next && otherwise == Flow::next) {
    const State after_else = state();
    restore(after_then);
    merge(after_then, after_else);
    return Flow::next;
  }
  if (then != Flow::next && otherwise != Flow::next) return std::max(then, otherwise);
  if (then == Flow::next) restore(after_then);
  // A migration that fails there has not run at all: what follows a `throw` stands under no guard.
  const Flow ended = then == Flow::next ? otherwise : then;
  if (ended != Flow::stop) {
    guards_.push(then == Flow::next ? guard(Guard::Kind::condition, *condition)
                                    : guard(Guard::Kind::condition, *condition, "!(", ")"));
  }
  return Flow::next;
}

/// Variables that the body sets are not known when it begins, since an earlier round may have run.
void Interpreter::forget_assigned(const Node& body) {
  for (const Node& child : body.children) {
    const bool assigns =
        child.is("augmented_assignment_expression") || child.is("update_expression");
    if (assigns) {
      const Node* target = child.child("left");
      if (target == nullptr) target = child.child("argument");
      if (target != nullptr && target->is("variable_name")) {
        const auto found = frame().variables.find(text(*target).substr(1));
        if (found != frame().variables.end() && found->second->map() == nullptr) {
          *found->second = symbol(span(*target));
        }
      }
    }
    if (!child.is("anonymous_function") && !child.children.empty()) forget_assigned(child);
  }
}

void Interpreter::in_loop(std::string label, Span where, const std::function<void()>& body) {
  const State before = state();
  const std::size_t depth = guards_.depth();
  guards_.push({Guard::Kind::loop, one_line(label), where});
  body();
  guards_.cut(depth);
  const State after = state();
  merge(after, before);
  // An array that the loop fills holds what one round puts there.
  for (const auto& [slot, value] : after.slots) {
    if (value.map() != nullptr) *slot = value;
  }
}

void Interpreter::under(Guard condition, const std::function<void()>& body) {
  const State before = state();
  const std::size_t depth = guards_.depth();
  guards_.push(std::move(condition));
  body();
  guards_.cut(depth);
  merge(state(), before);
}

Interpreter::Flow Interpreter::run_foreach(const Node& node) {
  const Node* body = node.child("body");
  const Node* collection = nullptr;
  const Node* target = nullptr;
  for (const Node& child : node.children) {
    if (!child.named || &child == body || child.is("colon_block")) continue;
    (collection == nullptr ? collection : target) = &child;
  }
  if (collection == nullptr || target == nullptr) return Flow::next;
  const Value over = eval(*collection);
  const auto bind_round = [&](const Value& key, const Value& value) {
    const Node* to = target;
    if (target->is("pair")) {
      const auto parts = target->named_children();
      if (parts.size() < 2) return;
      assign(*parts.front(), key);
      to = parts[1];
    }
    assign(*to, value.map() != nullptr ? eval::copy(value) : value);
  };
  if (const eval::Map* map = over.map()) {
    const auto entries = map->entries;
    const std::size_t depth = guards_.depth();
    int rounds = 0;
    for (const auto& [key, value] : entries) {
      if (++rounds > most_rounds) break;
      bind_round(key, value);
      const Flow flow = run_body(node, body);
      // A `continue` that may have happened does not matter to the next round.
      if (flow == Flow::return_ || flow == Flow::stop) return flow;
      if (flow == Flow::break_) break;
      guards_.cut(depth);
    }
    guards_.cut(depth);
    return Flow::next;
  }
  Value member = host_.member_of(over).value_or(Value());
  const Node* value_name = target->is("pair") ? target->named_children().back() : target;
  if (member.is_null()) member = symbol(span(*value_name));
  Flow flow = Flow::next;
  in_loop("foreach (" + std::string(text(*collection)) + ")", span(*collection), [&] {
    if (body != nullptr) forget_assigned(*body);
    bind_round(symbol(span(*target)), member);
    flow = run_body(node, body);
  });
  return Flow::next;
}

Interpreter::Flow Interpreter::run_for(const Node& node) {
  const Node* condition = node.child("condition");
  const Node* body = node.child("body");
  if (const Node* start = node.child("initialize")) eval(*start);
  for (int round = 0; round < most_rounds; ++round) {
    const auto known = condition == nullptr ? std::nullopt : truth(eval(*condition));
    if (known == false) return Flow::next;
    if (!known) {
      const Node& head = condition == nullptr ? node : *condition;
      Flow flow = Flow::next;
      in_loop("for (" + std::string(text(head)) + ")", span(head), [&] {
        if (body != nullptr) forget_assigned(*body);
        forget_assigned(node);
        flow = run_body(node, body);
      });
      return Flow::next;
    }
    const std::size_t depth = guards_.depth();
    const Flow flow = run_body(node, body);
    guards_.cut(depth);
    if (flow == Flow::return_ || flow == Flow::stop) return flow;
    if (flow == Flow::break_) return Flow::next;
    if (const Node* step = node.child("update")) eval(*step);
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run_while(const Node& node) {
  const Node* condition = node.child("condition");
  const Node* body = node.child("body");
  if (condition == nullptr) return Flow::next;
  const bool at_end = node.is("do_statement");
  std::string_view bare = text(*condition);
  while (bare.starts_with('(') && bare.ends_with(')'))
    bare = bare.substr(1, bare.size() - 2);
  if (at_end && bare == "false") return run_body(node, body);
  // A loop that only its body ends is not counted out.
  const bool endless = bare == "true" || bare == "1";
  for (int round = 0; !at_end && round < most_rounds; ++round) {
    const auto known = truth(eval(*condition));
    if (known == false) return Flow::next;
    if (!known || endless) break;
    const std::size_t depth = guards_.depth();
    const Flow flow = run_body(node, body);
    guards_.cut(depth);
    if (flow == Flow::return_ || flow == Flow::stop) return flow;
    if (flow == Flow::break_) return Flow::next;
  }
  in_loop("while " + std::string(text(*condition)), span(*condition), [&] {
    if (body != nullptr) forget_assigned(*body);
    run_body(node, body);
    if (at_end) eval(*condition);
  });
  return Flow::next;
}

Interpreter::Flow Interpreter::run_cases(const std::vector<const Node*>& cases, std::size_t from) {
  for (std::size_t i = from; i < cases.size(); ++i) {
    for (const Node& child : cases[i]->children) {
      if (!child.named || child.field == "value") continue;
      const Flow flow = run(child);
      if (flow != Flow::next) return flow;
    }
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run_switch(const Node& node) {
  const Node* condition = node.child("condition");
  const Node* block = node.child("body");
  if (condition == nullptr || block == nullptr) return Flow::next;
  const Value subject = eval(*condition);
  std::vector<const Node*> cases;
  for (const Node& child : block->children) {
    if (child.is("case_statement") || child.is("default_statement")) cases.push_back(&child);
  }
  std::optional<std::size_t> chosen;
  bool known = true;
  for (std::size_t i = 0; i < cases.size() && known && !chosen; ++i) {
    const Node* value = cases[i]->child("value");
    if (value == nullptr) continue;
    const auto same = loosely_equal(subject, eval(*value));
    if (!same) known = false;
    if (same == true) chosen = i;
  }
  const auto to_flow = [](Flow flow) {
    return flow == Flow::return_ || flow == Flow::stop ? flow : Flow::next;
  };
  if (known) {
    for (std::size_t i = 0; i < cases.size() && !chosen; ++i) {
      if (cases[i]->is("default_statement")) chosen = i;
    }
    return chosen ? to_flow(run_cases(cases, *chosen)) : Flow::next;
  }
  const State before = state();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const Node* value = cases[i]->child("value");
    const std::size_t depth = guards_.depth();
    guards_.push(
        guard(Guard::Kind::condition, *condition, {},
              value == nullptr ? std::string(" is any other") : " == " + one_line(text(*value))));
    run_cases(cases, i);
    guards_.cut(depth);
    merge(state(), before);
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run_try(const Node& node) {
  Flow flow = run_body(node, node.child("body"));
  for (const Node& clause : node.children) {
    if (!clause.is("catch_clause")) continue;
    if (const Node* name = clause.child("name")) assign(*name, symbol(span(*name)));
    const Node* type = clause.child("type");
    const Node& shown = type == nullptr ? clause : *type;
    Flow handler = Flow::next;
    under({Guard::Kind::exception_handler, "catch " + one_line(text(shown)), span(shown)},
          [&] { handler = run_body(clause, clause.child("body")); });
    if (flow == Flow::stop) flow = handler;
  }
  if (const Node* last = node.child_of_kind("finally_clause")) {
    const Flow final_flow = run_body(*last, last->child("body"));
    if (final_flow != Flow::next) return final_flow;
  }
  return flow;
}

}  // namespace miglint::php
