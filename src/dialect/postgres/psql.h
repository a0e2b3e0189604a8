// What psql, the program, does with a script beyond sending SQL: its backslash commands and
// variables.
//
// Comes in: the text of a command or of a statement. Goes out: what it means for the script.
// Finding the commands in a script does not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace miglint::postgres {

struct PsqlCommand {
  enum class Kind : std::uint8_t {
    /// Shows, formats or sets something that no table or lock can feel.
    harmless,
    /// Does something to the database or the session that cannot be known; see `meaning`.
    unknown_effect,
    copy,           ///< \copy: a COPY whose file is on the client.
    condition,      ///< \if
    condition_end,  ///< \endif
    quit,           ///< \q
  };
  Kind kind = Kind::harmless;
  std::string_view name;  ///< Without the backslash.
  /// What it does, in words that go behind "psql \i x.sql "; a string literal.
  std::string_view meaning;
};

/// `text` is the command from its backslash to its last argument.
[[nodiscard]] PsqlCommand read_psql_command(std::string_view text);

/// A statement with its psql variables made names and strings that keep the colon: `:tbl` becomes
/// `":tbl"`, `:'v'` becomes `':v'`, `:"tbl"` becomes `":tbl"`.
struct Substitution {
  std::string text;
  /// Every byte stands where it stood.
  bool same_places = true;
};

/// Nothing when there is no variable in `sql`.
[[nodiscard]] std::optional<Substitution> substitute_psql_variables(std::string_view sql);

/// Whether the token at `at` of a substituted text was a variable.
[[nodiscard]] bool is_substituted_variable(std::string_view text, std::size_t at);

}  // namespace miglint::postgres
