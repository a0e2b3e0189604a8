// Calls: those that send SQL, and those whose body is part of what is run.
#include <clang/Basic/SourceManager.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "frontend/cxx/program/interpreter.h"
#include "frontend/cxx/program/sql_shape.h"

namespace miglint::cxx {
Interpreter::Call Interpreter::describe(const clang::CallExpr* expression) const {
  Call call;
  call.expression = expression;
  for (const clang::Expr* argument : expression->arguments())
    if (!llvm::isa<clang::CXXDefaultArgExpr>(argument)) call.arguments.push_back(argument);
  call.function = expression->getDirectCallee();
  if (const auto* method = llvm::dyn_cast<clang::CXXMemberCallExpr>(expression))
    call.object = method->getImplicitObjectArgument();
  if (call.function != nullptr) {
    call.name = call.function->getNameAsString();
    if (const auto* parent = llvm::dyn_cast<clang::NamedDecl>(call.function->getDeclContext()))
      call.of = parent->getQualifiedNameAsString();
    return call;
  }
  const clang::Expr* callee = expression->getCallee()->IgnoreParenImpCasts();
  if (const auto* lookup = llvm::dyn_cast<clang::OverloadExpr>(callee)) {
    call.name = lookup->getName().getAsString();
    if (const auto* member = llvm::dyn_cast<clang::UnresolvedMemberExpr>(callee))
      call.object = member->isImplicitAccess() ? nullptr : member->getBase();
  } else if (const auto* member = llvm::dyn_cast<clang::CXXDependentScopeMemberExpr>(callee)) {
    call.name = member->getMember().getAsString();
    if (!member->isImplicitAccess()) call.object = member->getBase();
  } else if (const auto* scoped = llvm::dyn_cast<clang::DependentScopeDeclRefExpr>(callee)) {
    call.name = scoped->getDeclName().getAsString();
  } else if (const auto* known = llvm::dyn_cast<clang::MemberExpr>(callee)) {
    call.name = known->getMemberDecl()->getNameAsString();
    call.object = known->getBase();
  }
  return call;
}

Value Interpreter::evaluate_call(const clang::CallExpr* expression) {
  Call call = describe(expression);
  std::vector<Argument> arguments;
  for (const clang::Expr* argument : call.arguments)
    arguments.push_back({argument, evaluate(argument)});
  if (call.function != nullptr && (call.name == "make_shared" || call.name == "make_unique")) {
    // The object that is made is what is called.
    if (const auto* made = call.function->getTemplateSpecializationArgs();
        made != nullptr && made->size() > 0 &&
        made->get(0).getKind() == clang::TemplateArgument::Type) {
      if (const auto* record = made->get(0).getAsType()->getAsCXXRecordDecl()) {
        call.name = record->getNameAsString();
        call.of = record->getQualifiedNameAsString();
        send_as_guessed(call, arguments);
        return arguments.size() == 1 ? arguments.front().value : unknown_at(expression);
      }
    }
  }
  if (run_control(call) || send_by(call, arguments)) return unknown_at(expression);
  if (auto value = call_on_text(call, arguments)) return *value;
  if (auto value = call_on_list(call, arguments)) return *value;
  if (auto value = call_library(call, arguments)) return *value;
  if (call.object != nullptr && call.name != "exec") {
    const clang::Expr* object = call.object->IgnoreUnlessSpelledInSource();
    // A chain of calls, each on what the one before gives.
    if (llvm::isa<clang::CallExpr>(object) || llvm::isa<clang::CXXConstructExpr>(object))
      evaluate(call.object);
  }
  const std::size_t seen = senders_seen_;
  const Value result = run_body(call, arguments);
  if (senders_seen_ == seen) send_as_guessed(call, arguments);
  forget_changed(call, arguments);
  if (result.is(Value::Kind::unknown) || result.is(Value::Kind::null))
    return unknown_at(expression);
  return result;
}

Value Interpreter::run_body(const Call& call, const std::vector<Argument>& arguments) {
  const clang::FunctionDecl* function = call.function;
  if (function == nullptr) {
    const auto* plain = llvm::dyn_cast_or_null<clang::CallExpr>(call.expression);
    const Value callee = plain == nullptr ? Value() : evaluate(plain->getCallee());
    if (callee.is(Value::Kind::function)) function = callee.function;
  }
  const clang::FunctionDecl* definition = nullptr;
  const bool has_body = function != nullptr && function->hasBody(definition);
  const bool is_system =
      has_body && context_.getSourceManager().isInSystemHeader(definition->getLocation());
  if (!has_body || is_system) {
    // What is given a function calls it.
    for (const Argument& argument : arguments) {
      if (!argument.value.is(Value::Kind::function) || argument.value.function == nullptr) continue;
      const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(argument.value.function);
      if (method != nullptr && method->getParent()->isLambda()) call_body(method, {}, {});
    }
    return {};
  }
  if (dull_.contains(definition)) return {};
  std::vector<Cell> references(arguments.size());
  bool changes_arguments = false;
  for (unsigned i = 0; i < definition->getNumParams() && i < arguments.size(); ++i) {
    const clang::QualType type = definition->getParamDecl(i)->getType();
    if (!type->isReferenceType() || type.getNonReferenceType().isConstQualified()) continue;
    changes_arguments = true;
    if (const auto* named =
            llvm::dyn_cast<clang::DeclRefExpr>(arguments[i].expression->IgnoreParenImpCasts())) {
      const auto found = variables_.find(named->getDecl());
      if (found != variables_.end()) references[i] = found->second;
    }
  }
  const std::size_t seen = senders_seen_;
  Value result = call_body(definition, arguments, references);
  const bool gives_something = !result.is(Value::Kind::unknown) && !result.is(Value::Kind::null);
  if (senders_seen_ == seen && !gives_something && !changes_arguments && stack_.size() < 8)
    dull_.insert(definition);
  return result;
}

/// What a function is given to write to is not known behind the call.
void Interpreter::forget_changed(const Call& call, const std::vector<Argument>& arguments) {
  static constexpr std::array<std::string_view, 5> kReadOnly{"use", "move", "forward", "get",
                                                             "swap"};
  if (std::ranges::find(kReadOnly, call.name) != kReadOnly.end()) return;
  const clang::FunctionDecl* definition = nullptr;
  const bool was_followed = call.function != nullptr && call.function->hasBody(definition) &&
                            entered_.contains(definition->getCanonicalDecl());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const clang::Expr* given = arguments[i].expression->IgnoreParenImpCasts();
    const bool has_type = call.function != nullptr && i < call.function->getNumParams();
    const clang::QualType type =
        has_type ? call.function->getParamDecl(static_cast<unsigned>(i))->getType()
                 : clang::QualType();
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(given);
    const bool is_address = address != nullptr && address->getOpcode() == clang::UO_AddrOf;
    const bool by_reference = has_type && type->isReferenceType() &&
                              !type.getNonReferenceType().isConstQualified() && !was_followed;
    if (is_address) given = address->getSubExpr()->IgnoreParenImpCasts();
    if (!is_address && !by_reference) continue;
    const auto* named = llvm::dyn_cast<clang::DeclRefExpr>(given);
    const auto found = named == nullptr ? variables_.end() : variables_.find(named->getDecl());
    if (found == variables_.end() || found->second->is(Value::Kind::transaction) ||
        found->second->is(Value::Kind::function))
      continue;
    *found->second = unknown_at(named);
  }
}

Value Interpreter::evaluate_operator(const clang::CXXOperatorCallExpr* expression) {
  const unsigned count = expression->getNumArgs();
  const clang::Expr* left = count > 0 ? expression->getArg(0) : nullptr;
  const clang::Expr* right = count > 1 ? expression->getArg(1) : nullptr;
  using Kind = Value::Kind;
  switch (expression->getOperator()) {
    case clang::OO_Equal: {
      const Value value = evaluate(right);
      Value* at = place_of(left);
      if (at == nullptr) {
        evaluate(left);
        return value;
      }
      if (!at->is(Kind::transaction)) *at = value;
      return value;
    }
    case clang::OO_PlusEqual: {
      const Value value = evaluate(right);
      Value* at = place_of(left);
      if (at == nullptr) return unknown_at(expression);
      if (at->is_list()) {
        at->own_items().push_back(value);
      } else if (value.is(Kind::number) && right->getType()->isAnyCharacterType()) {
        *at = join(*at, Value::of(Text(std::string(1, static_cast<char>(value.number)),
                                       place(right->getSourceRange()))));
      } else {
        *at = join(*at, value);
      }
      return *at;
    }
    case clang::OO_Plus: {
      if (count < 2) break;
      Value a = evaluate(left);
      Value b = evaluate(right);
      for (auto [value, of] : {std::pair(&a, left), std::pair(&b, right)}) {
        if (value->is(Kind::number) && of->getType()->isAnyCharacterType())
          *value = Value::of(Text(std::string(1, static_cast<char>(value->number))));
      }
      if (a.is(Kind::position) && b.is(Kind::number)) {
        a.number += b.number;
        return a;
      }
      if (a.is_list() && b.is_list()) {
        std::vector<Value> items = *a.items;
        items.insert(items.end(), b.items->begin(), b.items->end());
        return Value::list(std::move(items));
      }
      const auto is_part = [](const Value& value) {
        return is_textual(value) || (value.is(Kind::unknown) && !value.is_number);
      };
      return is_part(a) || is_part(b) ? join(a, b) : unknown_at(expression);
    }
    case clang::OO_LessLess: {
      if (try_stream(expression)) return unknown_at(expression);
      const Value value = evaluate(right);
      Value* at = place_of(left);
      if (at == nullptr) {
        if (!llvm::isa<clang::DeclRefExpr>(left->IgnoreParenImpCasts())) evaluate(left);
        return unknown_at(expression);
      }
      if (at->is_text()) *at = join(*at, value);
      if (at->is_list()) at->own_items().push_back(value);
      return *at;
    }
    case clang::OO_Subscript: {
      const Value of = evaluate(left);
      const Value index = evaluate(right);
      const Value found = element(of, index);
      if (!found.is(Kind::unknown)) return found;
      if (of.is_list()) {
        for (const Value& entry : *of.items) {
          if (entry.is_list() && entry.items->size() == 2 && same(entry.items->front(), index))
            return entry.items->back();
        }
      }
      return unknown_at(expression);
    }
    case clang::OO_Star:
      if (count == 1) {
        const Value of = evaluate(left);
        if (of.is(Kind::position)) return element(of, Value::of(std::int64_t{0}));
        return of;
      }
      break;
    case clang::OO_Arrow:
      return evaluate(left);
    case clang::OO_PlusPlus:
    case clang::OO_MinusMinus: {
      Value* at = place_of(left);
      if (at == nullptr || !at->is(Kind::position)) break;
      const Value before = *at;
      at->number += expression->getOperator() == clang::OO_PlusPlus ? 1 : -1;
      return count == 2 ? before : *at;
    }
    case clang::OO_EqualEqual:
    case clang::OO_ExclaimEqual: {
      if (count < 2) break;
      const Value a = evaluate(left);
      const Value b = evaluate(right);
      const bool equal = expression->getOperator() == clang::OO_EqualEqual;
      auto known = compare(clang::BO_EQ, a, b);
      if (!known) known = is_for_server(a, right);
      if (!known) known = is_for_server(b, left);
      return known ? Value::of(std::int64_t{*known == equal ? 1 : 0}) : unknown_at(expression);
    }
    case clang::OO_Call: {
      std::vector<Argument> arguments;
      for (unsigned i = 1; i < count; ++i)
        arguments.push_back({expression->getArg(i), evaluate(expression->getArg(i))});
      const Value callee = evaluate(left);
      if (callee.is(Kind::function) && callee.function != nullptr) {
        const Value result =
            call_body(callee.function, arguments, std::vector<Cell>(arguments.size()));
        return result.is(Kind::unknown) || result.is(Kind::null) ? unknown_at(expression) : result;
      }
      return unknown_at(expression);
    }
    case clang::OO_Comma:
      evaluate(left);
      evaluate(right);
      return unknown_at(expression);
    default:
      break;
  }
  Call call = describe(expression);
  std::vector<Argument> arguments;
  for (const clang::Expr* argument : call.arguments)
    arguments.push_back({argument, evaluate(argument)});
  const Value result = run_body(call, arguments);
  return result.is(Value::Kind::unknown) ? unknown_at(expression) : result;
}

/// A call that Clang could not resolve, because something of it is not declared.
Value Interpreter::evaluate_unresolved(const clang::Expr* expression) {
  const std::string text = source(expression->getSourceRange());
  const std::size_t bracket = text.find('(');
  std::string name;
  if (bracket != text.npos) {
    std::size_t begin = bracket;
    while (begin > 0 && (std::isalnum(static_cast<unsigned char>(text[begin - 1])) != 0 ||
                         text[begin - 1] == '_'))
      --begin;
    name = text.substr(begin, bracket - begin);
  }
  Call call;
  call.expression = expression;
  call.name = name;
  std::vector<Argument> arguments;
  for (const clang::Stmt* child : expression->children()) {
    if (const auto* inner = llvm::dyn_cast_or_null<clang::Expr>(child))
      arguments.push_back({inner, evaluate(inner)});
  }
  for (const Argument& argument : arguments)
    call.arguments.push_back(argument.expression);
  if (const std::vector<const clang::Expr*> parts = chain(expression); parts.size() > 1)
    return unknown_at(expression);
  if (!name.empty()) {
    if (auto value = call_library(call, arguments)) return *value;
    const bool is_known =
        std::ranges::any_of(known_apis(), [&](const Api& api) { return api.name == name; }) ||
        std::ranges::any_of(options_.calls,
                            [&](const ConfiguredCall& one) { return one.name == name; });
    if (is_known || is_called_like_a_sender(name)) {
      for (const Argument& argument : arguments) {
        if (!is_textual(argument.value) || !reads_like_sql(first_text(argument.value))) continue;
        Sent how = sent_by(expression, name);
        how.values = 'c';
        for (const Api& api : known_apis()) {
          if (api.name == name && api.of.empty()) {
            how.server = api.server;
            how.values = api.values;
          }
        }
        send(argument.value, how, argument.expression);
        return unknown_at(expression);
      }
    }
  }
  // A string in the brackets of a class that is not declared.
  if (arguments.size() == 1 && is_textual(arguments.front().value)) return arguments.front().value;
  return unknown_at(expression);
}

}  // namespace miglint::cxx
