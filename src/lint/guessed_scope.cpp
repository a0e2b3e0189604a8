#include "lint/guessed_scope.h"

#include <fmt/format.h>

namespace miglint {

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
