// SET SCHEMA, and RENAME of a schema: qualified names stop working, others depend on search_path.
#include <fmt/format.h>

#include <string>

#include "lint/rule.h"
#include "lint/stand_in.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

void check_relation(const op::SetSchema& move, const Operation& operation, const Moment& at,
                    Findings& findings) {
  // A rollback gives the old name back, together with the old code.
  if (at.undo != nullptr) return;
  if (at.is_new(move.relation)) return;
  if (move.if_exists && at.before.known_absent(move.relation)) return;
  if (gets_stand_in(move.relation, operation, at)) return;
  const std::string relation = identifier(move.relation);
  const std::string new_schema = identifier(move.new_schema);
  const ObjectName new_name{move.new_schema, move.relation.name};
  const bool has_view = move.word != op::RelationWord::sequence;
  Finding finding{
      .span = operation.span,
      .message = fmt::format("Code that still runs looks for `{}` where it was: it fails on every "
                             "query from the moment this is committed, unless `{}` is on its "
                             "`search_path` and it names no schema.",
                             relation, new_schema),
      .safe_way =
          has_view
              ? fmt::format("BEGIN;\nALTER TABLE {} SET SCHEMA {};\n", relation, new_schema) +
                    stand_in(move.relation, new_name, at) +
                    "COMMIT;\n"
                    "-- drop the view when no code looks there any more\n"
              : fmt::format("-- first put {} on the search_path of whoever uses it\n", new_schema),
  };
  if (const Effect* effect = at.effect_on(operation, at.before.key(move.relation))) {
    finding.effect = lock_fact(*effect);
  }
  findings.add(std::move(finding));
}

/// Made by this same migration, as far as the schema knows the object.
bool is_new_object(const op::RenameObject& rename, const Moment& at) {
  const UserType* type = at.before.find_type(rename.name);
  if (type != nullptr && !type->assumed) return type->origin.migration == at.migration_number;
  const Function* function = at.before.find_function(rename.name);
  return function != nullptr && function->origin.migration == at.migration_number;
}

bool schema_is_new(std::string_view schema, const Moment& at) {
  for (const Statement& statement : at.script) {
    if (&statement == &at.statement) break;
    for (const Operation& operation : statement.operations) {
      const auto* create = std::get_if<op::CreateSchema>(&operation.action);
      if (create != nullptr && create->schema == schema && !create->if_not_exists) return true;
    }
  }
  return false;
}

void check_object(const op::RenameObject& rename, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (rename.kind_word == "SCHEMA") {
    if (at.undo != nullptr || schema_is_new(rename.name.name, at)) return;
    const std::string schema = identifier(rename.name.name);
    const std::string new_name = identifier(rename.new_name);
    findings.add({
        .span = operation.span,
        .message = fmt::format("Everything in `{}` moves at once: every query, function body and "
                               "`search_path` that names the schema fails from the moment this is "
                               "committed.",
                               schema),
        .safe_way = fmt::format(
            "CREATE SCHEMA {};\n"
            "-- move one relation after the other, each with a view that stands in for it\n"
            "BEGIN;\n"
            "ALTER TABLE {}.<table> SET SCHEMA {};\n"
            "CREATE VIEW {}.<table> AS SELECT * FROM {}.<table>;\n"
            "COMMIT;\n",
            new_name, schema, new_name, schema, new_name),
    });
    return;
  }
  if (at.undo != nullptr || rename.new_schema.empty() || is_new_object(rename, at)) return;
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("Code that still runs looks for the {} `{}` where it was: it fails "
                      "unless `{}` is on its `search_path` and it names no schema.",
                      rename.kind_word, identifier(rename.name), identifier(rename.new_schema)),
      .safe_way = fmt::format("-- first put {} on the search_path of whoever uses it\n",
                              identifier(rename.new_schema)),
  });
}

}  // namespace

extern const RuleLogic moved_to_other_schema;
const RuleLogic moved_to_other_schema{.operations = {on<check_relation>(), on<check_object>()}};

}  // namespace miglint::rules
