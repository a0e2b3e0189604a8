#include "dialect/mysql/impact.h"

#include <algorithm>
#include <variant>

#include "dialect/mysql/impact/together.h"
#include "dialect/mysql/impact/verdict.h"

namespace miglint::mysql {
namespace {

/// The subcommand of an ALTER TABLE, or a statement that the server runs as one.
template <class Op>
concept ChangesTable = requires(const Op& op, const Place& at) {
  { verdict(op, at) } -> std::same_as<Verdict>;
};

const ObjectName* altered_table(const Action& action) {
  return std::visit(
      [](const auto& op) -> const ObjectName* {
        using Op = std::remove_cvref_t<decltype(op)>;
        if constexpr (!ChangesTable<Op> && !std::same_as<Op, op::OnlineClause>) {
          return nullptr;
        } else if constexpr (requires { op.relation.name; }) {
          return &op.relation;
        } else if constexpr (requires { op.table.name.name; }) {
          return &op.table.name;
        } else {
          return &op.table;
        }
      },
      action);
}

DdlAlgorithm algorithm_of(std::string_view word) {
  if (word == "INSTANT") return DdlAlgorithm::instant;
  if (word == "NOCOPY") return DdlAlgorithm::nocopy;
  if (word == "INPLACE") return DdlAlgorithm::inplace;
  return word == "COPY" ? DdlAlgorithm::copy : DdlAlgorithm::none;
}

DdlLock lock_of(std::string_view word) {
  if (word == "EXCLUSIVE") return DdlLock::exclusive;
  return word == "SHARED" ? DdlLock::shared : DdlLock::none;
}

class Command {
 public:
  Command(std::span<const Operation> command, std::uint32_t first, const Schema& before,
          const Environment& environment, std::vector<Effect>& effects)
      : command_(command),
        first_(first),
        before_(before),
        environment_(environment),
        effects_(effects),
        company_(command) {}

  void run() {
    for (std::uint32_t at = 0; at < command_.size(); ++at) {
      operation_ = first_ + at;
      // It stands behind the changes that it speaks of.
      if (std::holds_alternative<op::OnlineClause>(command_[at].action)) judge_all();
      std::visit([this](const auto& op) { add(op); }, command_[at].action);
    }
    judge_all();
  }

 private:
  void judge_all() {
    if (changed_ == nullptr) return;
    const Place at{command_, company_, before_.find_table(*changed_), before_, environment_};
    judge_together(at, first_, std::span(effects_).subspan(begin_));
    changed_ = nullptr;
  }

  [[nodiscard]] bool made_by_command(const ObjectName& table) const {
    if (!company_.has<op::CreateTable>()) return false;
    return std::ranges::any_of(command_, [&](const Operation& operation) {
      const auto* create = std::get_if<op::CreateTable>(&operation.action);
      return create != nullptr && create->table == table;
    });
  }

  Effect& effect(const ObjectName& name) {
    Effect& made = effects_.emplace_back();
    made.relation = before_.key(name);
    made.operation = operation_;
    return made;
  }

  template <ChangesTable Op>
  void add(const Op& op) {
    const ObjectName& name = *altered_table(command_[operation_ - first_].action);
    if (made_by_command(name)) return;
    if constexpr (requires { op.table.if_exists; }) {
      if (op.table.if_exists && before_.known_absent(name)) return;
    }
    const Place at{command_, company_, before_.find_table(name), before_, environment_};
    const Verdict result = verdict(op, at);
    set(effect(name), result, at.server());
    changed_ = &name;
    // The server reads the referenced table too, and waits for those who use it.
    if constexpr (std::same_as<Op, op::AddConstraint>) {
      if (op.constraint.kind == ConstraintKind::foreign_key) {
        effect(op.constraint.referenced_table).cause = "the foreign key refers to it";
      }
    }
  }

  /// What the server is asked for against the best that it can do.
  void add(const op::OnlineClause& clause) {
    OnlineDdl best;
    std::string_view cause;
    for (const Effect& other : effects_) {
      const bool of_command =
          other.operation >= first_ && other.online.algorithm != DdlAlgorithm::none;
      if (!of_command) continue;
      if (other.online.algorithm > best.algorithm) cause = other.cause;
      best = {.algorithm = std::max(best.algorithm, other.online.algorithm),
              .lock = std::max(best.lock, other.online.lock),
              .rebuild = best.rebuild || other.online.rebuild};
    }
    Effect& made = effect(clause.table.name);
    OnlineDdl& online = made.online;
    online.requested = true;
    online.algorithm = algorithm_of(clause.algorithm);
    online.lock = lock_of(clause.lock);
    made.cause = cause;
    const Server& server = environment_.server;
    const bool instant = online.algorithm == DdlAlgorithm::instant;
    if (instant && !clause.lock.empty() && !server.mariadb) {
      online.refused = 1221;  // Incorrect usage of ALGORITHM=INSTANT and LOCK.
      made.cause = "ALGORITHM=INSTANT cannot be combined with LOCK=NONE, SHARED or EXCLUSIVE";
    } else if (!server.mariadb && online.algorithm == DdlAlgorithm::nocopy) {
      online.refused = 1800;  // Unknown ALGORITHM.
      made.cause = "MySQL does not know ALGORITHM=NOCOPY";
    } else if (!server.mariadb && instant && !server.at_least(8, 0, 12)) {
      online.refused = 1800;
      made.cause = "MySQL knows ALGORITHM=INSTANT from 8.0.12 on";
    } else if (online.algorithm != DdlAlgorithm::none && online.algorithm < best.algorithm) {
      online.refused = cause.empty() ? 1845 : 1846;
      if (instant && cause == kMostRowVersions) online.refused = 4092;
    } else if (!clause.lock.empty() && online.lock < lock_with(online.algorithm, best)) {
      online.refused = cause.empty() ? 1845 : 1846;
    }
    // INPLACE is what the server then does, where INSTANT would have spared the rows.
    const bool columns = std::ranges::any_of(command_, [](const Operation& operation) {
      return std::holds_alternative<op::AddColumn>(operation.action) ||
             std::holds_alternative<op::DropColumn>(operation.action);
    });
    if (online.algorithm == DdlAlgorithm::inplace && best.algorithm == DdlAlgorithm::instant &&
        columns && !server.mariadb) {
      online.rebuild = true;
      made.cause = "ALGORITHM=INPLACE is asked for where INSTANT would do";
    }
    if (online.algorithm == DdlAlgorithm::copy && server.mariadb && server.at_least(11, 2)) return;
    if (online.algorithm == DdlAlgorithm::copy && clause.lock.empty()) {
      online.lock = DdlLock::shared;
    }
  }

  [[nodiscard]] DdlLock lock_with(DdlAlgorithm asked, const OnlineDdl& best) const {
    const Server& server = environment_.server;
    const bool online_copy = server.mariadb && server.at_least(11, 2);
    return asked == DdlAlgorithm::copy && !online_copy ? DdlLock::shared : best.lock;
  }

  /// Nobody else uses it meanwhile. As measured on both servers with a reader and with a writer
  /// that held the table in an open transaction.
  void alone(const ObjectName& name, std::string_view how_long) {
    Effect& made = effect(name);
    made.online.lock = DdlLock::exclusive;
    made.cause = how_long;
  }

  void whole_table(const ObjectName& name) {
    if (name.schema == "pg_temp") return;
    alone(name, "for an instant, once nobody has the table open in a transaction");
  }

  void rows(const ObjectName& table, const Filter* filter) {
    Effect& made = effect(table);
    const bool bounded = filter == nullptr || filter->limited ||
                         filter->kind == FilterKind::key_range ||
                         filter->kind == FilterKind::contradiction;
    made.duration = bounded ? Duration::instant : Duration::table_size;
  }

  void add(const op::CreateTable& create) {
    Effect& made = effect(create.table);
    made.creates = true;
    for (const Constraint& constraint : create.constraints) {
      if (constraint.kind == ConstraintKind::foreign_key) {
        effect(constraint.referenced_table).cause = "a foreign key of the new table refers to it";
      }
    }
  }
  void add(const op::CreateTableAs& create) { effect(create.table).creates = true; }
  void add(const op::DropTable& drop) {
    if (drop.if_exists && before_.known_absent(drop.table)) return;
    whole_table(drop.table);
  }
  void add(const op::TruncateTable& truncate) { whole_table(truncate.table); }
  void add(const op::LockTable& lock) {
    Effect& made = effect(lock.table);
    made.online.lock = lock.mode == "WRITE" ? DdlLock::exclusive : DdlLock::shared;
    made.cause = "until UNLOCK TABLES";
  }
  void add(const op::DropObject& drop) {
    using Kind = op::DropObject::Kind;
    if (drop.kind == Kind::schema) {
      alone(drop.name,
            "of all tables in the database for an instant, once nobody has one of them open in a "
            "transaction");
    } else if (drop.kind == Kind::view) {
      alone(drop.name, "of the view for an instant, once nobody has it open in a transaction");
    } else if (drop.kind_word == "TRIGGER") {
      alone(drop.name,
            "of the trigger's table for an instant, once nobody has it open in a transaction");
    }
  }
  void add(const op::CreateView& view) {
    if (!view.or_replace || before_.known_absent(view.view)) return;
    alone(view.view, "of the view for an instant, once nobody has it open in a transaction");
  }
  void add(const op::UpdateRows& update) { rows(update.table, &update.filter); }
  void add(const op::DeleteRows& remove) { rows(remove.table, &remove.filter); }
  void add(const op::InsertRows& insert) { rows(insert.table, nullptr); }
  void add(const op::CreateTrigger& trigger) { whole_table(trigger.table); }
  /// What takes no lock on a table that others would wait for.
  template <class Op>
  void add(const Op& /*operation*/) {}

  std::span<const Operation> command_;
  std::uint32_t first_;
  const Schema& before_;
  const Environment& environment_;
  std::vector<Effect>& effects_;
  Company company_;
  std::uint32_t operation_ = 0;
  std::size_t begin_ = effects_.size();  ///< Where the command's own effects begin.
  const ObjectName* changed_ = nullptr;  ///< By an ALTER TABLE; null: all is judged.
};

template <class... Ops>
bool is_one_of(const Action& action) {
  return (std::holds_alternative<Ops>(action) || ...);
}

}  // namespace

void impact(std::span<const Operation> command, std::uint32_t first, const Schema& before,
            const Environment& environment, std::vector<Effect>& effects) {
  Command(command, first, before, environment, effects).run();
}

/// Manual, "Statements That Cause an Implicit Commit".
bool commits_implicitly(const Operation& operation) {
  const Action& action = operation.action;
  if (const auto* other = std::get_if<op::OtherCommand>(&action)) return other->commits;
  if (const auto* create = std::get_if<op::CreateTable>(&action)) {
    return create->persistence != Persistence::temporary;
  }
  if (const auto* drop = std::get_if<op::DropTable>(&action)) {
    return drop->table.schema != "pg_temp";
  }
  if (const auto* control = std::get_if<op::TransactionControl>(&action)) {
    return control->kind == op::TransactionControl::Kind::begin;
  }
  if (altered_table(action) != nullptr) return true;
  return is_one_of<op::CreateTableAs, op::TruncateTable, op::LockTable, op::CreateView,
                   op::CreateTrigger, op::CreateFunction, op::DropObject, op::CreateSchema,
                   op::CreateSequence, op::Vacuum, op::Grant, op::RoleCommand>(action);
}

}  // namespace miglint::mysql
