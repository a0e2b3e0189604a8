// What a migration tool puts around statements: two independent causes of being in a transaction.
//
// The explicit BEGIN that a statement stands in is no part of this: the timeline finds it, because
// BEGIN is itself a statement.
#pragma once

#include <cstdint>
#include <string>

namespace miglint {

/// What the tool opens a transaction around.
enum class Wrap : std::uint8_t { none, section, file, changeset, all_pending, unknown };

/// What goes to the server in one message. Several statements in one simple-query message are one
/// implicit transaction on PostgreSQL (manual, "Multiple Statements in a Simple Query").
enum class Send : std::uint8_t { statement, chunk, section, file, pipeline, unknown };

/// How `TransactionScope` is known, from the surest to a guess.
enum class KnownBy : std::uint8_t { marker, config, tool_default, guess };

struct TransactionScope {
  Wrap wrap = Wrap::none;
  Send send = Send::statement;
  KnownBy known_by = KnownBy::guess;
  /// A sentence for people: "goose wraps each file in a transaction by default and this file has
  /// no `-- +goose NO TRANSACTION`".
  std::string reason;
};

}  // namespace miglint
