// What a migration tool puts around statements: two independent causes of being in a transaction.
//
// The explicit BEGIN that a statement stands in is no part of this: the timeline finds it, because
// BEGIN is itself a statement.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace miglint {

/// What the tool opens a transaction around.
enum class Wrap : std::uint8_t { none, section, file, changeset, all_pending, unknown };

/// What goes to the server in one message. Several statements in one simple-query message are one
/// implicit transaction on PostgreSQL (manual, "Multiple Statements in a Simple Query").
enum class Send : std::uint8_t { statement, chunk, section, file, pipeline, unknown };

/// How `TransactionScope` is known, from the surest to a guess.
enum class KnownBy : std::uint8_t { marker, config, tool_default, guess };

/// Which commands a tool runs outside of its transaction because the server refuses them in one.
enum class RunsAlone : std::uint8_t {
  none,
  each,                 ///< Each such command, by itself; the others stay in the transaction.
  script_if_any,        ///< A script that holds one, as a whole: statement by statement.
  script_of_only_such,  ///< A script that holds nothing else, as a whole.
};

struct TransactionScope {
  Wrap wrap = Wrap::none;
  Send send = Send::statement;
  KnownBy known_by = KnownBy::guess;
  /// A sentence for people: "goose wraps each file in a transaction by default and this file has
  /// no `-- +goose NO TRANSACTION`".
  std::string reason;
  /// What to write to have no transaction, as a line of advice: "write `-- +goose NO TRANSACTION`
  /// at the top of the file". Empty where nothing is known of it.
  std::string way_out{};
  RunsAlone runs_alone = RunsAlone::none;
  /// The commands that `runs_alone` speaks of, by the server's names for them; all that it refuses
  /// in a transaction when empty. Static.
  std::span<const std::string_view> alone_commands{};
};

}  // namespace miglint
