// Variables, fields and elements: their values, and where values are put.
#include "frontend/cxx/program/interpreter.h"

namespace miglint::cxx {
namespace {

const clang::FieldDecl* field_of(const clang::ValueDecl* decl) {
  return llvm::dyn_cast<clang::FieldDecl>(decl);
}

}  // namespace

Value Interpreter::default_of(clang::QualType type) {
  type = type.getNonReferenceType();
  if (const auto* record = type->getAsCXXRecordDecl()) {
    const llvm::StringRef name = record->getName();
    if (name == "basic_string" || name == "basic_string_view" || name == "QString" ||
        name == "QByteArray" || name.contains("stringstream") || name == "ostringstream" ||
        name == "basic_memory_buffer" || name == "QLatin1String" || name == "QStringView")
      return Value::of(Text());
    if (name == "vector" || name == "QStringList" || name == "QList" || name == "QVector" ||
        name == "list" || name == "deque" || name == "map" || name == "unordered_map")
      return Value::list({});
    return {};
  }
  if (type->isPointerType()) return Value::null();
  return {};
}

Value Interpreter::initial(const clang::VarDecl* variable) {
  const clang::VarDecl* with_init = nullptr;
  const clang::Expr* init = variable->getAnyInitializer(with_init);
  if (init == nullptr) {
    if (const clang::VarDecl* pattern = variable->getTemplateInstantiationPattern())
      init = pattern->getAnyInitializer();
  }
  return init == nullptr ? Value() : evaluate(init);
}

Value Interpreter::evaluate_variable(const clang::ValueDecl* decl, const clang::Expr* at) {
  if (const auto found = variables_.find(decl); found != variables_.end()) {
    const Value& value = *found->second;
    if (value.is(Value::Kind::unknown) && value.text.pieces().empty()) return unknown_at(at);
    Value result = value;
    // Where it is used says more than where it was declared.
    if (result.is(Value::Kind::unknown) && !result.text.pieces().front().place.known()) {
      const bool is_parameter = result.is_parameter;
      const bool is_number = result.is_number;
      result = unknown_at(at);
      result.is_parameter = is_parameter;
      result.is_number = is_number || result.is_number;
    }
    return result;
  }
  if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(decl)) {
    Value value;
    value.kind = Value::Kind::function;
    value.function = function;
    return value;
  }
  if (const auto* constant = llvm::dyn_cast<clang::EnumConstantDecl>(decl)) {
    // The kinds of server are told apart by name, in conditions.
    Value value = Value::of(constant->getInitVal().getExtValue());
    return value;
  }
  if (const auto* variable = llvm::dyn_cast<clang::VarDecl>(decl)) {
    if (const auto known = constants_.find(variable); known != constants_.end())
      return known->second;
    if (variable->hasGlobalStorage()) {
      constants_[variable] = Value();
      Value value = initial(variable);
      if (value.is(Value::Kind::unknown)) value = unknown_at(at);
      // One that changes may be something else by now.
      const bool may_change = !variable->getType().isConstQualified() && !variable->isConstexpr() &&
                              (value.is(Value::Kind::number) || value.is(Value::Kind::null) ||
                               (value.is_text() && value.text.pieces().empty()) ||
                               (value.is_list() && value.items->empty()));
      if (may_change) value = unknown_at(at);
      constants_[variable] = value;
      return value;
    }
  }
  return unknown_at(at);
}

Value Interpreter::evaluate_member(const clang::MemberExpr* expression) {
  const clang::ValueDecl* member = expression->getMemberDecl();
  const clang::Expr* base = expression->getBase();
  if (llvm::isa<clang::VarDecl>(member)) return evaluate_variable(member, expression);
  const clang::FieldDecl* field = field_of(member);
  if (field == nullptr) return unknown_at(expression);
  if (!llvm::isa<clang::CXXThisExpr>(base->IgnoreParenImpCasts())) {
    Value of = evaluate(base);
    if (of.is(Value::Kind::position)) of = element(of, Value::of(std::int64_t{0}));
    if (of.is_list() && field->getFieldIndex() < of.items->size())
      return (*of.items)[field->getFieldIndex()];
  }
  if (const auto found = variables_.find(field); found != variables_.end()) return *found->second;
  if (field->hasInClassInitializer() && field->getInClassInitializer() != nullptr &&
      field->getType().isConstQualified())
    return evaluate(field->getInClassInitializer());
  return unknown_at(expression);
}

Value Interpreter::element(const Value& of, const Value& index) {
  if (of.items == nullptr || !index.is(Value::Kind::number)) return {};
  const std::int64_t at = (of.is(Value::Kind::position) ? of.number : 0) + index.number;
  const bool inside = at >= 0 && static_cast<std::size_t>(at) < of.items->size();
  return inside && !of.is(Value::Kind::choice) ? (*of.items)[static_cast<std::size_t>(at)]
                                               : Value();
}

Value* Interpreter::place_of(const clang::Expr* expression) {
  expression = expression->IgnoreParenImpCasts();
  if (const auto* named = llvm::dyn_cast<clang::DeclRefExpr>(expression)) {
    const auto found = variables_.find(named->getDecl());
    if (found != variables_.end()) return found->second.get();
    const auto* variable = llvm::dyn_cast<clang::VarDecl>(named->getDecl());
    if (variable == nullptr || !variable->hasGlobalStorage()) return nullptr;
    const Cell cell = std::make_shared<Value>(evaluate_variable(variable, named));
    variables_[variable] = cell;
    return cell.get();
  }
  if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(expression)) {
    const clang::FieldDecl* field = field_of(member->getMemberDecl());
    if (field == nullptr) return nullptr;
    if (!llvm::isa<clang::CXXThisExpr>(member->getBase()->IgnoreParenImpCasts())) {
      Value* of = place_of(member->getBase());
      if (of == nullptr) return nullptr;
      if (of->is_list() && field->getFieldIndex() < of->items->size())
        return &of->own_items()[field->getFieldIndex()];
      if (!of->is(Value::Kind::unknown) || !of->text.pieces().empty()) return nullptr;
      // An object whose fields are set one by one.
      std::vector<Value> fields;
      const auto* record = field->getParent();
      for (const clang::FieldDecl* one : record->fields())
        fields.push_back(default_of(one->getType()));
      *of = Value::list(std::move(fields));
      return &of->own_items()[field->getFieldIndex()];
    }
    if (!variables_.contains(field)) {
      const Cell cell = std::make_shared<Value>(evaluate_member(member));
      variables_[field] = cell;
    }
    return variables_[field].get();
  }
  if (const auto* dereference = llvm::dyn_cast<clang::UnaryOperator>(expression);
      dereference != nullptr &&
      (dereference->getOpcode() == clang::UO_Deref || dereference->getOpcode() == clang::UO_AddrOf))
    return place_of(dereference->getSubExpr());
  if (const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(expression)) {
    Value* of = place_of(subscript->getBase());
    const Value index = evaluate(subscript->getIdx());
    if (of == nullptr || !of->is_list() || !index.is(Value::Kind::number)) return nullptr;
    const auto at = static_cast<std::size_t>(index.number);
    return index.number >= 0 && at < of->items->size() ? &of->own_items()[at] : nullptr;
  }
  if (const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expression);
      call != nullptr && (call->isAssignmentOp() || call->getOperator() == clang::OO_PlusEqual ||
                          call->getOperator() == clang::OO_LessLess)) {
    evaluate(call);
    return place_of(call->getArg(0));
  }
  if (const auto* call = llvm::dyn_cast<clang::CXXMemberCallExpr>(expression)) {
    // s.append("a").append("b")
    const auto* method = call->getMethodDecl();
    if (method != nullptr &&
        (method->getNameAsString() == "append" || method->getNameAsString() == "replace")) {
      evaluate(call);
      return place_of(call->getImplicitObjectArgument());
    }
  }
  return nullptr;
}

}  // namespace miglint::cxx
