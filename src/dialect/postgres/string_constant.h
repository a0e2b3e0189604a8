// Strings that hold SQL: where their content stands, and what an expression of constants gives.
//
// Comes in: string constants and expressions as the raw parser leaves them. Goes out: text to be
// parsed in its turn. What the text means does not belong here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "dialect/postgres/parsed_text.h"
#include "source/arena.h"

struct Node;

namespace miglint::postgres {

/// The content of the string constant that begins at byte `at` of `outer`, as text to be parsed.
/// `content` is what the parser made of it. Written without escapes ('…' or $$…$$), it keeps its
/// places; else all of it stands at the constant's place.
[[nodiscard]] ParsedText string_content(const ParsedText& outer, std::size_t at,
                                        std::string_view content, Arena& arena);

/// The value of an expression that is made of constants, `||`, casts to text, format(),
/// quote_ident(), quote_literal(), quote_nullable() and concat(); nothing when it is known at run
/// time only.
[[nodiscard]] std::optional<std::string> constant_string(const Node* expression);

/// The same, with `stand_in` for each part that is known at run time only.
[[nodiscard]] std::optional<std::string> string_with_stand_ins(const Node* expression,
                                                               std::string_view stand_in);

}  // namespace miglint::postgres
