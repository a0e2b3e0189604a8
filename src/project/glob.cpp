#include "project/glob.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

namespace miglint {
namespace {

/// One character against the set that `pattern` opens with; `rest` is what follows the set.
bool in_set(std::string_view pattern, char letter, std::string_view& rest) {
  std::size_t at = 1;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  const std::size_t first = at;
  for (; at < pattern.size() && (pattern[at] != ']' || at == first); ++at) {
    if (at + 2 < pattern.size() && pattern[at + 1] == '-' && pattern[at + 2] != ']') {
      found = found || (pattern[at] <= letter && letter <= pattern[at + 2]);
      at += 2;
    } else {
      found = found || pattern[at] == letter;
    }
  }
  rest = pattern.substr(std::min(at + 1, pattern.size()));
  return found != negated;
}

bool has_set(std::string_view pattern) {
  return pattern.find(']', 2) != std::string_view::npos;
}

/// One part of a path; a '*' is tried again further on when what follows it does not match.
bool matches_part(std::string_view pattern, std::string_view part) {
  bool starred = false;
  std::string_view star_pattern;
  std::string_view star_part;
  while (true) {
    if (!pattern.empty() && pattern.front() == '*') {
      pattern.remove_prefix(1);
      starred = true;
      star_pattern = pattern;
      star_part = part;
      continue;
    }
    if (pattern.empty() && part.empty()) return true;
    bool same = false;
    std::string_view rest = pattern.empty() ? pattern : pattern.substr(1);
    if (!pattern.empty() && !part.empty()) {
      if (pattern.front() == '[' && has_set(pattern)) {
        same = in_set(pattern, part.front(), rest);
      } else {
        same = pattern.front() == '?' || pattern.front() == part.front();
      }
    }
    if (same) {
      pattern = rest;
      part.remove_prefix(1);
    } else if (starred && !star_part.empty()) {
      star_part.remove_prefix(1);
      pattern = star_pattern;
      part = star_part;
    } else {
      return false;
    }
  }
}

std::vector<std::string_view> parts_of(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    if (end > 0 && path.substr(0, end) != ".") parts.push_back(path.substr(0, end));
    path.remove_prefix(std::min(end + 1, path.size()));
  }
  return parts;
}

}  // namespace

bool matches_glob(std::string_view pattern, std::string_view path) {
  while (pattern.ends_with('/'))
    pattern.remove_suffix(1);
  std::vector<std::string_view> wanted = parts_of(pattern);
  const std::vector<std::string_view> parts = parts_of(path);
  if (wanted.empty()) return false;
  if (pattern.find('/') == std::string_view::npos) wanted.insert(wanted.begin(), "**");

  // reached[j]: the pattern's parts so far match the first j parts of the path.
  std::vector<bool> reached(parts.size() + 1, false);
  reached[0] = true;
  for (const std::string_view part : wanted) {
    std::vector<bool> next(parts.size() + 1, false);
    for (std::size_t j = 0; j <= parts.size(); ++j) {
      if (part == "**") {
        next[j] = reached[j] || (j > 0 && next[j - 1]);
      } else {
        next[j] = j > 0 && reached[j - 1] && matches_part(part, parts[j - 1]);
      }
    }
    reached = std::move(next);
  }
  // A match of the path's first parts is a folder that holds it.
  return std::ranges::find(reached, true) != reached.end();
}

}  // namespace miglint
