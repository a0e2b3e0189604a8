// A table of a storage engine that knows no transactions.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

/// Other engines are either transactional or no store of the project's own rows.
struct Engine {
  std::string_view name;
  std::string_view loss;  ///< What a crash or a restart does to its rows.
};

constexpr std::array kEngines{
    Engine{"myisam", "a crash in the middle of a write leaves the table broken"},
    Engine{"mrg_myisam", "a crash in the middle of a write leaves its tables broken"},
    Engine{"merge", "a crash in the middle of a write leaves its tables broken"},
    Engine{"aria", "a statement that fails half-way is not taken back"},
    Engine{"memory", "all of its rows are gone when the server restarts"},
    Engine{"heap", "all of its rows are gone when the server restarts"},
    Engine{"csv", "a crash in the middle of a write leaves the file broken"},
    Engine{"archive", "its rows cannot be changed or deleted"},
    Engine{"blackhole", "it keeps no rows at all"},
};

const Engine* engine_called(std::string_view name) {
  const auto found = std::ranges::find(kEngines, name, &Engine::name);
  return found == kEngines.end() ? nullptr : &*found;
}

void report(const ObjectName& table, std::string_view name, Span span, Findings& findings) {
  const Engine* engine = engine_called(name);
  if (engine == nullptr) return;
  findings.add({
      .span = span,
      .message = fmt::format("`{}` is stored by {}, which knows no transactions: a ROLLBACK leaves "
                             "its rows changed, every write locks the whole table, and {}.",
                             mysql_name(table), name, engine->loss),
      .safe_way = "ENGINE=InnoDB",
  });
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::down || create.persistence == Persistence::temporary) return;
  report(create.table, create.traits.engine, operation.span, findings);
}

void check_option(const op::SetTableOption& option, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (at.direction == Direction::down) return;
  report(option.table.name, option.traits.engine, operation.span, findings);
}

}  // namespace

extern const RuleLogic engine_without_transactions;
const RuleLogic engine_without_transactions{.operations = {on<check_create>(), on<check_option>()}};

}  // namespace miglint::rules
