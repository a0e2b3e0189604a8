// The locks of a change as a drawing: tables down, statements across, a bar for each lock.
#pragma once

#include <string>

#include "report/risk.h"

namespace miglint {

/// An SVG element whose colours are classes of the page's style sheet; empty: there is no lock.
[[nodiscard]] std::string lock_chart(const Rollout& rollout);

/// `text` as HTML and SVG have to write it.
[[nodiscard]] std::string escaped(std::string_view text);

}  // namespace miglint
