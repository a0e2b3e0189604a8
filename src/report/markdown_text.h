// Text as Markdown has to write it, so that it shows as it is.
#pragma once

#include <string>
#include <string_view>

namespace miglint::markdown {

/// `text` as it stands. GitHub would make notifications of "@name".
[[nodiscard]] std::string plain(std::string_view text);
/// A code span that holds `text`, whatever is in it.
[[nodiscard]] std::string code(std::string_view text);
/// A message: its names stay in backquotes, everything else is text.
[[nodiscard]] std::string prose(std::string_view message);
/// A fenced block that no line of `text` can end. Advice that is very long is cut.
[[nodiscard]] std::string block(std::string_view text);
/// The same for all of a text in that language: "diff".
[[nodiscard]] std::string block(std::string_view text, std::string_view language);

}  // namespace miglint::markdown
