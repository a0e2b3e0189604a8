#include "dialect/postgres/plpgsql.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "dialect/postgres/body_sql.h"
#include "dialect/postgres/lower/scan.h"
#include "dialect/postgres/plpgsql_body.h"
#include "dialect/postgres/string_constant.h"

// Its macros must stand behind all C++ headers.
#include "dialect/postgres/pg_tree.h"

namespace miglint::postgres {
namespace {

/// What stands behind AS and LANGUAGE.
struct Definition {
  std::string_view language;
  std::string_view content;
  bool has_content = false;
  std::size_t at = 0;  ///< Where the constant begins, or the word AS before it.
};

Definition definition(const List* options) {
  Definition result;
  for (int i = 0; i < list_length(options); ++i) {
    const auto& option = *static_cast<const DefElem*>(options->elements[i].ptr_value);
    const std::string_view name = option.defname;
    if (name == "language") {
      result.language = reinterpret_cast<const String*>(option.arg)->sval;
    } else if (name == "as") {
      const Node* value = option.arg;
      if (IsA(value, List)) {  // A C function's has two: file and symbol.
        value =
            static_cast<const Node*>(reinterpret_cast<const List*>(value)->elements[0].ptr_value);
      }
      result.content = reinterpret_cast<const String*>(value)->sval;
      result.has_content = true;
      result.at = static_cast<std::size_t>(std::max(option.location, 0));
    }
  }
  return result;
}

ParsedText body_of(const Definition& definition, const LowerContext& context) {
  const std::string_view text = context.text.text;
  std::size_t at = skip_space(text, definition.at);
  if (is_word(word_at(text, at), "AS")) at = skip_space(text, token_end(text, at));
  return string_content(context.text, at, definition.content, context.arena);
}

std::vector<std::string_view> parameter_names(const List* parameters, Arena& arena) {
  std::vector<std::string_view> names;
  for (int i = 0; i < list_length(parameters); ++i) {
    const auto& parameter =
        *static_cast<const FunctionParameter*>(parameters->elements[i].ptr_value);
    if (parameter.name != nullptr) names.push_back(arena.copy(std::string_view(parameter.name)));
  }
  return names;
}

void read_body(std::string_view language, const ParsedText& body,
               std::span<const std::string_view> variables, LowerContext& context) {
  BodySql sql{body, context.nesting, variables, context};
  sql.nesting.in_block = true;
  if (language == "plpgsql") {
    read_plpgsql(body, variables, context);
  } else if (language == "sql") {
    sql.all();
  } else {
    sql.opaque({0, body.text.size()},
               fmt::format("a body in the language {}, which is not read", language));
  }
}

/// Steps over the tokens of a text that has been parsed.
class Tokens {
 public:
  Tokens(std::string_view sql, std::size_t begin) : text_(sql), end_(begin) {}

  /// False at the end of the text.
  bool next() {
    begin_ = skip_space(text_, end_);
    end_ = begin_ < text_.size() ? token_end(text_, begin_) : begin_;
    if (is("(")) ++depth_;
    if (is(")")) --depth_;
    return begin_ < end_;
  }
  [[nodiscard]] bool is(std::string_view symbol) const {
    return text_.substr(begin_, end_ - begin_) == symbol;
  }
  /// It is that word, outside of parentheses.
  [[nodiscard]] bool is_outer_word(std::string_view upper) const {
    return depth_ == 0 && is_word(text_.substr(begin_, end_ - begin_), upper);
  }
  [[nodiscard]] bool is_outer(std::string_view symbol) const { return depth_ == 0 && is(symbol); }
  [[nodiscard]] ByteRange range() const { return {begin_, end_}; }

 private:
  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_;
  int depth_ = 0;
};

/// Where the statements of the BEGIN ATOMIC … END stand in the CREATE that is at `begin`, or the
/// one of RETURN.
std::vector<ByteRange> places_of_parsed_body(std::string_view text, std::size_t begin) {
  std::vector<ByteRange> places;
  Tokens tokens(text, begin);
  bool in_body = false;
  bool is_return = false;
  int cases = 0;
  ByteRange place;
  while (tokens.next()) {
    const bool was_open = !place.empty();
    if (!in_body) {
      in_body = tokens.is_outer_word("ATOMIC");
      is_return = tokens.is_outer_word("RETURN");
      if (is_return) in_body = true;
      if (!is_return) continue;
    }
    if (tokens.is_outer(";")) {
      if (was_open && cases == 0) places.push_back(place);
      if (is_return) return places;
      if (cases == 0) place = {};
      continue;
    }
    if (tokens.is_outer_word("CASE")) ++cases;
    if (tokens.is_outer_word("END") && --cases < 0) return places;
    if (!was_open) place.begin = tokens.range().begin;
    place.end = tokens.range().end;
  }
  if (is_return) places.push_back(place);
  return places;
}

/// BEGIN ATOMIC … END and RETURN … are part of the tree already. Returns where they stand.
Span read_parsed_body(const Node* body, std::size_t begin,
                      std::span<const std::string_view> variables, LowerContext& context) {
  LowerContext inner{.arena = context.arena,
                     .out = context.out,
                     .text = context.text,
                     .nesting = context.nesting,
                     .command = context.command,
                     .variables = variables};
  inner.nesting.in_block = true;
  const auto lower_node = [&](const Node* node, ByteRange place) {
    RawStmt statement{};
    statement.type = T_RawStmt;
    statement.stmt = const_cast<Node*>(node);
    statement.stmt_location = static_cast<int>(place.begin);
    statement.stmt_len = static_cast<int>(place.end - place.begin);
    if (!IsA(node, ReturnStmt)) {
      lower(statement, inner);
      return;
    }
    // RETURN value does what SELECT value does.
    ResTarget target{};
    target.type = T_ResTarget;
    target.val = reinterpret_cast<const ReturnStmt*>(node)->returnval;
    ListCell cell{.ptr_value = &target};
    List targets{};
    targets.type = T_List;
    targets.length = targets.max_length = 1;
    targets.elements = &cell;
    SelectStmt select{};
    select.type = T_SelectStmt;
    select.targetList = &targets;
    statement.stmt = reinterpret_cast<Node*>(&select);
    lower(statement, inner);
  };
  const std::vector<ByteRange> places = places_of_parsed_body(context.text.text, begin);
  const ByteRange whole =
      places.empty() ? ByteRange{begin, begin} : ByteRange{places.front().begin, places.back().end};
  if (IsA(body, List)) {
    const auto* outer = reinterpret_cast<const List*>(body);
    const auto* statements = static_cast<const List*>(outer->elements[0].ptr_value);
    const auto count = static_cast<std::size_t>(list_length(statements));
    for (std::size_t i = 0; i < count; ++i) {
      lower_node(static_cast<const Node*>(statements->elements[i].ptr_value),
                 places.size() == count ? places[i] : whole);
    }
  } else {
    lower_node(body, whole);
  }
  context.command = inner.command;
  return context.text.place(whole);
}

}  // namespace

void read_do_block(const DoStmt& block, LowerContext& context) {
  Definition code = definition(block.args);
  if (code.language.empty()) code.language = "plpgsql";
  read_body(code.language, body_of(code, context), {}, context);
}

Span read_function_body(const CreateFunctionStmt& function, std::size_t begin,
                        LowerContext& context) {
  const auto variables = parameter_names(function.parameters, context.arena);
  if (function.sql_body != nullptr)
    return read_parsed_body(function.sql_body, begin, variables, context);
  Definition code = definition(function.options);
  if (!code.has_content) return {};
  if (code.language.empty()) code.language = "sql";
  const ParsedText body = body_of(code, context);
  read_body(code.language, body, variables, context);
  return body.span;
}

}  // namespace miglint::postgres
