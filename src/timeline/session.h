// One session on the server, as far as a script's commands change it: the transaction it is in, the
// locks that this transaction holds, the settings in force, and the schema that it sees.
//
// Comes in: where transactions begin and end, locks taken, parameters set. Goes out: the state
// before the next command. Which statements a tool wraps, and what a command locks, does not
// belong here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "dialect/effect.h"
#include "migration/transaction_scope.h"
#include "schema/schema.h"
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

/// A lock that an earlier command of the open transaction took and that is still held: the
/// strongest one that its migration took on that relation.
struct HeldLock {
  RelationKey relation;
  LockMode mode = LockMode::none;
  Span since;  ///< The operation that took it in this mode.
  /// The relation is older than the migration that took the lock: others may wait for it.
  bool existed_before = true;
  std::uint32_t migration = 0;  ///< Number of the migration that took it in this mode.
};

class Session {
 public:
  using Cause = TransactionState::Cause;

  [[nodiscard]] const TransactionState& transaction() const { return transaction_; }
  [[nodiscard]] std::span<const HeldLock> held() const { return held_; }
  [[nodiscard]] const Settings& settings() const { return settings_; }
  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] Schema& schema() { return schema_; }

  /// A script runs on a connection of its own, with nothing set: which scripts one deployment runs
  /// on one connection cannot be known. An open transaction goes on. `may_roll_back`: what a
  /// ROLLBACK restores must be kept.
  void start_script(bool may_roll_back);
  void start_statement(const TransactionScope& scope);
  /// The statement's own transaction ends if no other is open.
  void finish_statement();

  /// No effect when a transaction is open, but for BEGIN making an implicit one explicit.
  void begin(Cause cause, Span at);
  void commit();
  /// A command of the script. COMMIT and ROLLBACK in a DO block end the transaction of an
  /// autocommitted one, and fail in any other.
  void control(const op::TransactionControl& command, Span at, bool in_block);
  void set(const op::SetParameter& command, Span at, bool in_block);
  void discard_settings();

  void take_lock(RelationKey relation, LockMode mode, Span since, bool existed_before,
                 std::uint32_t migration = 0);
  /// Of a transaction around all pending migrations: those further back were deployed before.
  void forget_locks_before(std::uint32_t migration);
  /// A held lock follows its relation to the new name.
  void rename_relation(RelationKey from, RelationKey to);

 private:
  struct Savepoint {
    std::string_view name;
    Schema schema;
    Settings settings;
    std::vector<HeldLock> held;
  };

  void open(Cause cause, Span at);
  void start_transaction();
  void close();
  void rollback();
  void end(op::TransactionControl::Kind how);
  void release(std::string_view savepoint);
  void rollback_to(std::string_view savepoint);
  [[nodiscard]] std::vector<Savepoint>::iterator find(std::string_view savepoint);

  Schema schema_;
  Settings settings_;
  TransactionState transaction_;
  std::vector<HeldLock> held_;
  std::vector<Savepoint> savepoints_;
  /// What ROLLBACK goes back to.
  std::optional<Schema> at_begin_;
  std::uint32_t transactions_ = 0;
  bool may_roll_back_ = false;
  /// The statement set a parameter, so that the end of its transaction may change one back.
  bool has_set_ = false;
};

}  // namespace miglint
