#include "dialect/mysql/impact/together.h"

#include <algorithm>
#include <variant>

namespace miglint::mysql {
namespace {

bool is_virtual(const Operation& operation, const Place& at) {
  if (const auto* add = std::get_if<op::AddColumn>(&operation.action)) {
    return add->column.generated == Generated::virtual_;
  }
  const auto* drop = std::get_if<op::DropColumn>(&operation.action);
  const Column* column = drop == nullptr ? nullptr : at.column(drop->column);
  return column != nullptr && column->generated == Generated::virtual_;
}

template <class... Ops>
bool is_one_of(const Operation& operation) {
  return (std::holds_alternative<Ops>(operation.action) || ...);
}

/// Rows get another layout: in an instant, where the server keeps the old ones beside it.
bool changes_layout(const Operation& operation, const Place& at) {
  if (is_virtual(operation, at)) return false;
  if (is_one_of<op::AddColumn, op::DropColumn>(operation)) return true;
  const auto* change = std::get_if<op::ChangeColumn>(&operation.action);
  return at.server().mariadb && change != nullptr &&
         change->position.kind != ColumnPosition::Kind::unsaid;
}

bool builds_index(const Operation& operation) {
  return is_one_of<op::CreateIndex, op::AddConstraint>(operation);
}

/// The server adds and drops virtual columns in the company of few other changes. MariaDB is as
/// choosy with DROP COLUMN on a table that has one.
class VirtualColumns {
 public:
  explicit VirtualColumns(const Place& at) : at_(at) {}

  [[nodiscard]] const Operation* copied(const OnlineDdl& all) const {
    const auto found = std::ranges::find_if(at_.command, [this](const Operation& operation) {
      return is_virtual(operation, at_) || (at_.server().mariadb && has_virtual_column(at_) &&
                                            is_one_of<op::DropColumn>(operation));
    });
    if (found == at_.command.end() || at_.command.size() == 1) return nullptr;
    const bool drops = is_one_of<op::DropColumn>(*found);
    const bool in_instant = all.algorithm == DdlAlgorithm::instant;
    const bool bearable = std::ranges::all_of(at_.command, [&](const Operation& operation) {
      return bears(operation, drops, in_instant);
    });
    return all.rebuild || !bearable ? &*found : nullptr;
  }

 private:
  [[nodiscard]] bool bears(const Operation& operation, bool drops, bool in_instant) const {
    if (is_virtual(operation, at_)) return true;
    if (is_one_of<op::DropColumn, op::CreateIndex, op::DropIndex, op::OnlineClause>(operation)) {
      return true;
    }
    if (at_.server().mariadb) return false;
    if (is_one_of<op::AddColumn>(operation)) return !drops;
    if (const auto* change = std::get_if<op::ChangeColumn>(&operation.action)) {
      return in_instant && change->column == change->definition.name;
    }
    return is_one_of<op::SetDefault, op::DropDefault>(operation);
  }

  const Place& at_;
};

bool is_longer_or_renamed(const Operation& operation, const Place& at) {
  if (is_one_of<op::RenameColumn>(operation)) return true;
  const auto* change = std::get_if<op::ChangeColumn>(&operation.action);
  const Column* old = change == nullptr ? nullptr : at.column(change->column);
  if (old == nullptr || !old->type) return false;
  return change->column != change->definition.name ||
         !std::ranges::equal(old->type->modifiers, change->definition.type.modifiers);
}

class Together {
 public:
  Together(const Place& at, std::uint32_t first, std::span<Effect> effects)
      : at_(at), first_(first), effects_(effects) {}

  void judge() {
    if (combined(effects_).algorithm == DdlAlgorithm::copy) return;
    if (is_rebuilt_by_company()) {
      make_worse(changes_layout, rebuild("a column is added, dropped or moved along with what "
                                         "cannot be done in an instant"));
    }
    if (at_.server().mariadb) judge_moves();
    judge_virtual_columns();
    judge_fulltext();
    judge_options();
  }

 private:
  template <class Which>
  void make_worse(Which which, const Verdict& verdict) {
    for (Effect& effect : effects_) {
      if (!is_change(effect) || effect.online.rebuild) continue;
      if (!which(operation_of(effect), at_)) continue;
      Verdict worse = verdict;
      worse.assumption = effect.assumption;
      set(effect, worse, at_.server());
    }
  }

  [[nodiscard]] static bool is_change(const Effect& effect) {
    return effect.online.algorithm != DdlAlgorithm::none && !effect.online.requested;
  }
  [[nodiscard]] const Operation& operation_of(const Effect& effect) const {
    return at_.command[effect.operation - first_];
  }
  [[nodiscard]] bool any(bool (*is)(const Operation&, const Place&)) const {
    return std::ranges::any_of(at_.command,
                               [&](const Operation& operation) { return is(operation, at_); });
  }

  [[nodiscard]] bool is_rebuilt_by_company() const {
    if (!any(&changes_layout)) return false;
    if (at_.server().mariadb) return std::ranges::any_of(at_.command, builds_index);
    return combined(effects_).algorithm != DdlAlgorithm::instant;
  }

  /// A table with a FULLTEXT index is moved about in place only while nobody writes.
  void judge_moves() {
    if (!has_fulltext(at_)) return;
    make_worse(
        [](const Operation& operation, const Place& at) {
          return std::holds_alternative<op::ChangeColumn>(operation.action) &&
                 changes_layout(operation, at);
        },
        rebuild("a column gets another place in a table with a FULLTEXT index"));
  }

  void judge_virtual_columns() {
    const Operation* copied = VirtualColumns(at_).copied(combined(effects_));
    if (copied == nullptr) return;
    const Verdict verdict =
        copy(at_,
             "a virtual column, or a column beside one, is added or dropped together with other "
             "changes");
    for (Effect& effect : effects_) {
      if (is_change(effect) && &operation_of(effect) == copied) set(effect, verdict, at_.server());
    }
  }

  void judge_fulltext() {
    if (!keeps_fulltext(at_)) return;
    for (Effect& effect : effects_) {
      if (!is_change(effect) || !effect.online.rebuild) continue;
      if (effect.online.algorithm == DdlAlgorithm::copy) continue;
      Verdict verdict = at_.server().mariadb ? rebuild("the table has a FULLTEXT index")
                                             : copy(at_, "the table has a FULLTEXT index");
      verdict.online.lock = DdlLock::shared;
      verdict.index_build = effect.index_build;
      set(effect, verdict, at_.server());
    }
  }

  /// MariaDB does either in an instant, and both in place.
  void judge_options() {
    if (!at_.server().mariadb || !has<op::SetTableOption>(at_) || !any(&is_longer_or_renamed)) {
      return;
    }
    if (combined(effects_).algorithm != DdlAlgorithm::instant) return;
    make_worse(&is_longer_or_renamed, nocopy());
  }

  const Place& at_;
  std::uint32_t first_;
  std::span<Effect> effects_;
};

}  // namespace

void set(Effect& effect, const Verdict& verdict, const Server& server) {
  effect.online = verdict.online;
  // MySQL's statement is INPLACE in the manual's words, whether or not it builds the table anew.
  if (!server.mariadb && effect.online.algorithm == DdlAlgorithm::nocopy) {
    effect.online.algorithm = DdlAlgorithm::inplace;
  }
  effect.rewrite = verdict.online.rebuild;
  effect.scan = verdict.scan;
  effect.index_build = verdict.index_build;
  effect.cause = verdict.cause;
  effect.assumption = verdict.assumption;
  const bool long_work = verdict.online.algorithm == DdlAlgorithm::copy || verdict.online.rebuild ||
                         verdict.index_build;
  effect.duration = long_work ? Duration::table_size : Duration::instant;
}

void judge_together(const Place& at, std::uint32_t first, std::span<Effect> effects) {
  Together(at, first, effects).judge();
}

}  // namespace miglint::mysql
