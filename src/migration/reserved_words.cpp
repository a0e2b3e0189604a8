#include "migration/reserved_words.h"

#include <algorithm>
#include <array>

namespace miglint {
namespace {

#include "migration/reserved_words.inc"

}  // namespace

bool is_reserved(std::string_view word, Dialect dialect) {
  const auto in = [&](const auto& words) { return std::ranges::binary_search(words, word); };
  switch (dialect) {
    case Dialect::postgres:
      return in(kPostgresWords);
    case Dialect::mysql:
      return in(kMysqlWords);
    case Dialect::mariadb:
      break;
  }
  return in(kMariadbWords);
}

}  // namespace miglint
