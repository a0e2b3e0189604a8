#include "report/rule_text.h"

#include <algorithm>
#include <string_view>

namespace miglint {
namespace {

/// Removes the first line from `text`, without its line end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = std::min(text.find('\n'), text.size());
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

bool is_prose(std::string_view line) {
  return !line.empty() && !line.starts_with('#') && !line.starts_with("```") &&
         !line.starts_with('|') && !line.starts_with('-');
}

}  // namespace

std::string first_paragraph(const RuleInfo& rule, std::size_t limit) {
  constexpr std::string_view kCut = "...";
  std::string out;
  for (std::string_view rest = rule.page; !rest.empty();) {
    const std::string_view line = take_line(rest);
    if (is_prose(line)) {
      if (!out.empty()) out += ' ';
      out += line;
    } else if (!out.empty()) {
      break;
    }
  }
  if (out.empty()) out = rule.title;
  if (out.size() <= limit) return out;
  // At a word's end, which is never inside a character.
  out.resize(std::min(out.rfind(' ', limit - kCut.size()), limit - kCut.size()));
  return out + std::string(kCut);
}

}  // namespace miglint
