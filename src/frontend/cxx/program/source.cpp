// Places and texts of the tree's nodes, and what their types are.
#include <clang/Basic/SourceManager.h>
#include <clang/Lex/Lexer.h>

#include "frontend/cxx/program/interpreter.h"

namespace miglint::cxx {

bool Interpreter::is_in_main_file(clang::SourceLocation location) const {
  const clang::SourceManager& sources = context_.getSourceManager();
  return location.isValid() && sources.isInMainFile(sources.getExpansionLoc(location));
}

Place Interpreter::place(clang::SourceRange range) const {
  const clang::SourceManager& sources = context_.getSourceManager();
  if (!is_in_main_file(range.getBegin())) return {};
  const clang::CharSourceRange characters = clang::Lexer::getAsCharRange(
      sources.getExpansionRange(range), sources, context_.getLangOpts());
  const unsigned begin = sources.getFileOffset(characters.getBegin());
  if (!characters.getEnd().isValid() || !sources.isInMainFile(characters.getEnd()))
    return {begin, begin + 1};
  return {begin, std::max(sources.getFileOffset(characters.getEnd()), begin + 1)};
}

std::string Interpreter::source(clang::SourceRange range) const {
  const clang::SourceManager& sources = context_.getSourceManager();
  const auto characters = clang::CharSourceRange::getTokenRange(
      {sources.getFileLoc(range.getBegin()), sources.getFileLoc(range.getEnd())});
  return clang::Lexer::getSourceText(characters, sources, context_.getLangOpts()).str();
}

bool Interpreter::is_of(const clang::CXXRecordDecl* record, std::string_view name) const {
  if (record == nullptr || name.empty()) return false;
  const auto is_called = [&](const clang::CXXRecordDecl* one) {
    // "storages::postgres::Cluster" is one of "userver::storages::postgres::Cluster", too, and
    // inline namespaces of a library's versions do not count.
    std::string called;
    llvm::raw_string_ostream stream(called);
    clang::PrintingPolicy policy(context_.getLangOpts());
    policy.SuppressInlineNamespace = true;
    policy.SuppressUnwrittenScope = true;
    one->printQualifiedName(stream, policy);
    stream.flush();
    return called == name || called.ends_with("::" + std::string(name));
  };
  if (is_called(record)) return true;
  if (!record->hasDefinition()) return false;
  bool found = false;
  record->getDefinition()->forallBases([&](const clang::CXXRecordDecl* base) {
    found = found || is_called(base);
    return !found;
  });
  return found;
}

const HolderType* Interpreter::holder_of(clang::QualType type) const {
  if (type.isNull()) return nullptr;
  type = type.getNonReferenceType().getUnqualifiedType();
  // A smart pointer holds what it points to.
  if (const auto* record = type->getAsCXXRecordDecl()) {
    const auto* special = llvm::dyn_cast<clang::ClassTemplateSpecializationDecl>(record);
    if (special != nullptr && record->getName().ends_with("_ptr") &&
        special->getTemplateArgs().size() > 0 &&
        special->getTemplateArgs()[0].getKind() == clang::TemplateArgument::Type) {
      return holder_of(special->getTemplateArgs()[0].getAsType());
    }
    for (const HolderType& holder : holder_types())
      if (is_of(record, holder.of)) return &holder;
  }
  return nullptr;
}

SentGuard Interpreter::guard(const clang::Expr* condition, bool holds) const {
  SentGuard result;
  result.text = source(condition->getSourceRange());
  if (!holds) result.text = "not (" + result.text + ")";
  result.place = place(condition->getSourceRange());
  return result;
}

}  // namespace miglint::cxx
