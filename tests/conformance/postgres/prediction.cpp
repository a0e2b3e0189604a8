#include "prediction.h"

#include <algorithm>
#include <variant>
#include <vector>

#include "dialect/postgres/impact.h"
#include "dialect/postgres/read.h"
#include "record.h"
#include "timeline/timeline.h"

namespace miglint::conformance {
namespace {

void keep_strongest(std::map<std::string, std::string>& locks, const std::string& relation,
                    LockMode mode) {
  const std::string name(pg_locks_name(mode));
  std::string& kept = locks[relation];
  if (strength(kept) < strength(name)) kept = name;
}

void add(const Effect& effect, Prediction& prediction) {
  const std::string relation(effect.relation);
  if (effect.creates) return;
  if (effect.is_index) {
    keep_strongest(prediction.index_locks, relation, effect.lock);
    return;
  }
  keep_strongest(prediction.table_locks, relation, effect.lock);
  if (effect.assumption.starts_with("takes ACCESS EXCLUSIVE for a moment")) {
    prediction.may_truncate.insert(relation);
  }
  if (effect.rewrite) prediction.rewritten.insert(relation);
  if (effect.scan) prediction.scanned.insert(relation);
  if (effect.index_build) prediction.built.insert(relation);
}

}  // namespace

Prediction predict(const Case& wanted, int version) {
  Prediction prediction;
  Arena arena;
  const std::string setup = wanted.setup_script();
  const SqlStatement setup_source{
      .text = setup, .verbatim = false, .opaque_reason = {}, .guards = {}};
  const SqlStatement source{
      .text = wanted.statement, .verbatim = false, .opaque_reason = {}, .guards = {}};
  std::vector<Statement> script;
  postgres::read_statements(setup_source, arena, script);
  const std::size_t setup_statements = script.size();
  postgres::read_statements(source, arena, script);

  // The conformance server's own time zone, unless the set-up says otherwise.
  const SqlStatement zone{.text = "SET TimeZone = 'Europe/Berlin'",
                          .verbatim = false,
                          .opaque_reason = {},
                          .guards = {}};
  std::vector<Statement> with_zone;
  postgres::read_statements(zone, arena, with_zone);
  const std::size_t first = with_zone.size() + setup_statements;
  with_zone.insert(with_zone.end(), script.begin(), script.end());

  Migration migration;
  migration.up.scopes.emplace_back();
  Timeline timeline(ServerVersion{static_cast<std::uint16_t>(version), 0}, History::complete);
  TimelineVisitor visitor;
  const auto see = [&](const Moment& at) {
    if (&at.statement < &at.script[first]) return;
    for (const Effect& effect : at.effects)
      add(effect, prediction);
    for (const Table* table : at.before.tables()) {
      if (!table->partition_of.empty()) prediction.partitions.insert(std::string(table->key));
      for (const RelationKey index : table->indexes) {
        prediction.table_of_index[std::string(index)] = std::string(table->key);
      }
    }
    for (const Operation& operation : at.command) {
      prediction.queries = std::holds_alternative<op::SelectRows>(operation.action) ||
                           std::holds_alternative<op::InsertRows>(operation.action) ||
                           std::holds_alternative<op::UpdateRows>(operation.action) ||
                           std::holds_alternative<op::DeleteRows>(operation.action);
      if (const auto* opaque = std::get_if<op::Opaque>(&operation.action)) {
        prediction.opaque = opaque->reason;
      }
      const postgres::Environment environment{.version = at.server, .time_zone = {}};
      if (!postgres::refused_in_transaction(operation, at.before, environment).empty()) {
        prediction.transactional = false;
      }
    }
  };
  visitor.moment = see;
  for (const Statement& statement : with_zone) {
    if (!statement.syntax_error.empty()) prediction.syntax_error = statement.syntax_error;
  }
  timeline.run(migration, Direction::up, with_zone, visitor);
  return prediction;
}

}  // namespace miglint::conformance
