// Values and conditions, as far as the model asks of them.
//
// Comes in: the tokens of an expression. Goes out: the columns and functions in it, whether it is a
// constant, and what a WHERE narrows a statement down to. Read token by token, without recursion:
// no depth of parentheses is too deep.
#pragma once

#include "dialect/mysql/parse/parser.h"

namespace miglint::mysql {

[[nodiscard]] const Expression* expression(Parser& parser, TokenRange range);
/// The same of the expression that stands next; ends at a comma, at `)`, or at a keyword of
/// `keywords`.
[[nodiscard]] const Expression* next_expression(Parser& parser,
                                                std::initializer_list<std::string_view> keywords);
[[nodiscard]] Filter filter(Parser& parser, TokenRange range);

/// What is read in a range: relations behind FROM and JOIN, functions called.
struct Reads {
  std::vector<ObjectName> relations;
  std::vector<FunctionCall> functions;
  std::vector<std::string_view> columns;
  bool has_subquery = false;
};
void read_tokens(Parser& parser, TokenRange range, Reads& reads);

}  // namespace miglint::mysql
