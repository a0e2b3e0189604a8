#include "source/nearest_name.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "source/ascii.h"

namespace miglint {
namespace {

constexpr std::size_t kLongestName = 100;

char folded(char letter) {
  return letter == '_' ? '-' : ascii::lower(letter);
}

/// Edits that make `b` of `a`, each letter taking part in one of them at most.
std::size_t distance(std::string_view a, std::string_view b) {
  // Three rows of the table are enough: a swap looks back by two.
  std::array<std::vector<std::size_t>, 3> rows;
  for (auto& row : rows)
    row.resize(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    rows[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    auto& row = rows[i % 3];
    const auto& above = rows[(i + 2) % 3];
    const auto& above_that = rows[(i + 1) % 3];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = folded(a[i - 1]) == folded(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) &&
                           folded(a[i - 2]) == folded(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], above_that[j - 2] + 1);
    }
  }
  return rows[a.size() % 3][b.size()];
}

/// "warn" for "warning": the whole word, and then the name goes on.
bool is_begin(std::string_view word, std::string_view name) {
  constexpr std::size_t kShortest = 3;
  return word.size() >= kShortest &&
         std::ranges::equal(word, name.substr(0, word.size()), {}, folded, folded);
}

}  // namespace

std::optional<std::string_view> nearest_name(std::string_view word,
                                             std::span<const std::string_view> names) {
  if (word.empty() || word.size() > kLongestName) return std::nullopt;
  std::optional<std::string_view> nearest;
  std::size_t least = 0;
  for (const std::string_view name : names) {
    if (name.size() > kLongestName) continue;
    const bool begins = is_begin(word, name);
    const std::size_t most =
        begins ? 2 : std::max(std::max(word.size(), name.size()) / 3, std::size_t{1});
    const std::size_t edits = begins ? std::min(distance(word, name), most) : distance(word, name);
    if (edits > most) continue;
    if (nearest && edits >= least) continue;
    nearest = name;
    least = edits;
  }
  return nearest;
}

}  // namespace miglint
