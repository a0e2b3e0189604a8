// Parts of SQL that are not known before run time: how they pass through the grammars, and what
// stands for them in the end.
//
// Comes in: SQL with marked parts. Goes out: SQL that a server's parser reads. Which parts of a
// PHP value are known does not belong here.
#pragma once

#include <string>
#include <string_view>

#include "migration/dialect.h"

namespace miglint::laravel {

/// Text that is not known; `origin` is the expression that gives it: "$table".
[[nodiscard]] std::string unknown_text(std::string_view origin);
/// A value bound to a `?` that is not known.
[[nodiscard]] std::string unknown_value(std::string_view origin);
[[nodiscard]] bool has_unknown(std::string_view text);
/// What kind of statement it is cannot be seen: its first word is not known.
[[nodiscard]] bool begins_unknown(std::string_view sql);

struct RenderedSql {
  std::string text;
  bool symbolic = false;  ///< Something in it is not known.
};

/// A bound value becomes `$1` (PostgreSQL) or `?` (MySQL); anything else a name or a piece of a
/// string that shows its origin: `"{$table}"`.
[[nodiscard]] RenderedSql render(std::string_view sql, Dialect dialect);

}  // namespace miglint::laravel
