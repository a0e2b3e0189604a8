// What the changes of one ALTER TABLE come to together, where that is more than the worst of each.
//
// Comes in: the effects of the command's changes, each judged by itself. Goes out: the same, those
// made worse that the server cannot do in the company of the others. As measured on MySQL 9.7 and
// MariaDB 10.11; the forms stand in tests/conformance/mysql.
#pragma once

#include <cstdint>
#include <span>

#include "dialect/mysql/impact/verdict.h"

namespace miglint::mysql {

/// The effect says what the verdict says.
void set(Effect& effect, const Verdict& verdict, const Server& server);

/// `first` is the index of the command's first operation among the statement's.
void judge_together(const Place& at, std::uint32_t first, std::span<Effect> effects);

}  // namespace miglint::mysql
