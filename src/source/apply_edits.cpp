#include "source/apply_edits.h"

#include <algorithm>
#include <tuple>

namespace miglint {

std::vector<Edit> compatible_edits(std::span<const Edit> edits) {
  std::vector<Edit> sorted(edits.begin(), edits.end());
  std::ranges::stable_sort(sorted, {}, [](const Edit& edit) {
    return std::tuple(edit.span.begin, edit.span.end != edit.span.begin);
  });
  std::vector<Edit> kept;
  for (Edit& edit : sorted) {
    if (!kept.empty()) {
      const Edit& last = kept.back();
      const bool same = last.span == edit.span && last.replacement == edit.replacement;
      if (same || edit.span.begin < last.span.end) continue;
    }
    kept.push_back(std::move(edit));
  }
  return kept;
}

std::string apply_edits(std::string_view text, std::span<const Edit> edits) {
  std::string result;
  std::size_t at = 0;
  for (const Edit& edit : edits) {
    result += text.substr(at, edit.span.begin - at);
    result += edit.replacement;
    at = edit.span.end;
  }
  result += text.substr(at);
  return result;
}

}  // namespace miglint
