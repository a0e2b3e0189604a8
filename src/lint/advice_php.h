// Steps of a safe way as a PHP tool's calls.
//
// Comes in: steps, the migration. Goes out: lines of PHP for up(). What is advised does not belong
// here.
#pragma once

#include "lint/advice.h"

namespace miglint {

/// Laravel's have their own calls; Doctrine's and Phinx's send each step as SQL.
[[nodiscard]] std::string write_php_advice(std::span<const AdviceStep> steps,
                                           const Migration& migration);

/// A string literal of PHP.
[[nodiscard]] std::string php_literal(std::string_view text);
/// `before` the text as a string, of several lines as a nowdoc, `)` and a semicolon.
[[nodiscard]] std::string php_statement(std::string_view before, std::string_view sql);

}  // namespace miglint
