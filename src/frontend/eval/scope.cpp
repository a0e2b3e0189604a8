#include "frontend/eval/scope.h"

namespace miglint::eval {
namespace {

/// Same object, or known to be equal.
bool is_same(const Value& a, const Value& b) {
  if (a.data.index() != b.data.index()) return false;
  if (a.list() != nullptr) return a.list() == b.list();
  if (a.map() != nullptr) return a.map() == b.map();
  if (a.object() != nullptr) return a.object() == b.object();
  if (const auto* symbol = a.get<Symbol>()) return symbol->origin == b.get<Symbol>()->origin;
  if (const auto* opaque = a.get<Opaque>()) return opaque->reason == b.get<Opaque>()->reason;
  if (a.text() != nullptr) return *a.text() == *b.text();
  return equal(a, b) == true;
}

}  // namespace

const Value* Scope::find(std::string_view name) const {
  for (const Scope* scope = this; scope != nullptr; scope = scope->outer_.get()) {
    const auto found = scope->bindings_.find(name);
    if (found != scope->bindings_.end()) return &found->second;
  }
  return nullptr;
}

void Scope::set(std::string_view name, Value value) {
  bindings_.insert_or_assign(std::string(name), std::move(value));
}

void Scope::erase(std::string_view name) {
  const auto found = bindings_.find(name);
  if (found != bindings_.end()) bindings_.erase(found);
}

void Scope::assign(std::string_view name, Value value) {
  for (Scope* scope = this; scope != nullptr; scope = scope->outer_.get()) {
    const auto found = scope->bindings_.find(name);
    if (found != scope->bindings_.end()) {
      found->second = std::move(value);
      return;
    }
  }
  set(name, std::move(value));
}

Scope::Bindings join(const Scope::Bindings& one, const Scope::Bindings& other) {
  Scope::Bindings joined;
  for (const auto& [name, value] : one) {
    const auto found = other.find(name);
    const bool same = found != other.end() && is_same(value, found->second);
    joined.emplace(name, same ? value : Value(Symbol{name}));
  }
  for (const auto& [name, value] : other)
    joined.try_emplace(name, Symbol{name});
  return joined;
}

}  // namespace miglint::eval
