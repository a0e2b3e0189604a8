// Statements, one after the other.
#include <clang/AST/Stmt.h>
#include <clang/Basic/SourceManager.h>

#include <algorithm>

#include "frontend/cxx/program/interpreter.h"

namespace miglint::cxx {
namespace {

/// A loop over what is known ends; one that does not is no migration.
constexpr int kMostTurns = 5000;
constexpr std::size_t kMostSteps = 3'000'000;

}  // namespace

Interpreter::Flow Interpreter::run(const clang::Stmt* statement) {
  if (statement == nullptr) return Flow::next;
  if (++steps_ > kMostSteps) {
    if (!tells_steps_) {
      found_.problems.push_back({place(statement->getSourceRange()),
                                 "this goes on for too long to be followed; what it sends from "
                                 "here on is not known"});
    }
    tells_steps_ = true;
    return Flow::return_;
  }
  switch (statement->getStmtClass()) {
    case clang::Stmt::CompoundStmtClass:
      return run_block(llvm::cast<clang::CompoundStmt>(statement));
    case clang::Stmt::DeclStmtClass:
      for (const clang::Decl* decl : llvm::cast<clang::DeclStmt>(statement)->decls()) {
        if (const auto* names = llvm::dyn_cast<clang::DecompositionDecl>(decl)) {
          if (names->getInit() != nullptr) bind(names, evaluate(names->getInit()));
        } else if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl)) {
          declare(variable);
        }
      }
      return Flow::next;
    case clang::Stmt::IfStmtClass:
      return run_if(llvm::cast<clang::IfStmt>(statement));
    case clang::Stmt::SwitchStmtClass:
      return run_switch(llvm::cast<clang::SwitchStmt>(statement));
    case clang::Stmt::ForStmtClass:
      return run_for(llvm::cast<clang::ForStmt>(statement));
    case clang::Stmt::CXXForRangeStmtClass:
      return run_range_for(llvm::cast<clang::CXXForRangeStmt>(statement));
    case clang::Stmt::WhileStmtClass: {
      const auto* loop = llvm::cast<clang::WhileStmt>(statement);
      if (const clang::VarDecl* variable = loop->getConditionVariable()) declare(variable);
      return run_while(loop->getCond(), loop->getBody(), false);
    }
    case clang::Stmt::DoStmtClass: {
      const auto* loop = llvm::cast<clang::DoStmt>(statement);
      return run_while(loop->getCond(), loop->getBody(), true);
    }
    case clang::Stmt::ReturnStmtClass: {
      const clang::Expr* result = llvm::cast<clang::ReturnStmt>(statement)->getRetValue();
      if (result != nullptr && !returned_.empty()) {
        Value value = evaluate(result);
        Value& before = returned_.back();
        // An empty string is what a function gives when it has nothing to give.
        const auto is_empty = [](const Value& one) {
          return one.is_text() && one.text.pieces().empty();
        };
        if (before.is(Value::Kind::null) || is_empty(before)) {
          before = value;
        } else if (!is_empty(value)) {
          before = Value::choice(before, value);
        }
      }
      return Flow::return_;
    }
    case clang::Stmt::BreakStmtClass:
      return Flow::break_;
    case clang::Stmt::ContinueStmtClass:
      return Flow::continue_;
    case clang::Stmt::CXXTryStmtClass: {
      const auto* attempt = llvm::cast<clang::CXXTryStmt>(statement);
      const Flow flow = run(attempt->getTryBlock());
      ++handlers_;
      for (unsigned i = 0; i < attempt->getNumHandlers(); ++i) {
        SentGuard guard;
        guard.kind = SentGuard::Kind::exception_handler;
        guard.text = "catch";
        guard.place = place(attempt->getHandler(i)->getSourceRange());
        run_once(attempt->getHandler(i)->getHandlerBlock(), std::move(guard));
      }
      --handlers_;
      return flow;
    }
    case clang::Stmt::LabelStmtClass:
      return run(llvm::cast<clang::LabelStmt>(statement)->getSubStmt());
    case clang::Stmt::AttributedStmtClass:
      return run(llvm::cast<clang::AttributedStmt>(statement)->getSubStmt());
    case clang::Stmt::CaseStmtClass:
    case clang::Stmt::DefaultStmtClass:
      return run(llvm::cast<clang::SwitchCase>(statement)->getSubStmt());
    case clang::Stmt::CoreturnStmtClass:
      if (const clang::Expr* result = llvm::cast<clang::CoreturnStmt>(statement)->getOperand())
        evaluate(result);
      return Flow::return_;
    case clang::Stmt::CoroutineBodyStmtClass:
      return run(llvm::cast<clang::CoroutineBodyStmt>(statement)->getBody());
    default:
      break;
  }
  if (const auto* expression = llvm::dyn_cast<clang::Expr>(statement)) {
    evaluate(expression);
    const clang::Expr* bare = expression->IgnoreUnlessSpelledInSource();
    if (llvm::isa<clang::CXXThrowExpr>(bare)) return Flow::return_;
    if (const auto* call = llvm::dyn_cast<clang::CallExpr>(bare)) {
      const clang::FunctionDecl* function = call->getDirectCallee();
      if (function != nullptr && function->isNoReturn()) return Flow::return_;
    }
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run_block(const clang::CompoundStmt* block) {
  blocks_.emplace_back();
  Flow flow = Flow::next;
  for (const clang::Stmt* statement : block->body()) {
    flow = run(statement);
    if (flow != Flow::next) break;
  }
  const std::vector<Cleanup> cleanups = std::move(blocks_.back());
  blocks_.pop_back();
  for (auto cleanup = cleanups.rbegin(); cleanup != cleanups.rend(); ++cleanup)
    clean_up(*cleanup);
  return flow;
}

void Interpreter::clean_up(const Cleanup& cleanup) {
  if (cleanup.destroyed != nullptr) {
    if (const clang::CXXDestructorDecl* destructor = cleanup.destroyed->getDestructor())
      call_body(destructor, {}, {});
    return;
  }
  const auto& held = cleanup.holder->held;
  if (!held || !held->is_open) return;
  held->is_open = false;
  // A commit under a condition that is not known ends it in the way that is followed here.
  if (held->has_ended) return;
  if (held->is_savepoint) {
    send_control("ROLLBACK TO SAVEPOINT miglint_subtransaction", cleanup.place, "libpqxx");
  } else {
    send_control(held->commits_at_end ? "COMMIT" : "ROLLBACK", cleanup.place, "");
  }
}

Interpreter::Flow Interpreter::run_once(const clang::Stmt* body, SentGuard guard) {
  guards_.push_back(std::move(guard));
  const Flow flow = run(body);
  guards_.pop_back();
  return flow;
}

Interpreter::Flow Interpreter::run_if(const clang::IfStmt* statement) {
  if (statement->isConsteval()) return run(statement->getThen());
  if (statement->getInit() != nullptr) run(statement->getInit());
  if (const clang::VarDecl* variable = statement->getConditionVariable()) declare(variable);
  const clang::Expr* condition = statement->getCond();
  const auto known = truth(condition);
  if (known) {
    if (*known) return run(statement->getThen());
    return run(statement->getElse());
  }
  // What runs from one version to the next runs in its turn.
  const bool in_turn = statement->getElse() == nullptr && asks_for_version(condition);
  const Snapshot before = snapshot();
  const auto one_way = [&](const clang::Stmt* way, bool holds) {
    if (way == nullptr) return Flow::next;
    return in_turn ? run(way) : run_once(way, guard(condition, holds));
  };
  const Flow first = one_way(statement->getThen(), true);
  const Snapshot after_first = snapshot();
  restore(before);
  const Flow second = one_way(statement->getElse(), false);
  // A way that has left the function says nothing of what comes behind.
  if (in_turn) {
    restore(after_first);
  } else if (second != Flow::next && statement->getElse() != nullptr) {
    restore(after_first);
  } else if (first == Flow::next) {
    merge(after_first);
  }
  return first == second ? first : Flow::next;
}

Interpreter::Flow Interpreter::run_switch(const clang::SwitchStmt* statement) {
  if (statement->getInit() != nullptr) run(statement->getInit());
  if (const clang::VarDecl* variable = statement->getConditionVariable()) declare(variable);
  const Value value = evaluate(statement->getCond());
  const auto* block = llvm::dyn_cast_or_null<clang::CompoundStmt>(statement->getBody());
  if (block == nullptr) return Flow::next;

  struct Part {
    std::vector<const clang::SwitchCase*> labels;
    std::vector<const clang::Stmt*> statements;
    bool falls_through = true;
  };
  std::vector<Part> parts;
  for (const clang::Stmt* inner : block->body()) {
    bool is_new = true;
    while (const auto* label = llvm::dyn_cast<clang::SwitchCase>(inner)) {
      if (is_new) parts.emplace_back();
      is_new = false;
      parts.back().labels.push_back(label);
      inner = label->getSubStmt();
    }
    if (parts.empty()) continue;
    parts.back().statements.push_back(inner);
    const clang::Stmt* last = inner;
    if (const auto* inside = llvm::dyn_cast<clang::CompoundStmt>(inner);
        inside != nullptr && !inside->body_empty())
      last = inside->body_back();
    if (llvm::isa<clang::BreakStmt>(last) || llvm::isa<clang::ReturnStmt>(last))
      parts.back().falls_through = false;
  }

  const auto label_value = [&](const clang::SwitchCase* label) -> std::optional<std::int64_t> {
    const auto* one = llvm::dyn_cast<clang::CaseStmt>(label);
    if (one == nullptr || one->getLHS()->isValueDependent()) return std::nullopt;
    clang::Expr::EvalResult result;
    if (!one->getLHS()->EvaluateAsInt(result, context_)) return std::nullopt;
    return result.Val.getInt().getExtValue();
  };
  // The kind of server is known here; then only its case runs.
  bool is_decided = false;
  for (Part& part : parts) {
    for (const clang::SwitchCase* label : part.labels) {
      const auto* one = llvm::dyn_cast<clang::CaseStmt>(label);
      if (one != nullptr && is_for_server(value, one->getLHS()).value_or(false)) is_decided = true;
    }
  }
  const bool falls = std::ranges::any_of(
      parts, [&](const Part& part) { return part.falls_through && &part != &parts.back(); });
  const bool by_version = asks_for_version(statement->getCond());
  if (!falls) {
    std::ranges::stable_sort(parts, {}, [&](const Part& part) {
      const auto number = label_value(part.labels.front());
      return number.value_or(std::numeric_limits<std::int64_t>::max());
    });
  }
  const Snapshot before = snapshot();
  bool runs_on = false;
  for (const Part& part : parts) {
    bool matches = false;
    bool excluded = false;
    for (const clang::SwitchCase* label : part.labels) {
      const auto* one = llvm::dyn_cast<clang::CaseStmt>(label);
      const auto for_server = one == nullptr ? std::nullopt : is_for_server(value, one->getLHS());
      if (for_server == false || (is_decided && one == nullptr)) excluded = true;
      if (for_server == true) matches = true;
      const auto number = label_value(label);
      if (value.is(Value::Kind::number) && number)
        (*number == value.number ? matches : excluded) = true;
    }
    if (excluded && !matches && !runs_on) continue;
    SentGuard guard;
    guard.text = source({part.labels.front()->getBeginLoc(), part.labels.front()->getColonLoc()});
    guard.place = place(part.labels.front()->getSourceRange());
    const bool plain = by_version || matches;
    if (!plain) guards_.push_back(std::move(guard));
    Flow flow = Flow::next;
    for (const clang::Stmt* inner : part.statements) {
      flow = run(inner);
      if (flow != Flow::next) break;
    }
    if (!plain) guards_.pop_back();
    runs_on = matches && flow == Flow::next;
    if (matches && flow == Flow::return_) return flow;
    if (!by_version && !matches && !falls) {
      const Snapshot after = snapshot();
      restore(before);
      merge(after);
    }
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run_for(const clang::ForStmt* statement) {
  if (statement->getInit() != nullptr) run(statement->getInit());
  for (int turn = 0; turn < kMostTurns; ++turn) {
    const auto goes_on =
        statement->getCond() == nullptr ? std::nullopt : truth(statement->getCond());
    if (!goes_on) {
      SentGuard guard;
      guard.kind = SentGuard::Kind::loop;
      const clang::SourceRange head(statement->getBeginLoc(), statement->getRParenLoc());
      guard.text = source(head);
      guard.place = place(head);
      const Flow flow = run_once(statement->getBody(), std::move(guard));
      if (statement->getInc() != nullptr) evaluate(statement->getInc());
      return flow == Flow::return_ && statement->getCond() == nullptr ? flow : Flow::next;
    }
    if (!*goes_on) return Flow::next;
    const Flow flow = run(statement->getBody());
    if (flow == Flow::break_) return Flow::next;
    if (flow == Flow::return_) return flow;
    if (statement->getInc() != nullptr) evaluate(statement->getInc());
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run_range_for(const clang::CXXForRangeStmt* statement) {
  if (statement->getInit() != nullptr) run(statement->getInit());
  const clang::VarDecl* variable = statement->getLoopVariable();
  const auto* names = llvm::dyn_cast<clang::DecompositionDecl>(variable);
  const auto set = [&](const Value& value) {
    if (names != nullptr) {
      bind(names, value);
    } else {
      variables_[variable] = std::make_shared<Value>(value);
    }
  };
  const Value range = evaluate(statement->getRangeInit());
  if (!range.is_list()) {
    set(Value::unknown(variable->getNameAsString(),
                       place(statement->getRangeInit()->getSourceRange())));
    SentGuard guard;
    guard.kind = SentGuard::Kind::loop;
    const clang::SourceRange head(statement->getBeginLoc(), statement->getRParenLoc());
    guard.text = source(head);
    guard.place = place(head);
    run_once(statement->getBody(), std::move(guard));
    return Flow::next;
  }
  const auto items = range.items;
  for (const Value& item : *items) {
    set(item);
    const Flow flow = run(statement->getBody());
    if (flow == Flow::break_) break;
    if (flow == Flow::return_) return flow;
  }
  return Flow::next;
}

Interpreter::Flow Interpreter::run_while(const clang::Expr* condition, const clang::Stmt* body,
                                         bool body_first) {
  for (int turn = 0; turn < kMostTurns; ++turn) {
    if (!body_first || turn > 0) {
      const auto goes_on = truth(condition);
      if (!goes_on) {
        if (body_first) return Flow::next;
        SentGuard guard = this->guard(condition, true);
        guard.kind = SentGuard::Kind::loop;
        run_once(body, std::move(guard));
        return Flow::next;
      }
      if (!*goes_on) return Flow::next;
    }
    const Flow flow = run(body);
    if (flow == Flow::break_) return Flow::next;
    if (flow == Flow::return_) return flow;
  }
  return Flow::next;
}

void Interpreter::declare(const clang::VarDecl* variable) {
  if (variable->isStaticLocal() && variables_.contains(variable)) return;
  const clang::QualType type = variable->getType();
  const Place at = place(variable->getSourceRange());
  if (const HolderType* holder = holder_of(type); holder != nullptr && !type->isReferenceType()) {
    if (variable->getInit() != nullptr) evaluate_children(variable->getInit());
    Value value;
    value.kind = Value::Kind::transaction;
    value.held = std::make_shared<HeldTransaction>();
    value.held->commits_at_end = holder->commits_at_end;
    value.held->is_savepoint = holder->is_savepoint;
    const Cell cell = std::make_shared<Value>(value);
    variables_[variable] = cell;
    send_control(holder->is_savepoint ? "SAVEPOINT miglint_subtransaction" : "BEGIN", at, "");
    if (!blocks_.empty()) blocks_.back().push_back({cell, nullptr, at});
    return;
  }
  const clang::Expr* init = variable->getInit();
  if (type->isReferenceType() && init != nullptr) {
    if (const auto* named = llvm::dyn_cast<clang::DeclRefExpr>(init->IgnoreParenImpCasts())) {
      const auto found = variables_.find(named->getDecl());
      if (found != variables_.end()) {
        variables_[variable] = found->second;
        return;
      }
    }
  }
  variables_[variable] =
      std::make_shared<Value>(init == nullptr ? default_of(type) : evaluate(init));
  const auto* record = type->getAsCXXRecordDecl();
  if (record == nullptr || !record->hasDefinition() || record->hasTrivialDestructor()) return;
  const clang::CXXDestructorDecl* destructor = record->getDestructor();
  if (destructor != nullptr && destructor->hasBody() &&
      !context_.getSourceManager().isInSystemHeader(destructor->getLocation()) && !blocks_.empty())
    blocks_.back().push_back({nullptr, record, at});
}

void Interpreter::bind(const clang::DecompositionDecl* names, const Value& value) {
  std::size_t index = 0;
  for (const clang::BindingDecl* name : names->bindings()) {
    Value item = value.is_list() && index < value.items->size()
                     ? (*value.items)[index]
                     : Value::unknown(name->getNameAsString(), place(names->getSourceRange()));
    ++index;
    variables_[name] = std::make_shared<Value>(std::move(item));
  }
}

}  // namespace miglint::cxx
