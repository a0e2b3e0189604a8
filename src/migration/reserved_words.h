// Words that are no names without quotes.
#pragma once

#include <string_view>

#include "migration/dialect.h"

namespace miglint {

/// Whether SQLAlchemy 1.4 quotes the lower-case `word` where it is a name: the server's reserved
/// words, and some more of other versions (sqlalchemy/dialects/*/base.py, reserved_words.py).
[[nodiscard]] bool is_reserved(std::string_view word, Dialect dialect);

}  // namespace miglint
