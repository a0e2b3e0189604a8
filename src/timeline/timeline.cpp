#include "timeline/timeline.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "dialect/mysql/impact.h"
#include "dialect/postgres/impact.h"
#include "source/ascii.h"

namespace miglint {
namespace {

using Control = op::TransactionControl;

const TransactionScope& scope_of(const Script& source, const Statement& statement) {
  static const TransactionScope kUnknown;
  const std::size_t index = statement.source == nullptr ? 0 : statement.source->scope;
  return index < source.scopes.size() ? source.scopes[index] : kUnknown;
}

std::uint32_t scope_number(const Statement& statement) {
  return statement.source == nullptr ? 0 : statement.source->scope;
}

/// What a tool opens one transaction around. Statements of one unit stand together.
struct Unit {
  Wrap wrap = Wrap::none;
  std::uint32_t section = 0;
  friend bool operator==(const Unit&, const Unit&) = default;
};

bool is_wrapped(Wrap wrap) {
  return wrap != Wrap::none && wrap != Wrap::unknown;
}

bool rolls_back(const Operation& operation) {
  const auto* control = std::get_if<Control>(&operation.action);
  return control != nullptr &&
         (control->kind == Control::Kind::rollback || control->kind == Control::Kind::rollback_to);
}

bool rolls_back(const Statement& statement) {
  return std::ranges::any_of(statement.operations,
                             [](const Operation& each) { return rolls_back(each); });
}

}  // namespace

Timeline::Timeline(ServerVersion server, History history) : server_(server) {
  if (history == History::complete) session_.schema().begin_empty();
}

/// One script's way through the session. Transactions come from three sides: the tool (units), the
/// protocol (messages), and the script itself (commands).
class Timeline::ScriptRun {
 public:
  ScriptRun(Timeline& timeline, const Migration& migration, Direction direction,
            std::span<const Statement> script, const TimelineVisitor& visitor)
      : timeline_(timeline),
        session_(timeline.session_),
        migration_(migration),
        source_(direction == Direction::up ? migration.up : migration.down),
        direction_(direction),
        script_(script),
        visitor_(visitor) {}

  void run() {
    // Keeping what ROLLBACK restores makes every later change copy; few scripts have one.
    const bool may_roll_back = std::ranges::any_of(
        script_, [](const Statement& statement) { return rolls_back(statement); });
    release_script();
    settle_pending();
    if (timeline_.migrations_ > 1) session_.forget_locks_before(timeline_.migrations_ - 1);
    session_.schema().speak(migration_.dialect);
    session_.start_script(may_roll_back);
    timeline_.lock_waits_.start_script();
    for (std::size_t at = 0; at < script_.size(); ++at)
      run_statement(at);
    finish();
  }

 private:
  /// Does the transaction around all pending migrations, if one is open, reach into this script?
  /// History was deployed before, each migration on its own.
  void settle_pending() {
    if (!timeline_.pending_) return;
    const bool goes_on = migration_.reported && timeline_.pending_direction_ == direction_ &&
                         !script_.empty() &&
                         scope_of(source_, script_.front()).wrap == Wrap::all_pending;
    if (goes_on) return;
    session_.commit();
    timeline_.pending_ = false;
  }

  /// Does the tool run this script without a transaction because of what it holds?
  void release_script() {
    const auto has = [&](RunsAlone which) {
      return std::ranges::any_of(source_.scopes, [which](const TransactionScope& scope) {
        return scope.runs_alone == which;
      });
    };
    const auto alone = [this](const Statement& statement) { return runs_alone(statement); };
    released_ = (has(RunsAlone::script_if_any) && std::ranges::any_of(script_, alone)) ||
                (has(RunsAlone::script_of_only_such) && std::ranges::all_of(script_, alone));
  }

  /// A command that the server refuses in a transaction, and that the tool knows to be one.
  [[nodiscard]] bool runs_alone(const Statement& statement) const {
    const TransactionScope& scope = scope_of(source_, statement);
    if (scope.runs_alone == RunsAlone::none || migration_.dialect != Dialect::postgres)
      return false;
    const postgres::Environment environment{timeline_.server_, {}};
    return std::ranges::any_of(statement.operations, [&](const Operation& operation) {
      if (operation.nesting.in_block) return false;
      const std::string_view command =
          postgres::refused_in_transaction(operation, session_.schema(), environment);
      return !command.empty() &&
             (scope.alone_commands.empty() ||
              std::ranges::find(scope.alone_commands, command) != scope.alone_commands.end());
    });
  }

  [[nodiscard]] Unit unit_of(const TransactionScope& scope, const Statement& statement) const {
    if (released_) return {};
    const bool by_section = scope.wrap == Wrap::section || scope.wrap == Wrap::changeset;
    return {scope.wrap, by_section ? scope_number(statement) : 0};
  }

  void run_statement(std::size_t at) {
    const Statement& statement = script_[at];
    const TransactionScope& scope = scope_of(source_, statement);
    if (scope.runs_alone == RunsAlone::each && runs_alone(statement)) {
      leave();
      entered_ = false;
      session_.start_statement(scope);
      run_commands(statement);
      session_.finish_statement();
      return;
    }
    enter(unit_of(scope, statement));
    const bool starts_message = at == 0 || !one_message(script_[at - 1], statement);
    const bool ends_message = at + 1 == script_.size() || !one_message(statement, script_[at + 1]);
    // A pipeline also holds the tool's own record of the migration.
    // To MySQL each statement of a message is a transaction of its own.
    const bool in_message =
        migration_.dialect == Dialect::postgres &&
        (!starts_message || !ends_message || (scope.send == Send::pipeline && !released_));
    if (in_message) session_.begin(Session::Cause::message, {});
    session_.start_statement(scope);
    if (!statement.syntax_error.empty()) {
      session_.schema().miss_statement(
          {timeline_.migrations_, session_.transaction().number, statement.span});
    }
    run_commands(statement);
    if (ends_message && session_.transaction().cause == Session::Cause::message) session_.commit();
    session_.finish_statement();
  }

  void enter(const Unit& unit) {
    if (entered_ && unit == unit_) return;
    leave();
    unit_ = unit;
    entered_ = true;
    if (is_wrapped(unit.wrap)) session_.begin(Session::Cause::tool, {});
  }

  void leave() {
    const auto cause = session_.transaction().cause;
    const bool own = cause == Session::Cause::tool || cause == Session::Cause::message;
    if (entered_ && own) session_.commit();
  }

  [[nodiscard]] bool one_message(const Statement& a, const Statement& b) const {
    const TransactionScope& scope = scope_of(source_, a);
    if (released_) return false;
    switch (scope.send) {
      case Send::chunk:
        return a.source == b.source;
      case Send::section:
        return scope_number(a) == scope_number(b);
      case Send::file:
      case Send::pipeline:
        return scope.send == scope_of(source_, b).send;
      case Send::statement:
      case Send::unknown:
        break;
    }
    return false;
  }

  void run_commands(const Statement& statement) {
    const auto operations = statement.operations;
    for (std::size_t first = 0; first < operations.size();) {
      std::size_t last = first + 1;
      while (last < operations.size() && operations[last].command == operations[first].command) {
        ++last;
      }
      run_command(statement, first, last - first);
      first = last;
    }
  }

  void run_command(const Statement& statement, std::size_t first, std::size_t count) {
    const auto command = statement.operations.subspan(first, count);
    const std::optional<TransactionState> committed = commit_implicitly(statement, command);
    if (visitor_.moment) {
      work_out_effects(command, first);
      const Moment moment = moment_of(statement, command, committed ? &*committed : nullptr);
      visitor_.moment(moment);
      timeline_.lock_waits_.take(moment);
      const bool last = first + count == statement.operations.size();
      if (session_.transaction().open() || !last) take_locks(moment);
    }
    replay(command);
  }

  /// MySQL ends the open transaction before a command that changes the schema.
  std::optional<TransactionState> commit_implicitly(const Statement& statement,
                                                    std::span<const Operation> command) {
    if (migration_.dialect == Dialect::postgres || !session_.transaction().open()) return {};
    if (std::ranges::none_of(command, mysql::commits_implicitly)) return {};
    const TransactionState committed = session_.transaction();
    session_.commit();
    session_.start_statement(scope_of(source_, statement));
    return committed;
  }

  [[nodiscard]] bool setting_is(std::string_view parameter, std::string_view value) const {
    const Setting* setting = session_.settings().find(parameter);
    return setting != nullptr && setting->value_known && setting->value == value;
  }

  [[nodiscard]] mysql::Environment mysql_environment() const {
    mysql::Environment environment;
    environment.server = {.mariadb = migration_.dialect == Dialect::mariadb,
                          .version = timeline_.server_};
    environment.foreign_key_checks =
        !setting_is("foreign_key_checks", "0") && !setting_is("foreign_key_checks", "off");
    const Setting* mode = session_.settings().find("sql_mode");
    if (mode != nullptr && mode->value_known) {
      const std::string value = ascii::lower_case(mode->value);
      environment.strict = value.find("strict") != std::string::npos ||
                           value.find("traditional") != std::string::npos;
    }
    return environment;
  }

  void work_out_effects(std::span<const Operation> command, std::size_t first) {
    auto& effects = timeline_.effects_;
    effects.clear();
    if (migration_.dialect != Dialect::postgres) {
      mysql::impact(command, static_cast<std::uint32_t>(first), session_.schema(),
                    mysql_environment(), effects);
      return;
    }
    const Setting* zone = session_.settings().find("timezone");
    const bool zone_known = zone != nullptr && zone->value_known;
    const postgres::Environment environment{timeline_.server_,
                                            zone_known ? std::string_view(zone->value) : ""};
    postgres::impact(command, static_cast<std::uint32_t>(first), session_.schema(), environment,
                     effects);
    if (!std::ranges::is_sorted(effects, {}, &Effect::operation)) {
      std::ranges::stable_sort(effects, {}, &Effect::operation);
    }
  }

  [[nodiscard]] Moment moment_of(const Statement& statement, std::span<const Operation> command,
                                 const TransactionState* committed) const {
    return {
        .migration = migration_,
        .direction = direction_,
        .migration_number = timeline_.migrations_,
        .script = script_,
        .statement = statement,
        .command = command,
        .effects = timeline_.effects_,
        .before = session_.schema(),
        .transaction = session_.transaction(),
        .committed = committed,
        .held = session_.held(),
        .settings = session_.settings(),
        .server = timeline_.server_,
        .undo = timeline_.undo_,
    };
  }

  void take_locks(const Moment& at) {
    for (const Effect& effect : at.effects) {
      if (effect.lock == LockMode::none) continue;
      session_.take_lock(effect.relation, effect.lock,
                         at.statement.operations[effect.operation].span,
                         !effect.creates && !at.is_new(effect.relation), timeline_.migrations_);
    }
  }

  void replay(std::span<const Operation> command) {
    Schema& schema = session_.schema();
    const Origin origin{timeline_.migrations_, session_.transaction().number, {}};
    const Renaming renaming = session_.held().empty() ? Renaming{} : renaming_of(command.front());
    const RelationKey from = renaming.name.empty() ? RelationKey{} : schema.key(renaming.from);
    schema.apply(command, origin);
    if (!from.empty()) {
      const auto to = renaming.schema.empty() ? from.substr(0, from.find('.')) : renaming.schema;
      session_.rename_relation(from, schema.key({to, renaming.name}));
    }
    for (const Operation& operation : command)
      replay_in_session(operation);
  }

  struct Renaming {
    ObjectName from;
    std::string_view schema;  ///< Empty: the same.
    std::string_view name;
  };

  static Renaming renaming_of(const Operation& operation) {
    if (const auto* rename = std::get_if<op::RenameRelation>(&operation.action)) {
      return {rename->relation, {}, rename->new_name};
    }
    if (const auto* move = std::get_if<op::SetSchema>(&operation.action)) {
      return {move->relation, move->new_schema, move->relation.name};
    }
    return {};
  }

  void replay_in_session(const Operation& operation) {
    const bool in_block = operation.nesting.in_block;
    if (const auto* control = std::get_if<Control>(&operation.action)) {
      session_.control(*control, operation.span, in_block);
    } else if (const auto* set = std::get_if<op::SetParameter>(&operation.action)) {
      const bool in_transaction = session_.transaction().open() || in_block;
      timeline_.lock_waits_.set(*set, operation.span, in_transaction);
      session_.set(*set, operation.span, in_block);
    } else if (const auto* other = std::get_if<op::OtherCommand>(&operation.action)) {
      if (other->command != "DISCARD ALL") return;
      timeline_.lock_waits_.discard_settings(operation.span);
      session_.discard_settings();
    }
  }

  void finish() {
    if (visitor_.end) {
      visitor_.end(ScriptEnd{migration_, direction_, timeline_.migrations_, script_,
                             session_.schema(), session_.transaction(), timeline_.lock_waits_.all(),
                             timeline_.undo_});
    }
    timeline_.pending_ =
        session_.transaction().open() && unit_.wrap == Wrap::all_pending && migration_.reported;
    timeline_.pending_direction_ = direction_;
    // A BEGIN without its end is taken for a COMMIT forgotten, not for work to be thrown away.
    if (!timeline_.pending_) session_.commit();
  }

  Timeline& timeline_;
  Session& session_;
  const Migration& migration_;
  const Script& source_;
  Direction direction_;
  std::span<const Statement> script_;
  const TimelineVisitor& visitor_;
  Unit unit_;
  bool entered_ = false;
  bool released_ = false;  ///< See `release_script`.
};

void Timeline::run(const Migration& migration, Direction direction,
                   std::span<const Statement> script, const TimelineVisitor& visitor) {
  ++migrations_;
  ScriptRun(*this, migration, direction, script, visitor).run();
}

void Timeline::run_down(const Migration& migration, std::span<const Statement> script,
                        const Undo& undo, const TimelineVisitor& visitor) {
  undo_ = &undo;
  run(migration, Direction::down, script, visitor);
  undo_ = nullptr;
}

}  // namespace miglint
