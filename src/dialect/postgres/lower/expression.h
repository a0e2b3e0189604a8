// Values and conditions of the raw tree to what the model needs to know of them.
//
// Private to this folder. Whether a function is volatile does not belong here: that needs the
// schema.
#pragma once

#include "dialect/postgres/lower/walk.h"

namespace miglint::postgres {

/// A value: a default, an assignment, a generation expression. Null stays null.
[[nodiscard]] const Expression* value_expression(const Node* node, Lowering& to);
/// A condition: of a CHECK, an index, a policy. Its conjuncts and what it proves are filled in.
[[nodiscard]] const Expression* condition_expression(const Node* node, Lowering& to);

/// From the first to the last token of what `walk` has seen.
[[nodiscard]] Span expression_span(const Walk& walk, Lowering& to);

/// A literal, also with casts, a sign, or as an array of literals.
[[nodiscard]] bool is_literal(const Node* node);
/// The literal NULL, also with a cast.
[[nodiscard]] bool is_null_literal(const Node* node);
/// Without the casts around it.
[[nodiscard]] const Node* without_casts(const Node* node);
/// The name is that of a PL/pgSQL variable, or of a field of a record in one: `v`, `rec.id`,
/// `NEW.a`.
[[nodiscard]] bool is_variable(const ColumnRef& reference, Lowering& to);
/// The column's name of a reference to one; empty for anything else, and for a PL/pgSQL variable.
[[nodiscard]] std::string_view column_reference(const Node* node, Lowering& to);

}  // namespace miglint::postgres
