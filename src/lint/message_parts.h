// What of a message is words and what is code: a name, a setting, a piece of SQL, in backquotes.
//
// Comes in: a message as rules and checks write it. Goes out: its parts. How a page shows them does
// not belong here.
#pragma once

#include <string_view>
#include <vector>

namespace miglint {

struct MessagePart {
  std::string_view text;  ///< Of code: without the backquotes that set it apart.
  bool is_code = false;
};

/// MySQL quotes names in backquotes, too: in "``order`.id` is there" the code is "`order`.id". A
/// backquote that nothing closes is one of the words.
[[nodiscard]] std::vector<MessagePart> message_parts(std::string_view message);

}  // namespace miglint
