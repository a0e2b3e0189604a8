// Differences between two schemas as people say them.
//
// Comes in: a difference. Goes out: words. What a difference means does not belong here.
#pragma once

#include <string>

#include "schema/difference.h"

namespace miglint {

/// "the table `orders`", "the column `orders.note`", "the type of `orders.note` is `text`, not
/// `varchar(10)`", "`orders.note` is not NOT NULL any more".
[[nodiscard]] std::string difference_words(const SchemaDifference& difference,
                                           const Schema& schema);

}  // namespace miglint
