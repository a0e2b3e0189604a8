// Patterns of paths, as in .gitignore files.
#pragma once

#include <string_view>

namespace miglint {

/// `*` and `?` stand for any characters of one part of a path, `[a-z]` for one of a set, `**` for
/// any number of parts. A pattern without '/' (but at its end) matches at any depth; one that names
/// a folder matches all that is below it. Paths have '/' between their parts and none in front.
[[nodiscard]] bool matches_glob(std::string_view pattern, std::string_view path);

}  // namespace miglint
