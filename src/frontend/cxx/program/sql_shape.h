// Whether a string of a program reads like SQL.
//
// Where a function is known to send SQL its argument is SQL; this is for the functions that are
// known by their names only.
#pragma once

#include <string>
#include <string_view>

namespace miglint::cxx {

/// Begins as a statement does, with more than its first word: "CREATE TABLE t (…". Unknown parts
/// are the byte 1.
[[nodiscard]] bool reads_like_sql(std::string_view text);
/// BEGIN, COMMIT and their kin.
[[nodiscard]] bool is_transaction_control(std::string_view text);
[[nodiscard]] bool begins_with_word(std::string_view text, std::string_view word);
/// A function of this name may well send the SQL that it is given: "exec", "runQuery", "SQLDO".
[[nodiscard]] bool is_called_like_a_sender(std::string_view name);
/// A function of this name is given text for people, or changes text.
[[nodiscard]] bool may_not_send(std::string_view name);
/// Its first words are in capitals.
[[nodiscard]] bool is_written_as_sql(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace miglint::cxx
