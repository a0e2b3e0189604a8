#include "frontend/cxx/program/interpreter.h"

#include <clang/AST/RecursiveASTVisitor.h>
#include <clang/Basic/SourceManager.h>

#include <algorithm>
#include <cctype>

#include "frontend/cxx/program/sql_shape.h"

namespace miglint::cxx {
namespace {

/// Of functions inlined in each other.
constexpr std::size_t kDeepest = 16;

/// "migrate_v12" to {"migrate_v", 12}; nothing for a name without a number at its end.
std::optional<std::pair<std::string, std::uint64_t>> version_of(std::string_view name) {
  std::size_t digits = 0;
  while (digits < name.size() &&
         std::isdigit(static_cast<unsigned char>(name[name.size() - 1 - digits])))
    ++digits;
  constexpr std::size_t kMost = 18;
  if (digits == 0 || digits > kMost || digits == name.size()) return std::nullopt;
  const std::string_view stem = name.substr(0, name.size() - digits);
  return std::pair(std::string(stem), std::stoull(std::string(name.substr(stem.size()))));
}

}  // namespace

Interpreter::Interpreter(clang::ASTContext& context, const Options& options, Found& found)
    : context_(context), options_(options), found_(found) {}

namespace {

/// Gathers what a file holds, before it is walked through.
class Collector : public clang::RecursiveASTVisitor<Collector> {
 public:
  Collector(const clang::SourceManager& sources, std::vector<const clang::FunctionDecl*>& functions,
            std::vector<const clang::VarDecl*>& variables,
            std::set<const clang::FunctionDecl*>& mentioned, std::set<unsigned>& literals)
      : sources_(sources),
        functions_(functions),
        variables_(variables),
        mentioned_(mentioned),
        literals_(literals) {}

  bool VisitFunctionDecl(clang::FunctionDecl* function) {
    if (function->doesThisDeclarationHaveABody() && !is_lambda(function))
      functions_.push_back(function);
    return true;
  }
  bool VisitVarDecl(clang::VarDecl* variable) {
    if (variable->hasInit()) variables_.push_back(variable);
    return true;
  }
  bool VisitDeclRefExpr(clang::DeclRefExpr* mention) {
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(mention->getDecl()))
      add(function);
    return true;
  }
  bool VisitMemberExpr(clang::MemberExpr* mention) {
    if (const auto* function = llvm::dyn_cast<clang::FunctionDecl>(mention->getMemberDecl()))
      add(function);
    return true;
  }
  bool VisitCXXConstructExpr(clang::CXXConstructExpr* construction) {
    add(construction->getConstructor());
    if (const auto* destructor = construction->getConstructor()->getParent()->getDestructor())
      add(destructor);
    return true;
  }
  bool VisitStringLiteral(clang::StringLiteral* literal) {
    for (unsigned i = 0; i < literal->getNumConcatenated(); ++i) {
      const clang::SourceLocation at = sources_.getSpellingLoc(literal->getStrTokenLoc(i));
      if (sources_.isInMainFile(at)) literals_.insert(sources_.getFileOffset(at));
    }
    return true;
  }

 private:
  static bool is_lambda(const clang::FunctionDecl* function) {
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(function);
    return method != nullptr && method->getParent()->isLambda();
  }
  void add(const clang::FunctionDecl* function) {
    mentioned_.insert(function->getCanonicalDecl());
    if (const auto* pattern = function->getTemplateInstantiationPattern())
      mentioned_.insert(pattern->getCanonicalDecl());
  }

  const clang::SourceManager& sources_;
  std::vector<const clang::FunctionDecl*>& functions_;
  std::vector<const clang::VarDecl*>& variables_;
  std::set<const clang::FunctionDecl*>& mentioned_;
  std::set<unsigned>& literals_;
};

}  // namespace

void Interpreter::collect() {
  std::vector<const clang::VarDecl*> variables;
  Collector collector(context_.getSourceManager(), functions_, variables, mentioned_, literals_);
  for (clang::Decl* decl : context_.getTranslationUnitDecl()->decls()) {
    if (is_in_main_file(decl->getLocation())) collector.TraverseDecl(decl);
  }
  for (const clang::VarDecl* variable : variables) {
    if (std::ranges::find(options_.tables, variable->getName()) != options_.tables.end() ||
        std::ranges::find(options_.tables, variable->getQualifiedNameAsString()) !=
            options_.tables.end())
      tables_.push_back(variable);
  }
}

void Interpreter::run() {
  collect();
  for (const clang::FunctionDecl* function : functions_) {
    if (!mentioned_.contains(function->getCanonicalDecl())) run_function(function);
  }
  // Those that call each other only, or that nothing was seen to call.
  for (const clang::FunctionDecl* function : functions_) {
    if (!entered_.contains(function->getCanonicalDecl())) run_function(function);
  }
  for (const clang::VarDecl* variable : tables_)
    run_table(variable);
  order_sections();
}

void Interpreter::run_function(const clang::FunctionDecl* function) {
  Section section;
  section.name = function->getQualifiedNameAsString();
  section.order = place(function->getSourceRange()).begin;
  variables_.clear();
  guards_.clear();
  blocks_.clear();
  steps_ = 0;
  std::vector<Argument> arguments;
  for (const clang::ParmVarDecl* parameter : function->parameters()) {
    Argument& argument = arguments.emplace_back();
    const bool is_number =
        parameter->getType()->isArithmeticType() && !parameter->getType()->isAnyCharacterType();
    argument.value = Value::unknown(parameter->getNameAsString(), {}, is_number);
    argument.value.is_parameter = true;
    if (holder_of(parameter->getType()) != nullptr ||
        is_of(parameter->getType().getNonReferenceType()->getAsCXXRecordDecl(),
              "pqxx::transaction_base"))
      section.in_callers_transaction = true;
  }
  const std::size_t before = found_.sent.size();
  found_.sections.push_back(section);
  send_made(call_body(function, arguments, std::vector<Cell>(arguments.size())), function);
  if (found_.sent.size() == before) found_.sections.pop_back();
}

/// The strings in the value of the variable, at any depth, in their order.
void Interpreter::run_table(const clang::VarDecl* variable) {
  Section section;
  section.name = variable->getQualifiedNameAsString();
  section.order = place(variable->getSourceRange()).begin;
  found_.sections.push_back(section);
  Sent how = sent_by(nullptr, section.name);
  how.call = place(variable->getSourceRange());
  const auto add = [&](const auto& self, const Value& value) -> void {
    if (value.is_text()) {
      const std::string text = value.text.flat();
      if (reads_like_sql(text)) send(value, how, nullptr);
    } else if (value.is_list()) {
      for (const Value& item : *value.items)
        self(self, item);
    }
  };
  const std::size_t before = found_.sent.size();
  add(add, initial(variable));
  if (found_.sent.size() == before) found_.sections.pop_back();
}

/// Functions of one name but for the number at its end run by that number.
void Interpreter::order_sections() {
  std::map<std::string, std::vector<std::pair<std::uint64_t, Section*>>> by_stem;
  for (Section& section : found_.sections) {
    if (auto version = version_of(section.name))
      by_stem[version->first].emplace_back(version->second, &section);
  }
  for (auto& [stem, sections] : by_stem) {
    if (sections.size() < 2) continue;
    for (const auto& [version, section] : sections)
      section->is_step = true;
    std::vector<std::uint64_t> slots;
    for (const auto& [version, section] : sections)
      slots.push_back(section->order);
    std::ranges::sort(slots);
    std::ranges::stable_sort(sections, {}, [](const auto& one) { return one.first; });
    for (std::size_t i = 0; i < sections.size(); ++i)
      sections[i].second->order = slots[i];
  }
}

Value Interpreter::call_body(const clang::FunctionDecl* function,
                             const std::vector<Argument>& arguments,
                             const std::vector<Cell>& references) {
  const clang::FunctionDecl* definition = nullptr;
  if (function->getBody(definition) == nullptr || definition == nullptr) return {};
  if (stack_.size() >= kDeepest || std::ranges::find(stack_, definition) != stack_.end()) {
    return {};
  }
  entered_.insert(definition->getCanonicalDecl());
  if (const auto* pattern = definition->getTemplateInstantiationPattern())
    entered_.insert(pattern->getCanonicalDecl());
  stack_.push_back(definition);
  returned_.emplace_back();
  returned_.back().kind = Value::Kind::null;
  for (unsigned i = 0; i < definition->getNumParams(); ++i) {
    const clang::ParmVarDecl* parameter = definition->getParamDecl(i);
    Cell cell;
    if (i < references.size() && references[i]) {
      cell = references[i];
    } else if (i < arguments.size()) {
      cell = std::make_shared<Value>(arguments[i].value);
    } else if (parameter->hasDefaultArg() && !parameter->hasUnparsedDefaultArg() &&
               !parameter->hasUninstantiatedDefaultArg()) {
      cell = std::make_shared<Value>(evaluate(parameter->getDefaultArg()));
    } else {
      cell = std::make_shared<Value>();
    }
    variables_[parameter] = cell;
  }
  if (const auto* constructor = llvm::dyn_cast<clang::CXXConstructorDecl>(definition)) {
    for (const clang::CXXCtorInitializer* initializer : constructor->inits()) {
      if (initializer->getInit() == nullptr) continue;
      Value value = evaluate(initializer->getInit());
      if (initializer->isMemberInitializer())
        variables_[initializer->getMember()] = std::make_shared<Value>(std::move(value));
    }
  }
  run(definition->getBody());
  Value result = std::move(returned_.back());
  returned_.pop_back();
  stack_.pop_back();
  return result;
}

Sent Interpreter::sent_by(const clang::Expr* call, std::string_view title) const {
  Sent sent;
  sent.api = title;
  if (call != nullptr) sent.call = place(call->getSourceRange());
  sent.guards = guards_;
  sent.section = static_cast<std::uint32_t>(found_.sections.size() - 1);
  return sent;
}

void Interpreter::send(const Value& value, const Sent& how, const clang::Expr* argument) {
  ++senders_seen_;
  if (value.is(Value::Kind::choice)) {
    for (std::size_t i = 0; i < value.items->size(); ++i) {
      Sent one = how;
      SentGuard guard;
      guard.text = argument == nullptr ? "one of several" : source(argument->getSourceRange());
      guard.place = how.call;
      one.guards.push_back(guard);
      send((*value.items)[i], one, argument);
    }
    return;
  }
  // What a caller in another file gives is that file's matter; nothing at all is sent of null.
  if (value.is_parameter || value.is(Value::Kind::null)) return;
  if (value.is_list()) {
    for (const Value& item : *value.items)
      if (item.is_text()) send(item, how, argument);
    return;
  }
  if (value.is_text() || (value.is(Value::Kind::unknown) && !value.is_number)) {
    send_text(as_text(value), how);
  }
}

void Interpreter::send_text(Text text, Sent how) {
  const std::string flat = text.flat();
  if (flat.find_first_not_of(" \t\r\n;") == flat.npos) return;
  const bool is_control = is_transaction_control(flat);
  // A way out after a failure ends no transaction of the way that is followed here.
  if (begins_with_word(flat, "ROLLBACK") && !begins_with_word(flat, "ROLLBACK TO") &&
      (handlers_ > 0 || !how.guards.empty()))
    return;
  std::string identity = flat;
  for (const Piece& piece : text.pieces())
    identity += '\x02' + piece.text + '@' + std::to_string(piece.place.begin);
  const bool has_place =
      std::ranges::any_of(text.pieces(), [](const Piece& piece) { return piece.place.known(); });
  if (!has_place) identity += '@' + std::to_string(how.call.begin);
  // A function that is called twice sends its statements twice; as migrations they are one.
  if (!already_sent_.insert(std::move(identity)).second && !is_control) return;
  if (!how.call.known()) {
    for (const Piece& piece : text.pieces())
      if (!how.call.known()) how.call = piece.place;
  }
  how.text = std::move(text);
  found_.sent.push_back(std::move(how));
}

void Interpreter::send_control(std::string_view sql, Place place, std::string_view api) {
  ++senders_seen_;
  Sent how = sent_by(nullptr, api);
  how.call = place;
  send_text(Text(sql), std::move(how));
}

Interpreter::Snapshot Interpreter::snapshot() const {
  Snapshot result;
  for (const auto& [decl, cell] : variables_)
    result.values.emplace_back(cell, *cell);
  return result;
}

void Interpreter::restore(const Snapshot& before) {
  for (const auto& [cell, value] : before.values)
    *cell = value;
}

void Interpreter::merge(const Snapshot& other) {
  for (const auto& [cell, value] : other.values) {
    if (same(*cell, value)) continue;
    if (cell->is(Value::Kind::unknown)) continue;
    if (value.is(Value::Kind::unknown)) {
      *cell = value;
    } else if (cell->is(Value::Kind::number) || value.is(Value::Kind::number)) {
      *cell = Value::unknown("?", {}, true);
    } else {
      *cell = Value::choice(value, *cell);
    }
  }
}

}  // namespace miglint::cxx
