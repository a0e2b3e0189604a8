// DROP SCHEMA … CASCADE and DROP DATABASE: all tables in it go with their rows.
#include <fmt/format.h>

#include <string>
#include <variant>

#include "lint/dependents.h"
#include "lint/rule.h"
#include "lint/wording.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

constexpr std::size_t most_named = 6;

bool is_new(std::string_view schema, const Operation& operation, const Moment& at) {
  return find_earlier_in_script(operation, at, [&](const Operation& other, const Statement&) {
    const auto* create = std::get_if<op::CreateSchema>(&other.action);
    return create != nullptr && create->schema == schema && !create->if_not_exists;
  });
}

std::string content(const Dependents& all) {
  if (all.empty()) return {};
  std::string text = ": ";
  for (std::size_t i = 0; i < all.size() && i < most_named; ++i) {
    text += (i == 0 ? "" : ", ") + all[i].words;
  }
  if (all.size() > most_named) text += fmt::format(" and {} more", all.size() - most_named);
  return text;
}

void report_database(const Operation& operation, Findings& findings) {
  findings.add({
      .span = operation.span,
      .message = "The database goes with all that is in it, at once, and nothing but a backup "
                 "brings it back.",
      .safe_way = "-- not in a migration: by hand, on the server that is meant, after a backup\n",
  });
}

void check_schema(const op::DropObject& drop, const Operation& operation, const Moment& at,
                  Findings& findings) {
  // Without CASCADE the server drops an empty schema only.
  if (drop.kind != op::DropObject::Kind::schema || !drop.cascade) return;
  if (is_new(drop.name.name, operation, at)) return;
  if (at.migration.dialect != Dialect::postgres) return report_database(operation, findings);
  const std::string name = identifier(drop.name.name);
  findings.add({
      .span = operation.span,
      .message = fmt::format("All that is in the schema `{}` goes, the rows of its tables "
                             "too{}. Code that still runs fails on every query that names any "
                             "of it.",
                             name, content(content_of_schema(drop.name.name, at.before))),
      .safe_way =
          fmt::format("-- drop what is in it by name, each when nothing names it any more;\n"
                      "-- then this is refused if something was forgotten\n"
                      "DROP SCHEMA {};\n",
                      name),
  });
}

void check_database(const op::OtherCommand& command, const Operation& operation, const Moment&,
                    Findings& findings) {
  if (command.command != "DROP DATABASE") return;
  report_database(operation, findings);
}

void check_owned(const op::OwnedObjects& owned, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (!owned.drop || at.direction == Direction::down) return;
  const std::string roles = identifiers(owned.roles);
  findings.add({
      .span = operation.span,
      .message = fmt::format("Everything that {} owns in this database goes, tables with their "
                             "rows{}: which that is stands nowhere here.",
                             roles, owned.cascade ? ", and what depends on it" : ""),
      .safe_way = fmt::format("REASSIGN OWNED BY {} TO …;\n"
                              "-- then it takes rights away and no table\n"
                              "DROP OWNED BY {};\n",
                              roles, roles),
  });
}

}  // namespace

extern const RuleLogic drop_schema;
const RuleLogic drop_schema{
    .operations = {on<check_schema>(), on<check_database>(), on<check_owned>()}};

}  // namespace miglint::rules
