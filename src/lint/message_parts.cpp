#include "lint/message_parts.h"

#include <cstddef>

namespace miglint {
namespace {

constexpr std::size_t kNowhere = std::string_view::npos;

/// Where the name ends that is quoted from `open` on: behind it the code ends, or another part of
/// the name follows. A backquote within a name is not thought of: it cannot be told from the end.
std::size_t quoted_end(std::string_view message, std::size_t open) {
  const std::size_t close = message.find('`', open + 1);
  if (close == kNowhere || close == open + 1 || close + 1 == message.size()) return kNowhere;
  return message[close + 1] == '`' || message[close + 1] == '.' ? close + 1 : kNowhere;
}

/// The backquote that ends the code that `open` begins.
std::size_t code_end(std::string_view message, std::size_t open) {
  std::size_t at = open + 1;
  while (true) {
    const std::size_t tick = message.find('`', at);
    if (tick == kNowhere) return kNowhere;
    const bool may_open = tick == open + 1 || (tick > open && message[tick - 1] == '.');
    const std::size_t end = may_open ? quoted_end(message, tick) : kNowhere;
    if (end == kNowhere) return tick;
    at = end;
  }
}

}  // namespace

std::vector<MessagePart> message_parts(std::string_view message) {
  std::vector<MessagePart> parts;
  const auto add = [&](std::string_view text, bool is_code) {
    if (!text.empty()) parts.push_back({text, is_code});
  };
  std::size_t words = 0;  // Not yet added from here on.
  for (std::size_t open = message.find('`'); open != kNowhere;) {
    const std::size_t close = code_end(message, open);
    if (close == kNowhere) break;
    if (close > open + 1) {
      add(message.substr(words, open - words), false);
      add(message.substr(open + 1, close - open - 1), true);
      words = close + 1;
    }
    open = message.find('`', close + 1);
  }
  add(message.substr(words), false);
  return parts;
}

}  // namespace miglint
