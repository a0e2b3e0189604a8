// The state of one `impact` call: where effects are added, and the look-ups that all subjects
// share.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/effect.h"
#include "dialect/postgres/impact.h"
#include "schema/schema.h"

namespace miglint::postgres {

class Impact {
 public:
  Impact(std::span<const Operation> command, const Schema& schema, const Environment& environment,
         std::vector<Effect>& effects)
      : command_(command), schema_(schema), environment_(environment), effects_(effects) {}

  /// The operation that the effects added from now on belong to.
  void set_operation(std::uint32_t index) { operation_ = index; }
  /// A routine's body is looked into; false when it is too deep in others.
  [[nodiscard]] bool enter_routine() { return ++routine_depth_ <= 8; }
  void leave_routine() { --routine_depth_; }
  /// The operation stands in a DO block.
  [[nodiscard]] bool in_block() const { return in_block_; }
  void set_in_block(bool in_block) { in_block_ = in_block; }
  [[nodiscard]] std::size_t effect_count() const { return effects_.size(); }
  /// Leaves of the effects from `first` on the locks alone: what is planned or checked, not run.
  void keep_locks_only(std::size_t first);

  /// Adds an effect. The reference is good until the next one is added.
  Effect& lock(RelationKey relation, LockMode mode);
  Effect& lock(const ObjectName& relation, LockMode mode);
  /// Locks an index; its table is not locked by this.
  Effect& lock_index(RelationKey index, LockMode mode);

  /// Every row is written again while the effect's lock is held, and every index built again.
  void rewrite(Effect& effect, std::string_view cause) const;
  /// Every row is read while the effect's lock is held.
  static void scan(Effect& effect, std::string_view cause);
  /// An index is built from every row while the effect's lock is held.
  static void build_index(Effect& effect, std::string_view cause);

  /// A query runs: it locks what it names, the partitions of it, and what its views read in turn.
  void read_query(std::span<const ObjectName> relations);

  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] std::uint16_t major() const { return environment_.version.major; }
  [[nodiscard]] const Environment& environment() const { return environment_; }
  /// All operations of the command, for subcommands of one ALTER TABLE that change each other.
  [[nodiscard]] std::span<const Operation> command() const { return command_; }

  /// The table, and unless `only`, its partitions and inheritance children, each once.
  [[nodiscard]] std::vector<RelationKey> family(const ObjectName& table, bool only) const;
  [[nodiscard]] std::vector<RelationKey> family(RelationKey table, bool only) const;
  /// The table has rows of its own: a partitioned table has none.
  [[nodiscard]] bool has_storage(RelationKey table) const;

 private:
  std::span<const Operation> command_;
  const Schema& schema_;
  const Environment& environment_;
  std::vector<Effect>& effects_;
  std::uint32_t operation_ = 0;
  int routine_depth_ = 0;
  bool in_block_ = false;
};

/// Adds the effects of any operation.
void add_effects(const Operation& operation, Impact& impact);

// One function a subject; each adds the effects of one operation.

void impact_of(const op::CreateTable&, Impact&);
void impact_of(const op::CreateTableAs&, Impact&);
void impact_of(const op::DropTable&, Impact&);
void impact_of(const op::RenameRelation&, Impact&);
void impact_of(const op::RenameColumn&, Impact&);
void impact_of(const op::RenameConstraint&, Impact&);
void impact_of(const op::SetSchema&, Impact&);
void impact_of(const op::AddColumn&, Impact&);
void impact_of(const op::DropColumn&, Impact&);
void impact_of(const op::AlterColumnType&, Impact&);
void impact_of(const op::SetDefault&, Impact&);
void impact_of(const op::DropDefault&, Impact&);
void impact_of(const op::SetNotNull&, Impact&);
void impact_of(const op::DropNotNull&, Impact&);
void impact_of(const op::AlterGeneration&, Impact&);
void impact_of(const op::AlterIdentity&, Impact&);
void impact_of(const op::AddConstraint&, Impact&);
void impact_of(const op::ValidateConstraint&, Impact&);
void impact_of(const op::AlterConstraint&, Impact&);
void impact_of(const op::DropConstraint&, Impact&);
void impact_of(const op::RowSecurity&, Impact&);
void impact_of(const op::SetTriggerState&, Impact&);
void impact_of(const op::AttachPartition&, Impact&);
void impact_of(const op::DetachPartition&, Impact&);
void impact_of(const op::SetPersistence&, Impact&);
void impact_of(const op::AlterInheritance&, Impact&);
void impact_of(const op::AlterTableOption&, Impact&);
void impact_of(const op::MoveTablespace&, Impact&);
void impact_of(const op::CreateIndex&, Impact&);
void impact_of(const op::DropIndex&, Impact&);
void impact_of(const op::Reindex&, Impact&);
void impact_of(const op::AttachIndex&, Impact&);
void impact_of(const op::AlterDomain&, Impact&);
void impact_of(const op::AlterCompositeType&, Impact&);
void impact_of(const op::CreateSequence&, Impact&);
void impact_of(const op::AlterSequence&, Impact&);
void impact_of(const op::DropObject&, Impact&);
void impact_of(const op::RenameObject&, Impact&);
void impact_of(const op::CreateView&, Impact&);
void impact_of(const op::CreateMaterializedView&, Impact&);
void impact_of(const op::RefreshMaterializedView&, Impact&);
void impact_of(const op::CreatePolicy&, Impact&);
void impact_of(const op::AlterPolicy&, Impact&);
void impact_of(const op::DropPolicy&, Impact&);
void impact_of(const op::Grant&, Impact&);
void impact_of(const op::OwnedObjects&, Impact&);
void impact_of(const op::ChangePublication&, Impact&);
void impact_of(const op::CreateFunction&, Impact&);
void impact_of(const op::CallRoutine&, Impact&);
void impact_of(const op::PlanStatement&, Impact&);
void impact_of(const op::CreateTrigger&, Impact&);
void impact_of(const op::DropTrigger&, Impact&);
void impact_of(const op::CreateRule&, Impact&);
void impact_of(const op::UpdateRows&, Impact&);
void impact_of(const op::DeleteRows&, Impact&);
void impact_of(const op::InsertRows&, Impact&);
void impact_of(const op::MergeRows&, Impact&);
void impact_of(const op::SelectRows&, Impact&);
void impact_of(const op::CopyRows&, Impact&);
void impact_of(const op::TruncateTable&, Impact&);
void impact_of(const op::LockTable&, Impact&);
void impact_of(const op::Vacuum&, Impact&);
void impact_of(const op::Cluster&, Impact&);
void impact_of(const op::Comment&, Impact&);
void impact_of(const op::OtherCommand&, Impact&);

/// Adds what an inline or table constraint of a new or existing table does: used by ADD CONSTRAINT,
/// ADD COLUMN and CREATE TABLE. `fresh` are rows that cannot violate it (a new table, or a new
/// column without DEFAULT).
void add_constraint_effects(const ObjectName& table, bool only, const Constraint& constraint,
                            bool fresh, Impact& impact);

/// nextval and setval on a sequence that is named by a literal.
void lock_called_sequences(std::span<const FunctionCall> calls, Impact& impact);
/// What the body of a function or procedure of the script does, as far as it could be read.
void run_routine(const ObjectName& name, Impact& impact);

/// Tables whose foreign keys need the unique index over `columns`: they go with it on CASCADE.
void lock_tables_referencing(RelationKey table, std::span<const std::string> columns,
                             Impact& impact);

/// A validated CHECK or NOT NULL of the table says that the column holds no NULL.
[[nodiscard]] bool proves_not_null(const Table& table, std::string_view column);

/// The sequences that the table's columns own: they follow it to a schema, an owner, a drop.
/// `column` empty: of all columns.
[[nodiscard]] std::vector<RelationKey> owned_sequences(RelationKey table, std::string_view column,
                                                       const Schema& schema);

/// Locks on tables that foreign keys of `table` reference or that reference it, when those keys or
/// the columns behind them change. Empty `columns`: all of the table's keys.
void lock_foreign_key_partners(RelationKey table, std::span<const std::string_view> columns,
                               LockMode mode, Impact& impact);

}  // namespace miglint::postgres
