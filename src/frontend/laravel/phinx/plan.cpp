// Phinx\Db\Plan\Plan: in which order actions are sent, and which of them in one statement.
#include <algorithm>
#include <functional>
#include <iterator>

#include "frontend/laravel/phinx/adapter.h"

namespace miglint::laravel::phinx {
namespace {

using Kind = Action::Kind;

/// Actions on one table, sent as one ALTER TABLE and what follows it.
using Alter = std::vector<const Action*>;

struct NewTable {
  const Action* create = nullptr;
  std::vector<const Action*> parts;
};

bool is(const Action& action, std::initializer_list<Kind> kinds) {
  return std::ranges::find(kinds, action.kind) != kinds.end();
}

class Plan {
 public:
  Plan(const std::vector<Action>& actions, const Target& target) : target_(target) {
    for (const Action& action : actions) {
      if (action.kind == Kind::create_table) creates_.push_back({&action, {}});
    }
    for (const Action& action : actions)
      gather(action);
    resolve();
  }

  Statements run() {
    for (const NewTable& table : creates_) {
      if (auto done = create(table); !done) return std::unexpected(done.error());
    }
    return send({&updates_, &constraints_, &indexes_, &removes_, &moves_});
  }

  /// The actions as they reach the adapter. What is made with a table is not told apart from it.
  [[nodiscard]] std::vector<Action> in_order() const {
    std::vector<Action> all;
    for (const NewTable& table : creates_)
      all.push_back(*table.create);
    for (const auto* alters : {&updates_, &constraints_, &indexes_, &removes_, &moves_}) {
      for (const Alter& alter : *alters) {
        for (const Action* action : alter)
          all.push_back(*action);
      }
    }
    return all;
  }

  Statements run_inverse() {
    return send({&constraints_, &moves_, &indexes_, &removes_, &updates_});
  }

 private:
  using Done = std::expected<void, std::string>;

  void gather(const Action& action) {
    const auto made = std::ranges::find_if(creates_, [&](const NewTable& table) {
      return table.create->table->name == action.table->name;
    });
    if (is(action, {Kind::add_column, Kind::add_index}) && made != creates_.end()) {
      made->parts.push_back(&action);
      return;
    }
    const bool is_made = made != creates_.end();
    if (is(action, {Kind::remove_column})) {
      if (!is_made) add(removes_, action);
    } else if (is(action, {Kind::add_column, Kind::change_column, Kind::rename_column})) {
      if (!is_made) add(updates_, action);
    } else if (is(action, {Kind::add_index, Kind::drop_index})) {
      if (!is_made) add(indexes_, action);
    } else if (is(action, {Kind::add_foreign_key, Kind::drop_foreign_key})) {
      add(constraints_, action);
    } else if (action.kind != Kind::create_table) {
      add(moves_, action);
    }
  }

  static void add(std::vector<Alter>& to, const Action& action) {
    const auto found = std::ranges::find_if(
        to, [&](const Alter& alter) { return alter.front()->table->name == action.table->name; });
    (found == to.end() ? to.emplace_back() : *found).push_back(&action);
  }

  void resolve() {
    for (const Alter& move : moves_) {
      for (const Action* action : move) {
        if (action->kind != Kind::drop_table) continue;
        for (auto* list : {&updates_, &constraints_, &indexes_, &removes_}) {
          std::erase_if(*list, [&](const Alter& alter) {
            return alter.front()->table->name == action->table->name;
          });
        }
      }
    }
    updates_ = split(updates_, Kind::rename_column, Kind::change_column,
                     [](const Action& renamed, const Action& changed) {
                       return renamed.new_name == changed.name;
                     });
    for (Alter& alter : constraints_)
      alter = with_dropped_indexes(alter);
    constraints_ = split(constraints_, Kind::drop_foreign_key, Kind::add_foreign_key,
                         [](const Action& dropped, const Action& added) {
                           return dropped.key.columns == added.key.columns;
                         });
  }

  /// Phinx\Db\Plan\Solver\ActionSplitter: `second` that meets a `first` goes into a statement of
  /// its own.
  static std::vector<Alter> split(
      const std::vector<Alter>& alters, Kind first, Kind second,
      const std::function<bool(const Action&, const Action&)>& conflicts) {
    std::vector<Alter> result;
    for (const Alter& alter : alters) {
      Alter own;
      Alter later;
      for (const Action* action : alter) {
        const bool waits =
            action->kind == second && std::ranges::any_of(alter, [&](const Action* other) {
              return other->kind == first && conflicts(*other, *action);
            });
        (waits ? later : own).push_back(action);
      }
      if (!own.empty()) result.push_back(std::move(own));
      if (!later.empty()) result.push_back(std::move(later));
    }
    return result;
  }

  /// An index that a foreign key needs is dropped behind it.
  Alter with_dropped_indexes(const Alter& alter) {
    Alter result;
    for (const Action* action : alter) {
      result.push_back(action);
      if (action->kind != Kind::drop_foreign_key) continue;
      for (Alter& indexes : indexes_) {
        const auto goes = [&](const Action* other) {
          return other->kind == Kind::drop_index && other->table->name == action->table->name &&
                 other->index.columns == action->key.columns;
        };
        std::ranges::copy_if(indexes, std::back_inserter(result), goes);
        std::erase_if(indexes, goes);
      }
      std::erase_if(indexes_, [](const Alter& indexes) { return indexes.empty(); });
    }
    return result;
  }

  Done create(const NewTable& table) {
    std::vector<Column> columns;
    std::vector<Index> indexes;
    for (const Action* part : table.parts) {
      if (part->kind == Kind::add_column) {
        columns.push_back(part->column);
      } else {
        indexes.push_back(part->index);
      }
    }
    auto made = create_table(target_, *table.create->table, std::move(columns), indexes);
    if (!made) return std::unexpected(made.error());
    for (std::string& sql : *made)
      out_.push_back({std::move(sql), table.create->span, false});
    return {};
  }

  Statements send(std::initializer_list<const std::vector<Alter>*> sequence) {
    for (const auto* alters : sequence) {
      for (const Alter& alter : *alters) {
        if (auto done = send(alter); !done) return std::unexpected(done.error());
      }
    }
    return std::move(out_);
  }

  Done send(const Alter& actions) {
    std::vector<std::string> parts;
    std::vector<Span> places;
    std::vector<CompiledSql> after;
    CompiledSql whole{{}, actions.front()->span, false};
    for (const Action* action : actions) {
      auto made = alter(target_, *action);
      if (!made) return std::unexpected(made.error());
      if (parts.empty()) whole.span = action->span;
      places.insert(places.end(), made->parts.size(), action->span);
      std::ranges::move(made->parts, std::back_inserter(parts));
      if (!made->parts.empty()) whole.approximate |= made->approximate;
      for (std::string& sql : made->after)
        after.push_back({std::move(sql), action->span, made->approximate});
    }
    if (!parts.empty()) {
      whole.text = "ALTER TABLE " + quoted_table(target_, actions.front()->table->name) + ' ';
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto begin = static_cast<std::uint32_t>(i == 0 ? 0 : whole.text.size());
        whole.pieces.push_back({begin, places[i]});
        whole.text += (i == 0 ? "" : ", ") + parts[i];
      }
      whole.text.resize(whole.text.find_last_not_of(' ') + 1);
      out_.push_back(std::move(whole));
    }
    std::ranges::move(after, std::back_inserter(out_));
    return {};
  }

  const Target& target_;
  std::vector<NewTable> creates_;
  std::vector<Alter> updates_;
  std::vector<Alter> moves_;
  std::vector<Alter> indexes_;
  std::vector<Alter> constraints_;
  std::vector<Alter> removes_;
  std::vector<CompiledSql> out_;
};

/// Phinx\Db\Adapter\ProxyAdapter: what undoes an action.
std::expected<Action, std::string> inverse(const Action& action) {
  Action undo = action;
  switch (action.kind) {
    case Kind::create_table:
      undo.kind = Kind::drop_table;
      return undo;
    case Kind::rename_table: {
      auto renamed = std::make_shared<TableName>();
      renamed->name = action.new_name;
      undo.table = std::move(renamed);
      undo.new_name = action.table->name;
      return undo;
    }
    case Kind::add_column:
      undo.kind = Kind::remove_column;
      undo.name = action.column.name;
      return undo;
    case Kind::rename_column:
      std::swap(undo.name, undo.new_name);
      return undo;
    case Kind::add_index:
      undo.kind = Kind::drop_index;
      return undo;
    case Kind::add_foreign_key:
      undo.kind = Kind::drop_foreign_key;
      return undo;
    default:
      return std::unexpected(
          "Phinx cannot undo this call of change(): the rollback stops with "
          "IrreversibleMigrationException");
  }
}

}  // namespace

Statements plan(const std::vector<Action>& actions, const Target& target) {
  return Plan(actions, target).run();
}

std::vector<Action> in_plan_order(const std::vector<Action>& actions, const Target& target) {
  return Plan(actions, target).in_order();
}

Statements inverse_plan(const std::vector<Action>& actions, const Target& target) {
  std::vector<Action> undone;
  for (auto action = actions.rbegin(); action != actions.rend(); ++action) {
    auto undo = inverse(*action);
    if (!undo) return std::unexpected(undo.error());
    undone.push_back(std::move(*undo));
  }
  return Plan(undone, target).run_inverse();
}

}  // namespace miglint::laravel::phinx
