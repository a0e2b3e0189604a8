// A command on a relation that is not there: not made yet, or gone again.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "lint/needed_relations.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

using std::string_view_literals::operator""sv;

/// Not made by migrations: of the server itself, or of extensions.
bool is_foreign(const ObjectName& name, const Moment& at) {
  constexpr std::array kOfExtensions{"spatial_ref_sys"sv, "geometry_columns"sv,
                                     "geography_columns"sv, "raster_columns"sv,
                                     "raster_overviews"sv};
  if (name.schema == "mysql" || name.schema == "performance_schema" || name.schema == "sys") {
    return true;
  }
  if (name.name.starts_with("pg_") || name.schema == "information_schema" ||
      name.schema.starts_with("pg_")) {
    return true;
  }
  if (!name.schema.empty() && name.schema != "public" && !at.before.schema_exists(name.schema)) {
    return true;
  }
  return std::ranges::find(kOfExtensions, name.name) != kOfExtensions.end();
}

/// The same command, or an earlier part of it, makes the relation.
bool is_made_by_command(const ObjectName& name, const Moment& at) {
  const RelationKey key = at.before.key(name);
  return std::ranges::any_of(
      at.effects, [&](const Effect& effect) { return effect.creates && effect.relation == key; });
}

void check_needs(const Operation& operation, const Moment& at, Findings& findings) {
  if (operation.nesting.conditional) return;
  for (const ObjectName& name : needed_relations(operation)) {
    const auto absence = at.before.absence(name);
    if (!absence || is_foreign(name, at) || is_made_by_command(name, at)) continue;
    Finding finding{.span = operation.span};
    if (absence->gone.migration > 0) {
      finding.message = fmt::format(
          "`{}` is not there any more, so this fails wherever the migrations run in order.",
          identifier(name));
      finding.related.push_back({absence->gone.span, "it goes here"});
      finding.safe_way =
          "-- use it before it goes, or the name that it has now; IF EXISTS where either may be\n";
    } else {
      finding.message =
          fmt::format("No migration before this one makes `{}`, so this fails on a new database.",
                      identifier(name));
      finding.safe_way = "-- make it in an earlier migration\n";
    }
    findings.add(std::move(finding));
    return;
  }
}

/// What an earlier command has counted on cannot be made now.
void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (create.if_not_exists || operation.nesting.in_block) return;
  const Table* table = at.before.find_table(create.table);
  const bool was_used = table != nullptr && table->assumed && !table->origin.span.empty() &&
                        at.before.is_sure_of(table->origin);
  if (!was_used || create.persistence == Persistence::temporary) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("An earlier migration already works on `{0}`: on a new database that "
                             "one fails, and where it has worked, `{0}` is there and this fails.",
                             identifier(create.table)),
      .safe_way = "-- make it in a migration that runs before its first use\n",
      .related = {{table->origin.span, "it is used here"}},
  });
}

void check(const Moment& at, Findings& findings) {
  // After the rollbacks of some later migrations only, what those have dropped may be there.
  if (at.direction == Direction::down && at.undo == nullptr) return;
  for (const Operation& operation : at.command) {
    check_needs(operation, at, findings);
    if (const auto* create = std::get_if<op::CreateTable>(&operation.action)) {
      check_create(*create, operation, at, findings);
    }
  }
}

}  // namespace

extern const RuleLogic used_before_created;
const RuleLogic used_before_created{.command = check};

}  // namespace miglint::rules
