// One condition or value as canonical text; what the text looks like is told in conjunct.h.
#pragma once

#include <string_view>

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

class CanonicalWriter {
 public:
  explicit CanonicalWriter(Lowering& to) : to_(to) {}

  /// False: a part of it is not understood, or it is too long or too deep.
  [[nodiscard]] bool write(const Node* value);
  [[nodiscard]] bool write_comparison(const Node* left, std::string_view op, const Node* right);
  [[nodiscard]] std::string_view text() const { return {text_.begin(), text_.size()}; }

 private:
  bool node(const Node* node);
  bool operand(const Node* value);
  bool constant(const A_Const& constant);
  bool column(const ColumnRef& reference);
  bool expression(const A_Expr& expression);
  bool comparison(const Node* left, std::string_view op, const Node* right);
  bool membership(const Node* left, const List* items, bool negated);
  bool boolean(const BoolExpr& expression);
  bool call(const FuncCall& call);
  bool cast(const TypeCast& cast);
  bool list(const List* nodes, std::string_view separator, bool sorted);
  void put(std::string_view text);
  void put_name(std::string_view name);
  void put_string(std::string_view text);
  void put_number(long number);

  Lowering& to_;
  Gather<char, 256> text_;
  int depth_ = 0;
};

}  // namespace miglint::postgres
