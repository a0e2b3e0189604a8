// DROP TABLE or TRUNCATE of a table that foreign keys of others refer to: the server refuses it.
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "lint/mysql_advice.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

constexpr std::size_t kMostNamed = 6;

struct ForeignKey {
  RelationKey table;
  const TableConstraint* constraint = nullptr;
};

/// Whether the session is sure to check foreign keys: `SET FOREIGN_KEY_CHECKS = 0` ends that.
bool checks_are_on(const Moment& at) {
  const Setting* setting = at.settings.find("foreign_key_checks");
  return setting == nullptr ||
         (setting->value_known && (setting->value == "1" || setting->value == "on"));
}

/// Only InnoDB keeps foreign keys; the others read them and forget them.
bool keeps_foreign_keys(const Table& table) {
  return table.engine.empty() || table.engine == "innodb";
}

/// Those of other tables that refer to it; one that refers to its own table goes with it.
std::vector<ForeignKey> keys_to(const Table& table, const Schema& schema) {
  std::vector<ForeignKey> keys;
  if (!keeps_foreign_keys(table)) return keys;
  for (const RelationKey key : schema.referencing_tables(table.key)) {
    const Table* of = schema.find_table(key);
    if (of == nullptr || key == table.key || !keeps_foreign_keys(*of)) continue;
    for (const TableConstraint& constraint : of->constraints) {
      const bool fits = constraint.referenced_table == table.key &&
                        constraint.origin.migration != 0 && schema.is_sure_of(constraint.origin);
      if (fits) keys.push_back({key, &constraint});
    }
  }
  return keys;
}

/// The table goes with the same statement, in time: MariaDB drops one after the other.
bool goes_too(RelationKey table, const Operation& operation, const Moment& at) {
  for (const Operation& part : at.command) {
    if (&part == &operation && at.migration.dialect == Dialect::mariadb) return false;
    const auto* drop = std::get_if<op::DropTable>(&part.action);
    if (drop != nullptr && at.before.key(drop->table) == table) return true;
  }
  return false;
}

struct Refusal {
  std::string what;  ///< "to drop `users`".
  int error = 0;     ///< Of the server.
  std::string then;  ///< What may run when the keys are gone.
};

void report(const Refusal& refusal, const std::vector<ForeignKey>& keys, const Operation& operation,
            const Moment& at, Findings& findings) {
  // A handler in a routine may be there for it.
  if (keys.empty() || operation.nesting.conditional) return;
  Finding finding{.span = operation.span, .safe_way = "-- before it\n"};
  std::string named;
  for (std::size_t i = 0; i < std::min(keys.size(), kMostNamed); ++i) {
    const std::string name = identifier(keys[i].constraint->name);
    const std::string on = identifier(keys[i].table, at.before);
    const std::string words = fmt::format("the foreign key `{}` of `{}`", name, on);
    named += (i == 0 ? "" : ", ") + words;
    finding.safe_way += fmt::format("ALTER TABLE {} DROP FOREIGN KEY {};\n", on, name);
    finding.related.push_back({keys[i].constraint->origin.span, words + " is made here"});
  }
  if (keys.size() > kMostNamed) named += fmt::format(" and {} more", keys.size() - kMostNamed);
  finding.message =
      fmt::format("{} refuses {} (error {}), since {} refer{} to it.", server_name(at),
                  refusal.what, refusal.error, named, keys.size() == 1 ? "s" : "");
  finding.safe_way += refusal.then;
  findings.add(std::move(finding));
}

void check_table(const op::DropTable& drop, const Operation& operation, const Moment& at,
                 Findings& findings) {
  const Table* table = at.before.find_table(drop.table);
  if (table == nullptr || !checks_are_on(at)) return;
  auto keys = keys_to(*table, at.before);
  std::erase_if(keys, [&](const ForeignKey& key) { return goes_too(key.table, operation, at); });
  const std::string name = identifier(table->key, at.before);
  const bool is_mariadb = at.migration.dialect == Dialect::mariadb;
  const int error = is_mariadb ? 1451 : at.server.major >= 8 ? 3730 : 1217;
  report({.what = fmt::format("to drop `{}`", name),
          .error = error,
          .then = fmt::format("DROP TABLE {};\n", name)},
         keys, operation, at, findings);
}

void check_truncate(const op::TruncateTable& truncate, const Operation& operation, const Moment& at,
                    Findings& findings) {
  const Table* table = at.before.find_table(truncate.table);
  if (table == nullptr || !checks_are_on(at)) return;
  const std::string name = identifier(table->key, at.before);
  report({.what = fmt::format("to empty `{}` by TRUNCATE", name),
          .error = 1701,
          .then = fmt::format("TRUNCATE TABLE {};\n", name)},
         keys_to(*table, at.before), operation, at, findings);
}

}  // namespace

extern const RuleLogic dropped_while_referenced;
const RuleLogic dropped_while_referenced{.operations = {on<check_table>(), on<check_truncate>()}};

}  // namespace miglint::rules
