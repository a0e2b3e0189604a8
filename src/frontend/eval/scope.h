// Names and what they are bound to, and the conditions and loops that code stands in.
//
// Comes in: bindings, guards. Goes out: what a name is bound to where a statement stands. Which
// names a language lets code see does not belong here.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/eval/value.h"
#include "migration/sql_statement.h"

namespace miglint::eval {

/// One level of names. Shared: a closure keeps the scope that it was made in.
class Scope {
 public:
  using Bindings = std::map<std::string, Value, std::less<>>;

  explicit Scope(std::shared_ptr<Scope> outer = nullptr) : outer_(std::move(outer)) {}

  /// Looks here, then outside; nullptr when nobody knows the name.
  [[nodiscard]] const Value* find(std::string_view name) const;
  /// Binds the name here.
  void set(std::string_view name, Value value);
  /// Takes the name away here.
  void erase(std::string_view name);
  /// Binds the name in the nearest scope that knows it, else here.
  void assign(std::string_view name, Value value);
  [[nodiscard]] const std::shared_ptr<Scope>& outer() const { return outer_; }
  [[nodiscard]] Bindings& bindings() { return bindings_; }

 private:
  std::shared_ptr<Scope> outer_;
  Bindings bindings_;
};

/// What names are bound to after one of two branches ran, and it is not known which: a name that
/// both leave alike keeps its value, any other is a symbol.
[[nodiscard]] Scope::Bindings join(const Scope::Bindings& one, const Scope::Bindings& other);

/// The guards that the code being evaluated stands under, outermost first.
class Guards {
 public:
  void push(Guard guard) { stack_.push_back(std::move(guard)); }
  [[nodiscard]] std::size_t depth() const { return stack_.size(); }
  void cut(std::size_t depth) { stack_.resize(depth); }
  [[nodiscard]] const std::vector<Guard>& all() const { return stack_; }

 private:
  std::vector<Guard> stack_;
};

}  // namespace miglint::eval
