// Migrations made up for measuring: the mix of statements that real projects have, safe and unsafe,
// the same on every run.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace miglint::bench {

/// `count` migrations of three statements each on average, in run order: tables are made first and
/// changed by later files.
[[nodiscard]] std::vector<std::string> generated_migrations(std::size_t count);

/// One script of about `bytes` bytes made of such migrations.
[[nodiscard]] std::string generated_script(std::size_t bytes);

}  // namespace miglint::bench
