// A parameter of the application's own, set for the session: the pool's next user inherits it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// Parameters of the server's own modules: they tune how a session works, not for whom.
constexpr std::array<std::string_view, 9> module_prefixes{
    "plpgsql", "plperl",  "pltcl",       "plpython", "auto_explain", "pg_stat_statements",
    "pg_trgm", "pgaudit", "postgres_fdw"};

bool is_own(std::string_view parameter, const Schema& schema) {
  const auto dot = parameter.find('.');
  if (dot == std::string_view::npos) return false;
  const std::string_view prefix = parameter.substr(0, dot);
  return std::ranges::find(module_prefixes, prefix) == module_prefixes.end() &&
         !schema.extension_exists(prefix);
}

struct Leak {
  const op::SetParameter* set = nullptr;
  const Operation* operation = nullptr;
  bool in_function = false;
};

/// Sets of one script, or of one function body, that nothing behind them takes back.
class Leaks {
 public:
  Leaks(const Schema& schema, bool in_function) : schema_(schema), in_function_(in_function) {}

  void see(const Operation& operation) {
    if (const auto* set = std::get_if<op::SetParameter>(&operation.action)) {
      const bool takes_back = set->reset || (set->value_known && set->value.empty());
      if (takes_back) {
        std::erase_if(found_, [&](const Leak& leak) {
          return set->parameter == "all" || leak.set->parameter == set->parameter;
        });
      } else if (set->scope == op::SetParameter::Scope::session &&
                 is_own(set->parameter, schema_)) {
        found_.push_back({set, &operation, in_function_});
      }
    } else if (const auto* other = std::get_if<op::OtherCommand>(&operation.action)) {
      if (other->command == "DISCARD ALL") found_.clear();
    }
  }
  [[nodiscard]] std::span<const Leak> found() const { return found_; }

 private:
  const Schema& schema_;
  bool in_function_;
  std::vector<Leak> found_;
};

void report(const Leak& leak, Findings& findings) {
  const op::SetParameter& set = *leak.set;
  const std::string value = set.value_known ? fmt::format("'{}'", set.value) : std::string("…");
  findings.add({
      .span = leak.operation->span,
      .message = fmt::format("`{}` is set for the whole session{}: on a pooled connection it is "
                             "still set for whoever gets the connection next.",
                             set.parameter, leak.in_function ? " of whoever calls this" : ""),
      .safe_way = leak.in_function
                      ? fmt::format("PERFORM set_config('{}', {}, true);\n", set.parameter, value)
                      : fmt::format("BEGIN;\n"
                                    "SET LOCAL {} = {};\n"
                                    "-- … what needs it …\n"
                                    "COMMIT;\n",
                                    set.parameter, value),
  });
}

void report(const Leaks& leaks, Findings& findings) {
  for (const Leak& leak : leaks.found())
    report(leak, findings);
}

void check(const ScriptEnd& at, Findings& findings) {
  Leaks script(at.after, false);
  for (const Statement& statement : at.script) {
    for (const Operation& operation : statement.operations) {
      script.see(operation);
      const auto* function = std::get_if<op::CreateFunction>(&operation.action);
      if (function == nullptr || function->body.empty()) continue;
      Leaks body(at.after, true);
      for (const Operation& inner : function->body)
        body.see(inner);
      report(body, findings);
    }
  }
  report(script, findings);
}

}  // namespace

extern const RuleLogic session_setting_outlives_transaction;
const RuleLogic session_setting_outlives_transaction{.end = check};

}  // namespace miglint::rules
