#include "dialect/postgres/body_sql.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "dialect/postgres/parse.h"
#include "dialect/postgres/scan.h"
#include "dialect/postgres/string_constant.h"
#include "dialect/postgres/unknown_role.h"

// Its macros must stand behind all C++ headers.
#include "dialect/postgres/pg_tree.h"

namespace miglint::postgres {
namespace {

const RawStmt& raw_statement(const List* list, int at) {
  return *static_cast<const RawStmt*>(list->elements[at].ptr_value);
}

/// The only expression of `SELECT expression`, else null.
const Node* only_expression(const List* list) {
  if (list_length(list) != 1) return nullptr;
  const Node* statement = raw_statement(list, 0).stmt;
  if (!IsA(statement, SelectStmt)) return nullptr;
  const auto* select = reinterpret_cast<const SelectStmt*>(statement);
  if (list_length(select->targetList) != 1 || select->fromClause != nullptr) return nullptr;
  return static_cast<const ResTarget*>(select->targetList->elements[0].ptr_value)->val;
}

bool does_nothing(const Operation& operation) {
  const auto* select = std::get_if<op::SelectRows>(&operation.action);
  return select != nullptr && select->reads.empty() && select->functions.empty() &&
         select->locked.empty();
}

void lower_all(const List* list, const ParsedText& text, const BodySql& piece) {
  LowerContext inner{.arena = piece.context.arena,
                     .out = piece.context.out,
                     .text = text,
                     .nesting = piece.nesting,
                     .command = piece.context.command,
                     .variables = piece.variables};
  for (int i = 0; i < list_length(list); ++i)
    lower(raw_statement(list, i), inner);
  piece.context.command = inner.command;
}

/// The first words of `sql`, on one line, for a message.
std::string beginning(std::string_view sql) {
  constexpr std::size_t longest = 60;
  std::string line;
  for (std::size_t at = 0; at < sql.size();) {
    const std::size_t end = std::min(sql.find_first_of(" \t\n\r\f\v", at), sql.size());
    if (end > at) {
      if (!line.empty() && line.size() + (end - at) > longest) return line + " …";
      if (!line.empty()) line += ' ';
      line += sql.substr(at, end - at);
    }
    at = end + 1;
  }
  return line;
}

}  // namespace

void BodySql::opaque(ByteRange range, std::string_view reason) {
  context.out.push_back(Operation{.span = body.place(range),
                                  .command = context.command++,
                                  .nesting = nesting,
                                  .action = op::Opaque{context.arena.copy(reason)}});
}

void BodySql::statement(std::string_view sql, ByteRange range) {
  const auto list = parse(without_comments(sql));
  if (!list) {
    const ByteRange place{range.begin + list.error().begin, range.begin + list.error().end};
    opaque(place, fmt::format("a statement that does not parse: {}", list.error().message));
    return;
  }
  lower_all(*list, body.inner(range), *this);
}

void BodySql::expression(ByteRange range) {
  const auto list = parse(without_comments(body.part(range)), ParseMode::expression);
  if (!list) {
    const ByteRange place{range.begin + list.error().begin, range.begin + list.error().end};
    opaque(place, fmt::format("an expression that does not parse: {}", list.error().message));
    return;
  }
  const std::size_t before = context.out.size();
  const std::uint32_t command = context.command;
  lower_all(*list, body.inner(range), *this);
  if (context.out.size() == before + 1 && does_nothing(context.out.back())) {
    context.out.pop_back();
    context.command = command;
  }
}

void BodySql::execute(ByteRange range) {
  const auto list = parse(without_comments(body.part(range)), ParseMode::expression);
  const Node* expression = list ? only_expression(*list) : nullptr;
  const auto value = constant_string(expression);
  if (!value) {
    if (execute_for_unknown_role(expression, range)) return;
    opaque(range,
           fmt::format("EXECUTE of a string built at run time: {}", beginning(body.part(range))));
    return;
  }
  const auto* constant =
      IsA(expression, A_Const) ? reinterpret_cast<const A_Const*>(expression) : nullptr;
  const ParsedText text =
      constant != nullptr
          ? string_content(body, range.begin + static_cast<std::size_t>(constant->location), *value,
                           context.arena)
          : ParsedText{context.arena.copy(*value), body.place(range), false};
  BodySql{text, nesting, variables, context}.all();
}

bool BodySql::execute_for_unknown_role(const Node* expression, ByteRange range) {
  const auto sql = string_with_stand_ins(expression, kUnknownRole);
  if (!sql) return false;
  const std::string_view kept = context.arena.copy(*sql);
  const auto list = parse(kept);
  if (!list || !only_roles_are_unknown(*list, kept)) return false;
  lower_all(*list, {kept, body.place(range), false}, *this);
  return true;
}

void BodySql::all() {
  statement(body.text, {0, body.text.size()});
}

}  // namespace miglint::postgres
