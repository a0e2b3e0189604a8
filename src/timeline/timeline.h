// The run of a migration, moment by moment: the schema before each command, the transaction it runs
// in, the locks held, the settings in force.
//
// Comes in: a migration's statements, in order, and the schema that earlier migrations left. Goes
// out: one `Moment` per SQL command, handed to a visitor. Judgement does not belong here.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "dialect/effect.h"
#include "migration/migration.h"
#include "schema/schema.h"
#include "schema/statement.h"
#include "timeline/settings.h"

namespace miglint {

struct TransactionState {
  enum class Cause : std::uint8_t {
    autocommit,      ///< None is open: the statement is a transaction of its own.
    explicit_begin,  ///< BEGIN in the script.
    tool,            ///< The migration tool opens one; see `scope`.
    message,         ///< Several statements in one message are one implicit transaction.
  };
  Cause cause = Cause::autocommit;
  /// Unique over the run; each autocommitted statement has a number of its own.
  std::uint32_t number = 0;
  Span began;                               ///< The BEGIN; empty when there is none.
  const TransactionScope* scope = nullptr;  ///< What the tool does, and how that is known.

  [[nodiscard]] bool open() const { return cause != Cause::autocommit; }
};

/// A lock that an earlier command of the open transaction took and that is still held.
struct HeldLock {
  RelationKey relation;
  LockMode mode = LockMode::none;
  Span since;
  bool existed_before = true;  ///< The relation is older than the transaction.
};

/// One SQL command about to run.
struct Moment {
  const Migration& migration;
  Direction direction;
  std::uint32_t migration_number;  ///< As in `Origin::migration`.
  std::span<const Statement> script;
  const Statement& statement;
  std::span<const Operation> command;  ///< The operations that the server runs as one.
  std::span<const Effect> effects;     ///< Of this command.
  const Schema& before;
  const TransactionState& transaction;
  std::span<const HeldLock> held;
  const Settings& settings;
  ServerVersion server;

  /// The relation was made in this same migration: nobody uses it yet.
  [[nodiscard]] bool is_new(const ObjectName& relation) const;
  [[nodiscard]] bool is_new(RelationKey relation) const;
  /// Effects of one of the command's operations.
  [[nodiscard]] std::vector<const Effect*> effects_of(const Operation& operation) const;
  /// The effect of the operation on the relation; null when there is none.
  [[nodiscard]] const Effect* effect_on(const Operation& operation, RelationKey relation) const;
};

/// A migration's script has run.
struct ScriptEnd {
  const Migration& migration;
  Direction direction;
  std::uint32_t migration_number;
  std::span<const Statement> script;
  const Schema& before;
  const Schema& after;
  /// The transaction left open by the script itself: a BEGIN without its end.
  const TransactionState& transaction;
};

struct TimelineVisitor {
  std::function<void(const Moment&)> moment;
  std::function<void(const ScriptEnd&)> end;
};

/// Replays migrations one after the other; keeps the schema between them.
class Timeline {
 public:
  explicit Timeline(ServerVersion server) : server_(server) {}

  void run(const Migration& migration, Direction direction, std::span<const Statement> script,
           const TimelineVisitor& visitor);

  [[nodiscard]] const Schema& schema() const { return schema_; }

 private:
  ServerVersion server_;
  Schema schema_;
  std::uint32_t migrations_ = 0;
  std::uint32_t transactions_ = 0;
};

}  // namespace miglint
