// A command that only a superuser may run, or a member of a role that amounts to one.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

/// Extensions of PostgreSQL's own that a superuser has to create: those of contrib in 13 to 18
/// whose control file does not say `trusted = true`. Others are not known well enough.
constexpr std::array<std::string_view, 28> untrusted{"adminpack",
                                                     "amcheck",
                                                     "autoinc",
                                                     "bloom",
                                                     "dblink",
                                                     "dict_xsyn",
                                                     "earthdistance",
                                                     "file_fdw",
                                                     "insert_username",
                                                     "intagg",
                                                     "moddatetime",
                                                     "old_snapshot",
                                                     "pageinspect",
                                                     "pg_buffercache",
                                                     "pg_freespacemap",
                                                     "pg_prewarm",
                                                     "pg_stat_statements",
                                                     "pg_surgery",
                                                     "pg_visibility",
                                                     "pg_walinspect",
                                                     "pgrowlocks",
                                                     "pgstattuple",
                                                     "plperlu",
                                                     "plpython3u",
                                                     "postgres_fdw",
                                                     "refint",
                                                     "sslinfo",
                                                     "xml2"};

void report(std::string_view what, std::string_view role, const Operation& operation,
            Findings& findings) {
  findings.add({
      .span = operation.span,
      .message =
          fmt::format("{} needs {}: the migration fails where it runs as an ordinary role, as "
                      "it should in production.",
                      what, role),
      .safe_way = "-- not in a migration: where the server is set up\n",
  });
}

void check_extension(const op::CreateExtension& create, const Operation& operation, const Moment&,
                     Findings& findings) {
  if (std::ranges::find(untrusted, create.extension) == untrusted.end()) return;
  report(fmt::format("Creating the extension `{}`, which is not a trusted one,",
                     identifier(create.extension)),
         "a superuser", operation, findings);
}

void check_other(const op::OtherCommand& command, const Operation& operation, const Moment&,
                 Findings& findings) {
  constexpr std::array<std::string_view, 2> commands{"ALTER SYSTEM", "CREATE EVENT TRIGGER"};
  if (std::ranges::find(commands, command.command) == commands.end()) return;
  report(fmt::format("`{}`", command.command), "a superuser", operation, findings);
}

void check_copy(const op::CopyRows& copy, const Operation& operation, const Moment&,
                Findings& findings) {
  if (!copy.program_or_file) return;
  report("COPY of a file or program on the server",
         "a superuser or a role such as `pg_read_server_files`, which can read all that the server "
         "can",
         operation, findings);
}

}  // namespace

extern const RuleLogic superuser_command;
const RuleLogic superuser_command{
    .operations = {on<check_extension>(), on<check_other>(), on<check_copy>()}};

}  // namespace miglint::rules
