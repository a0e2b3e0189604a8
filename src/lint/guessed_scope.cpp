#include "lint/guessed_scope.h"

#include <fmt/format.h>

namespace miglint {

std::string why_tool_opens_none(const Moment& at) {
  const TransactionScope* scope = at.transaction.scope;
  const bool known = scope != nullptr && scope->wrap == Wrap::none &&
                     scope->known_by != KnownBy::guess && !scope->reason.empty();
  return known ? fmt::format(" ({})", scope->reason) : std::string();
}

std::string how_to_say_tool_opens_one(const Moment& at) {
  const TransactionScope* scope = at.transaction.scope;
  if (at.transaction.open() || scope == nullptr || scope->known_by != KnownBy::guess) return {};
  return fmt::format(
      "-- if a migration tool opens a transaction around this file, say so in .miglint.toml:\n"
      "--   [frameworks.{}]\n"
      "--   transaction = \"file\"\n",
      at.migration.framework);
}

}  // namespace miglint
