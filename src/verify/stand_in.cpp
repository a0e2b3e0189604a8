#include "verify/stand_in.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <regex>
#include <string_view>
#include <variant>

namespace miglint {
namespace {

constexpr std::string_view kNoRights = "42501";
constexpr std::string_view kUndefinedObject = "42704";
constexpr std::string_view kUndefinedSchema = "3F000";
constexpr std::string_view kUndefinedParameter = "42P02";
constexpr std::string_view kNotSupported = "0A000";
constexpr std::string_view kNoFile = "58P01";

/// A type, function, column or relation.
bool is_undefined(std::string_view sqlstate) {
  return sqlstate == kUndefinedObject || sqlstate == "42883" || sqlstate == "42703" ||
         sqlstate == "42P01";
}

std::string first_match(const std::string& text, const std::regex& pattern) {
  std::smatch match;
  return std::regex_search(text, match, pattern) ? match[1].str() : std::string();
}

/// The name in CREATE ROLE, as the server would store it.
std::string role_made_by(std::string_view sql) {
  static const std::regex kCreate(R"re(^\s*create\s+(?:role|user|group)\s+("(?:[^"]+)"|\w+))re",
                                  std::regex::icase);
  std::string name = first_match(std::string(sql), kCreate);
  if (name.starts_with('"')) return name.substr(1, name.size() - 2);
  std::ranges::transform(name, name.begin(),
                         [](unsigned char each) { return static_cast<char>(std::tolower(each)); });
  return name;
}

struct ParameterValue {
  std::string_view category;  ///< pg_type.typcategory
  std::string_view value;
};

/// For a key the first row's: it is there.
constexpr std::array kParameterValues{
    ParameterValue{"N", "1"},
    ParameterValue{"S", "'miglint'"},
    ParameterValue{"B", "true"},
    ParameterValue{"D", "now()"},
    ParameterValue{"T", "interval '1 day'"},
    ParameterValue{"A", "'{}'"},
};

/// The server says which types the parameters have; NULL where no value is known.
StandIn with_values(Connection& session, const Statement& statement) {
  constexpr std::string_view kName = "miglint_parameters";
  session.try_to_run("DEALLOCATE ALL");
  if (!session.run(fmt::format("PREPARE {} AS {}", kName, statement.text))) return {};
  const auto types = session.run(
      fmt::format("SELECT t.typcategory FROM pg_catalog.pg_prepared_statements AS s,"
                  " pg_catalog.unnest(s.parameter_types::pg_catalog.oid[]) WITH ORDINALITY AS"
                  " p(typ, n) JOIN pg_catalog.pg_type AS t ON t.oid = p.typ WHERE s.name = '{}'"
                  " ORDER BY p.n",
                  kName));
  if (!types || types->empty()) return {};
  std::string values;
  for (const Row& row : *types) {
    const auto known =
        std::ranges::find(kParameterValues, row[0].value_or(""), &ParameterValue::category);
    values += fmt::format("{}{}", values.empty() ? "" : ", ",
                          known == kParameterValues.end() ? "NULL" : known->value);
  }
  return {.again = true, .text = fmt::format("EXECUTE {} ({})", kName, values)};
}

template <class Op>
const Op* only(const Statement& statement) {
  return statement.operations.empty() ? nullptr
                                      : std::get_if<Op>(&statement.operations.front().action);
}

/// What no script makes, and miglint can; is it there now?
bool make_missing(Sandbox& sandbox, std::string_view database, const Statement& statement,
                  const ServerError& error) {
  static const std::regex kSchema(R"re(^schema "(.+)" does not exist$)re");
  static const std::regex kType(R"re(^type "([^".]+)" does not exist$)re");
  static const std::regex kRole(R"re(^role "(.+)" does not exist$)re");
  static const std::regex kTablespace(R"re(^tablespace "(.+)" does not exist$)re");
  const auto name = [&](const std::regex& pattern) { return first_match(error.message, pattern); };
  if (error.sqlstate == kUndefinedSchema) {
    const std::string schema = name(kSchema);
    if (schema.empty() || sandbox.is_of_scripts(schema)) return false;
    if (!sandbox.make_schema(database, schema)) return false;
    sandbox.note(fmt::format("the schema {} was made by miglint: no script makes it", schema));
    return true;
  }
  if (error.sqlstate != kUndefinedObject) return false;
  const std::string type = statement.source == nullptr ? "" : name(kType);
  if (!type.empty() && !sandbox.is_of_scripts(type) && sandbox.make_type(database, type)) {
    sandbox.note(fmt::format("the type {} is the program's own: a text stands in for it", type));
    return true;
  }
  // CREATE ROLE is the only way to the name of a role: a failure here leaves the refusal as it is.
  if (const std::string role = name(kRole); !role.empty()) {
    return sandbox.make_role(role).has_value();
  }
  const std::string tablespace = name(kTablespace);
  return !tablespace.empty() && sandbox.make_tablespace(tablespace);
}

}  // namespace

StandIn stand_in_for(Sandbox& sandbox, std::string_view database, Connection& session,
                     const Statement& statement, const ServerError& error) {
  if (error.sqlstate == kUndefinedParameter) {
    StandIn values = with_values(session, statement);
    if (!values.again) values.remark = "it needs values that are known at run time only";
    return values;
  }
  const auto* wanted = only<op::CreateExtension>(statement);
  if (wanted != nullptr && (error.sqlstate == kNotSupported || error.sqlstate == kNoFile)) {
    sandbox.note_missing(wanted->extension);
    return {.remark = fmt::format("the extension {} is not installed with this server",
                                  wanted->extension)};
  }
  if (!sandbox.missing().empty() && is_undefined(error.sqlstate)) {
    return {.remark = fmt::format("it may need the extension {}, which is not installed with this "
                                  "server: {}",
                                  sandbox.missing(), error.message)};
  }
  if (make_missing(sandbox, database, statement, error)) return {.again = true};
  const bool symbolic =
      statement.source != nullptr && statement.source->certainty == Certainty::symbolic;
  if (symbolic && error.sqlstate != kNoRights) {
    return {.remark = fmt::format("some of it is known at run time only, and what stands in for it "
                                  "does not suit: {}",
                                  error.message)};
  }
  if (error.sqlstate != kNoRights) return {};
  if (const auto* command = only<op::RoleCommand>(statement)) {
    const std::string role = role_made_by(statement.text);
    if (role.empty()) {
      return {.remark = fmt::format("{} is left out: roles belong to the whole server, and the "
                                    "run has no rights over it",
                                    command->command)};
    }
    const auto made = sandbox.make_role(role);
    return {.remark =
                made || made.error().sqlstate == "42710"
                    ? fmt::format("the role {} was made by miglint, without login or rights", role)
                    : fmt::format("the role {} was not made: {}", role, made.error().message)};
  }
  if (const auto* extension = only<op::CreateExtension>(statement)) {
    return {.remark = fmt::format("the extension {} is not a trusted one: only a superuser may "
                                  "make it, and the run is none",
                                  extension->extension)};
  }
  return {};
}

}  // namespace miglint
