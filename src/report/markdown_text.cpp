#include "report/markdown_text.h"

#include <fmt/format.h>

#include <algorithm>

#include "lint/message_parts.h"
#include "report/display.h"

namespace miglint {
namespace {

/// Longer advice is for the rule's page.
constexpr std::size_t kLongestText = 4'000;

}  // namespace

namespace markdown {

std::string plain(std::string_view text) {
  constexpr std::string_view kSpecial = "\\`*_[]<>#|&~$";
  std::string out;
  for (const char byte : text) {
    if (kSpecial.contains(byte)) out += '\\';
    out += byte;
    if (byte == '@') out += "<!-- -->";
  }
  return out;
}

std::string code(std::string_view text) {
  std::size_t run = 0;
  std::size_t longest = 0;
  for (const char byte : text) {
    run = byte == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  const std::string_view blank = longest > 0 ? " " : "";
  return fmt::format("{0}{1}{2}{1}{0}", fence, blank, text);
}

std::string prose(std::string_view message) {
  const std::string line = one_line(message);
  std::string out;
  for (const MessagePart& part : message_parts(line))
    out += part.is_code ? code(part.text) : plain(part.text);
  return out;
}

std::string block(std::string_view text) {
  const std::string shown = printable(text.substr(0, kLongestText));
  return block(text.size() <= kLongestText ? shown : shown + "\n...", {});
}

std::string block(std::string_view text, std::string_view language) {
  std::string body = printable_with_tabs(text);
  while (body.ends_with('\n'))
    body.pop_back();
  std::string fence = "```";
  while (body.contains(fence))
    fence += '`';
  return fmt::format("{0}{2}\n{1}\n{0}\n", fence, body, language);
}

}  // namespace markdown
}  // namespace miglint
