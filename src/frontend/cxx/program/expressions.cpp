// Expressions to values.
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

#include <algorithm>

#include "frontend/cxx/program/interpreter.h"
#include "frontend/cxx/program/literal.h"

namespace miglint::cxx {
namespace {

/// The only string literal in an expression that a macro of a library has made, as QStringLiteral.
const clang::StringLiteral* only_literal(const clang::Stmt* in) {
  const clang::StringLiteral* found = nullptr;
  std::vector<const clang::Stmt*> waiting{in};
  while (!waiting.empty()) {
    const clang::Stmt* at = waiting.back();
    waiting.pop_back();
    if (at == nullptr) continue;
    if (const auto* literal = llvm::dyn_cast<clang::StringLiteral>(at)) {
      if (found != nullptr && found != literal) return nullptr;
      found = literal;
      continue;
    }
    if (const auto* declared = llvm::dyn_cast<clang::DeclStmt>(at)) {
      for (const clang::Decl* decl : declared->decls())
        if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl))
          waiting.push_back(variable->getInit());
    }
    if (const auto* lambda = llvm::dyn_cast<clang::LambdaExpr>(at)) {
      waiting.push_back(lambda->getBody());
      continue;
    }
    for (const clang::Stmt* child : at->children())
      waiting.push_back(child);
  }
  return found;
}

/// Entries as a map holds them, if all of their keys are known.
std::vector<Value> by_key(std::vector<Value> entries) {
  const auto has_key = [&](Value::Kind kind) {
    return std::ranges::all_of(entries, [&](const Value& entry) {
      return entry.is_list() && entry.items->size() == 2 && entry.items->front().is(kind);
    });
  };
  if (has_key(Value::Kind::number)) {
    std::ranges::stable_sort(entries, {},
                             [](const Value& entry) { return entry.items->front().number; });
  } else if (has_key(Value::Kind::text)) {
    std::ranges::stable_sort(entries, {},
                             [](const Value& entry) { return entry.items->front().text.flat(); });
  }
  return entries;
}

}  // namespace

Value Interpreter::unknown_at(const clang::Expr* expression) const {
  const clang::QualType type = expression->getType();
  const bool is_number = !type.isNull() && type->isArithmeticType() && !type->isAnyCharacterType();
  return Value::unknown(short_origin(source(expression->getSourceRange())),
                        place(expression->getSourceRange()), is_number);
}

Text Interpreter::literal(const clang::StringLiteral* literal) {
  const clang::SourceManager& sources = context_.getSourceManager();
  Text text;
  for (unsigned i = 0; i < literal->getNumConcatenated(); ++i) {
    const clang::SourceLocation token = literal->getStrTokenLoc(i);
    const clang::SourceLocation at = sources.getSpellingLoc(token);
    const bool in_file = sources.isInMainFile(at);
    const unsigned size = clang::Lexer::MeasureTokenLength(at, sources, context_.getLangOpts());
    bool invalid = false;
    const char* data = sources.getCharacterData(at, &invalid);
    if (invalid) return Text(literal->getString());
    text.append(literal_text({data, size}, in_file ? sources.getFileOffset(at) : 0, in_file,
                             in_file ? Place{} : place(token)));
  }
  return text;
}

Value Interpreter::evaluate(const clang::Expr* expression) {
  if (expression == nullptr) return {};
  ++steps_;
  // What a library's macro makes of a literal is that literal.
  const clang::SourceManager& sources = context_.getSourceManager();
  const clang::SourceLocation begin = expression->getBeginLoc();
  const clang::SourceLocation end = expression->getEndLoc();
  if (begin.isMacroID() && end.isMacroID() &&
      sources.getExpansionLoc(begin) == sources.getExpansionLoc(end) &&
      llvm::isa<clang::CallExpr>(expression->IgnoreImplicit())) {
    const clang::StringRef macro =
        clang::Lexer::getImmediateMacroName(begin, sources, context_.getLangOpts());
    if (macro == "QStringLiteral" || macro == "QByteArrayLiteral" || macro == "FMT_STRING" ||
        macro == "QT_UNICODE_LITERAL" || macro == "FMT_COMPILE" || macro == "QStringLiteralImpl") {
      if (const clang::StringLiteral* found = only_literal(expression))
        return Value::of(literal(found));
    }
  }
  return evaluate_plain(expression);
}

Value Interpreter::evaluate_plain(const clang::Expr* given) {
  const clang::Expr* e = given->IgnoreParens();
  using namespace clang;  // The classes of the tree.
  if (const auto* x = llvm::dyn_cast<StringLiteral>(e)) return Value::of(literal(x));
  if (const auto* x = llvm::dyn_cast<FullExpr>(e)) return evaluate(x->getSubExpr());
  if (const auto* x = llvm::dyn_cast<MaterializeTemporaryExpr>(e)) return evaluate(x->getSubExpr());
  if (const auto* x = llvm::dyn_cast<CXXBindTemporaryExpr>(e)) return evaluate(x->getSubExpr());
  if (const auto* x = llvm::dyn_cast<CXXStdInitializerListExpr>(e))
    return evaluate(x->getSubExpr());
  if (const auto* x = llvm::dyn_cast<SubstNonTypeTemplateParmExpr>(e))
    return evaluate(x->getReplacement());
  if (const auto* x = llvm::dyn_cast<CXXDefaultArgExpr>(e)) return evaluate(x->getExpr());
  if (const auto* x = llvm::dyn_cast<CXXDefaultInitExpr>(e)) return evaluate(x->getExpr());
  if (const auto* x = llvm::dyn_cast<ConstantExpr>(e)) return evaluate(x->getSubExpr());
  if (const auto* x = llvm::dyn_cast<UserDefinedLiteral>(e)) {
    const Expr* cooked = x->getNumArgs() > 0 ? x->getArg(0) : nullptr;
    return cooked == nullptr ? unknown_at(e) : evaluate(cooked);
  }
  if (const auto* x = llvm::dyn_cast<CastExpr>(e)) {
    if (const auto* conversion =
            llvm::dyn_cast_or_null<CXXConversionDecl>(x->getConversionFunction())) {
      // A string's conversion gives its text; of other classes what they return.
      if (conversion->getConversionType()->isBooleanType()) return unknown_at(e);
    }
    if (x->getCastKind() == CK_NullToPointer) return Value::null();
    Value value = evaluate(x->getSubExpr());
    if (x->getCastKind() == CK_PointerToBoolean && value.is_text())
      return Value::of(std::int64_t{1});
    return value;
  }
  if (llvm::isa<CXXNullPtrLiteralExpr>(e) || llvm::isa<GNUNullExpr>(e)) return Value::null();
  if (const auto* x = llvm::dyn_cast<IntegerLiteral>(e))
    return Value::of(static_cast<std::int64_t>(x->getValue().getLimitedValue()));
  if (const auto* x = llvm::dyn_cast<CXXBoolLiteralExpr>(e))
    return Value::of(std::int64_t{x->getValue() ? 1 : 0});
  if (const auto* x = llvm::dyn_cast<CharacterLiteral>(e)) {
    Value value = Value::of(static_cast<std::int64_t>(x->getValue()));
    return value;
  }
  if (const auto* x = llvm::dyn_cast<DeclRefExpr>(e)) return evaluate_variable(x->getDecl(), x);
  if (const auto* x = llvm::dyn_cast<MemberExpr>(e)) return evaluate_member(x);
  if (const auto* x = llvm::dyn_cast<CXXOperatorCallExpr>(e)) return evaluate_operator(x);
  if (const auto* x = llvm::dyn_cast<CallExpr>(e)) return evaluate_call(x);
  if (const auto* x = llvm::dyn_cast<BinaryOperator>(e)) return evaluate_binary(x);
  if (const auto* x = llvm::dyn_cast<CXXConstructExpr>(e)) return evaluate_construction(x);
  if (const auto* x = llvm::dyn_cast<InitListExpr>(e)) return evaluate_list(x);
  if (const auto* x = llvm::dyn_cast<CXXUnresolvedConstructExpr>(e)) {
    return x->getNumArgs() == 1 ? evaluate(x->getArg(0)) : evaluate_children(e);
  }
  if (const auto* x = llvm::dyn_cast<AbstractConditionalOperator>(e)) {
    const auto known = truth(x->getCond());
    if (known) return evaluate(*known ? x->getTrueExpr() : x->getFalseExpr());
    const Value first = evaluate(x->getTrueExpr());
    return Value::choice(first, evaluate(x->getFalseExpr()));
  }
  if (const auto* x = llvm::dyn_cast<ArraySubscriptExpr>(e)) {
    const Value of = evaluate(x->getBase());
    const Value found = element(of, evaluate(x->getIdx()));
    return found.is(Value::Kind::unknown) ? unknown_at(e) : found;
  }
  if (const auto* x = llvm::dyn_cast<LambdaExpr>(e)) {
    Value value;
    value.kind = Value::Kind::function;
    value.function = x->getCallOperator();
    return value;
  }
  if (const auto* x = llvm::dyn_cast<UnaryOperator>(e)) {
    if (x->getOpcode() == UO_LNot) {
      const auto known = truth(x->getSubExpr());
      return known ? Value::of(std::int64_t{*known ? 0 : 1}) : unknown_at(e);
    }
    if (x->isIncrementDecrementOp()) {
      Value* at = place_of(x->getSubExpr());
      if (at == nullptr) return unknown_at(e);
      const Value before = *at;
      if (at->is(Value::Kind::number) || at->is(Value::Kind::position)) {
        at->number += x->isIncrementOp() ? 1 : -1;
      } else {
        *at = unknown_at(x->getSubExpr());
      }
      return x->isPostfix() ? before : *at;
    }
    Value value = evaluate(x->getSubExpr());
    if (x->getOpcode() == UO_Deref) {
      if (value.is(Value::Kind::position)) {
        const auto index = static_cast<std::size_t>(value.number);
        return value.number >= 0 && index < value.items->size() ? (*value.items)[index]
                                                                : unknown_at(e);
      }
      if (value.is_list() && !value.items->empty() && x->getSubExpr()->getType()->isPointerType())
        return value.items->front();
      return value;
    }
    if (x->getOpcode() == UO_AddrOf || x->getOpcode() == UO_Plus) return value;
    if (x->getOpcode() == UO_Minus && value.is(Value::Kind::number))
      return Value::of(-value.number);
    return unknown_at(e);
  }
  if (const auto* x = llvm::dyn_cast<CXXThrowExpr>(e)) {
    return x->getSubExpr() == nullptr ? Value() : evaluate_children(x);
  }
  if (const auto* x = llvm::dyn_cast<StmtExpr>(e)) {
    run(x->getSubStmt());
    return unknown_at(e);
  }
  if (const auto* x = llvm::dyn_cast<CoroutineSuspendExpr>(e)) return evaluate(x->getOperand());
  if (const auto* x = llvm::dyn_cast<DependentCoawaitExpr>(e)) return evaluate(x->getOperand());
  if (const auto* x = llvm::dyn_cast<ParenListExpr>(e))
    return x->getNumExprs() == 1 ? evaluate(const_cast<ParenListExpr*>(x)->getExpr(0))
                                 : evaluate_children(e);
  if (llvm::isa<RecoveryExpr>(e)) return evaluate_unresolved(e);
  if (!e->isValueDependent() && !e->getType().isNull() &&
      e->getType()->isIntegralOrEnumerationType()) {
    Expr::EvalResult result;
    if (e->EvaluateAsInt(result, context_)) return Value::of(result.Val.getInt().getExtValue());
  }
  if (const auto* x = llvm::dyn_cast<CXXNewExpr>(e)) {
    if (x->getConstructExpr() != nullptr) return evaluate(x->getConstructExpr());
  }
  evaluate_children(e);
  return unknown_at(e);
}

Value Interpreter::evaluate_children(const clang::Expr* expression) {
  for (const clang::Stmt* child : expression->children())
    if (const auto* inner = llvm::dyn_cast_or_null<clang::Expr>(child)) evaluate(inner);
  return unknown_at(expression);
}

Value Interpreter::join(const Value& a, const Value& b) {
  using Kind = Value::Kind;
  if (a.is(Kind::choice) || b.is(Kind::choice)) {
    const std::vector<Value> one{a};
    const std::vector<Value> other{b};
    const auto& first = a.is(Kind::choice) ? *a.items : one;
    const auto& second = b.is(Kind::choice) ? *b.items : other;
    Value all = join(first.front(), second.front());
    for (const Value& x : first)
      for (const Value& y : second)
        all = Value::choice(all, join(x, y));
    return all;
  }
  Text text = as_text(a);
  text.append(as_text(b));
  return Value::of(std::move(text));
}

Value Interpreter::evaluate_binary(const clang::BinaryOperator* expression) {
  const clang::Expr* left = expression->getLHS();
  const clang::Expr* right = expression->getRHS();
  using Kind = Value::Kind;
  if (expression->isAssignmentOp()) {
    const Value value = evaluate(right);
    Value* at = place_of(left);
    if (at == nullptr) {
      evaluate(left);
      return value;
    }
    if (expression->getOpcode() == clang::BO_Assign) {
      *at = value;
    } else if (at->is(Kind::number) && value.is(Kind::number) &&
               (expression->getOpcode() == clang::BO_AddAssign ||
                expression->getOpcode() == clang::BO_SubAssign)) {
      at->number += expression->getOpcode() == clang::BO_AddAssign ? value.number : -value.number;
    } else if (expression->getOpcode() == clang::BO_AddAssign && at->is_text()) {
      *at = join(*at, value);
    } else {
      *at = unknown_at(left);
    }
    return *at;
  }
  if (expression->isLogicalOp()) {
    const auto known = truth(expression);
    return known ? Value::of(std::int64_t{*known ? 1 : 0}) : unknown_at(expression);
  }
  const Value a = evaluate(left);
  const Value b = evaluate(right);
  switch (expression->getOpcode()) {
    case clang::BO_Comma:
      return b;
    case clang::BO_Add:
      if (a.is(Kind::number) && b.is(Kind::number)) return Value::of(a.number + b.number);
      if (a.is_list() && b.is(Kind::number) && left->getType()->isPointerType()) {
        Value moved = a;
        moved.kind = Kind::position;
        moved.number = b.number;
        return moved;
      }
      if (a.is(Kind::position) && b.is(Kind::number)) {
        Value moved = a;
        moved.number += b.number;
        return moved;
      }
      if (a.is_text() || b.is_text() || a.is(Kind::choice) || b.is(Kind::choice)) return join(a, b);
      return unknown_at(expression);
    case clang::BO_Sub:
      if (a.is(Kind::number) && b.is(Kind::number)) return Value::of(a.number - b.number);
      if (a.is(Kind::position) && b.is(Kind::position)) return Value::of(a.number - b.number);
      return unknown_at(expression);
    case clang::BO_Mul:
      if (a.is(Kind::number) && b.is(Kind::number)) return Value::of(a.number * b.number);
      return unknown_at(expression);
    case clang::BO_Div:
      if (a.is(Kind::number) && b.is(Kind::number) && b.number != 0)
        return Value::of(a.number / b.number);
      return unknown_at(expression);
    case clang::BO_Rem:
      if (a.is(Kind::number) && b.is(Kind::number) && b.number != 0)
        return Value::of(a.number % b.number);
      return unknown_at(expression);
    default:
      break;
  }
  if (expression->isComparisonOp()) {
    auto known = compare(expression->getOpcode(), a, b);
    if (!known && expression->isEqualityOp()) {
      known = is_for_server(a, right);
      if (!known) known = is_for_server(b, left);
      if (known && expression->getOpcode() == clang::BO_NE) known = !*known;
    }
    if (known) return Value::of(std::int64_t{*known ? 1 : 0});
  }
  return unknown_at(expression);
}

Value Interpreter::evaluate_list(const clang::InitListExpr* given) {
  const clang::InitListExpr* list =
      given->getSemanticForm() != nullptr ? given->getSemanticForm() : given;
  std::vector<Value> items;
  for (const clang::Expr* item : list->inits()) {
    if (llvm::isa<clang::ImplicitValueInitExpr>(item)) {
      items.push_back(default_of(item->getType()));
    } else {
      items.push_back(evaluate(item));
    }
  }
  if (const clang::Expr* filler = list->getArrayFiller();
      filler != nullptr && list->getType()->isConstantArrayType()) {
    const auto* type = context_.getAsConstantArrayType(list->getType());
    constexpr std::uint64_t kMost = 4096;
    const std::uint64_t size = std::min(type->getSize().getZExtValue(), kMost);
    while (items.size() < size)
      items.push_back(default_of(type->getElementType()));
  }
  const clang::QualType type = list->getType();
  if (type->isArrayType() && type->getBaseElementTypeUnsafe()->isAnyCharacterType() &&
      items.size() == 1 && items.front().is_text())
    return items.front();
  // std::array holds an array.
  if (items.size() == 1 && items.front().is_list() &&
      is_of(type->getAsCXXRecordDecl(), "std::array"))
    return items.front();
  if (items.size() == 1 && !type->isArrayType() && type->getAsCXXRecordDecl() == nullptr &&
      !type->isVoidType() && !type->isDependentType())
    return items.front();
  return Value::list(std::move(items));
}

Value Interpreter::evaluate_construction(const clang::CXXConstructExpr* expression) {
  const clang::CXXConstructorDecl* constructor = expression->getConstructor();
  const clang::CXXRecordDecl* record = constructor->getParent();
  std::vector<Argument> arguments;
  for (const clang::Expr* argument : expression->arguments()) {
    if (llvm::isa<clang::CXXDefaultArgExpr>(argument)) continue;
    arguments.push_back({argument, evaluate(argument)});
  }
  Call call;
  call.expression = expression;
  call.function = constructor;
  call.name = record->getNameAsString();
  call.of = record->getQualifiedNameAsString();
  for (const Argument& argument : arguments)
    call.arguments.push_back(argument.expression);
  if (!constructor->isCopyOrMoveConstructor() && send_by(call, arguments))
    return unknown_at(expression);
  if (arguments.empty()) {
    Value value = default_of(expression->getType());
    if (!value.is(Value::Kind::unknown)) return value;
  }
  const bool is_system = context_.getSourceManager().isInSystemHeader(constructor->getLocation());
  // What the constructor of a class of the program does is part of what is run.
  if (!is_system && !constructor->isCopyOrMoveConstructor() && constructor->hasBody() &&
      !constructor->isDefaulted() && !dull_.contains(constructor)) {
    const std::size_t seen = senders_seen_;
    call_body(constructor, arguments, std::vector<Cell>(arguments.size()));
    if (senders_seen_ == seen) dull_.insert(constructor);
  }
  if ((record->getName() == "map" || record->getName() == "QMap") && !arguments.empty() &&
      arguments.front().value.is_list())
    return Value::list(by_key(*arguments.front().value.items));
  // A string of a string is that string: std::string, QString, pqxx::zview, a query's class.
  if (arguments.size() == 1) {
    Value& only = arguments.front().value;
    if (expression->isListInitialization() && expression->isStdInitListInitialization() &&
        !only.is_list())
      return Value::list({only});
    if (!only.is(Value::Kind::number)) return only;
    return unknown_at(expression);
  }
  if (!arguments.empty()) {
    const Value& first = arguments.front().value;
    const bool is_string = record->getName().contains_insensitive("string") ||
                           record->getName().contains_insensitive("QByteArray") ||
                           record->getName() == "zview" || record->getName() == "Query";
    if (is_string && (first.is_text() || first.is(Value::Kind::choice))) return first;
    if (first.is_list() && is_system) return first;
    if (first.is(Value::Kind::position) && arguments.size() == 2) return Value::list(*first.items);
    std::vector<Value> items;
    for (const Argument& argument : arguments)
      items.push_back(argument.value);
    if (!is_string) return Value::list(std::move(items));
  }
  return unknown_at(expression);
}

}  // namespace miglint::cxx
