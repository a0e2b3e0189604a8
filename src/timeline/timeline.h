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
#include "timeline/lock_wait.h"
#include "timeline/session.h"
#include "timeline/settings.h"

namespace miglint {

/// What a rollback is to undo: a migration's `up` script, which has run just before.
struct Undo {
  std::uint32_t migration_number = 0;  ///< Of the `up` script; as in `Origin::migration`.
  Schema before;                       ///< What the rollback is to come back to.
  Schema after;
};

/// One SQL command about to run.
struct Moment {
  const Migration& migration;
  Direction direction;
  std::uint32_t migration_number;  ///< As in `Origin::migration`.
  std::span<const Statement> script;
  const Statement& statement;
  std::span<const Operation> command;  ///< The operations that the server runs as one.
  std::span<const Effect> effects;     ///< Of this command, in the order of its operations.
  const Schema& before;
  const TransactionState& transaction;
  /// The open transaction that MySQL commits before this command; null: none.
  const TransactionState* committed;
  std::span<const HeldLock> held;
  const Settings& settings;
  ServerVersion server;
  /// Null for an `up` script, and for a `down` script whose `up` is not known.
  const Undo* undo = nullptr;

  /// The relation was made in this same migration or is made by this command: nobody uses it yet.
  /// An index that exists is as new as its table, since whoever uses the table waits for it.
  [[nodiscard]] bool is_new(const ObjectName& relation) const;
  [[nodiscard]] bool is_new(RelationKey relation) const;
  /// This rollback takes back what its own `up` script made.
  [[nodiscard]] bool undoes(const Origin& made) const;
  /// Effects of one of the command's operations.
  [[nodiscard]] std::span<const Effect> effects_of(const Operation& operation) const;
  /// The effect of the operation on the relation; null when there is none.
  [[nodiscard]] const Effect* effect_on(const Operation& operation, RelationKey relation) const;
  /// The lock that earlier commands of the transaction hold on the relation; null for none.
  [[nodiscard]] const HeldLock* held_on(RelationKey relation) const;
};

/// A migration's script has run.
struct ScriptEnd {
  const Migration& migration;
  Direction direction;
  std::uint32_t migration_number;
  std::span<const Statement> script;
  const Schema& after;
  /// What is still open: the tool's own transaction, or a BEGIN of the script without its end.
  const TransactionState& transaction;
  /// The script's locks on older relations that readers or writers queue behind.
  std::span<const LockWait> lock_waits;
  const Undo* undo = nullptr;  ///< As in `Moment`.
};

/// Without `moment`, effects and locks are not worked out: the schema is replayed, no more.
struct TimelineVisitor {
  std::function<void(const Moment&)> moment;
  std::function<void(const ScriptEnd&)> end;
};

/// What is known of the database before the first migration.
enum class History : std::uint8_t {
  unknown,   ///< A relation that no migration made may be there all the same.
  complete,  ///< The migrations began with an empty database.
};

/// Replays migrations one after the other; keeps the schema between them.
class Timeline {
 public:
  explicit Timeline(ServerVersion server, History history = History::unknown);

  void run(const Migration& migration, Direction direction, std::span<const Statement> script,
           const TimelineVisitor& visitor);
  /// The same for a `down` script, on the schema that its `up` script has left.
  void run_down(const Migration& migration, std::span<const Statement> script, const Undo& undo,
                const TimelineVisitor& visitor);

  [[nodiscard]] const Schema& schema() const { return session_.schema(); }
  /// Number of the script that has run last, as in `Origin::migration`.
  [[nodiscard]] std::uint32_t migration_number() const { return migrations_; }

 private:
  class ScriptRun;

  ServerVersion server_;
  Session session_;
  std::uint32_t migrations_ = 0;
  const Undo* undo_ = nullptr;  ///< Of the script that runs.
  /// The open transaction is the tool's, around all pending migrations of one direction.
  bool pending_ = false;
  Direction pending_direction_ = Direction::up;
  std::vector<Effect> effects_;  ///< Of one command at a time; kept for its memory.
  LockWaits lock_waits_;         ///< Of one script at a time.
};

}  // namespace miglint
