// Parts of a rule's page, taken out of its Markdown.
#pragma once

#include <cstddef>
#include <string>

#include "lint/rule.h"

namespace miglint {

/// The page's first paragraph on one line, cut to `limit` characters; the title when it has none.
[[nodiscard]] std::string first_paragraph(const RuleInfo& rule, std::size_t limit);

}  // namespace miglint
