#include "verify/server/sandbox.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

namespace miglint {
namespace {

constexpr std::string_view kMark = "miglint scratch database";

/// What keeps answers from depending on the moment, and a script within bounds that it cannot move.
std::vector<std::string> server_settings(const SandboxLimits& limits) {
  return {
      "autovacuum=off",
      "jit=off",
      "max_parallel_workers=0",
      "max_parallel_maintenance_workers=0",
      "lc_messages=C",
      // Not UTC, where some changes of type cost nothing; it is not known where the script will
      // run.
      "TimeZone=<+01>-01",
      "max_wal_size=256MB",
      "shared_buffers=64MB",
      "checkpoint_timeout=1h",
      "wal_level=logical",
      "max_wal_senders=0",
      fmt::format("temp_file_limit={}kB", limits.disk / 1024),
  };
}

/// Timeouts are the script's to change; the runner's own clock is what holds.
std::vector<std::string> role_commands(const SandboxLimits& limits) {
  return {
      std::string("CREATE ROLE migrator LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION") +
          " CONNECTION LIMIT 4",
      "CREATE ROLE filler LOGIN NOSUPERUSER BYPASSRLS IN ROLE migrator",
      fmt::format("ALTER ROLE migrator SET statement_timeout = '{}s'", limits.statement.count()),
      fmt::format("ALTER ROLE migrator SET idle_in_transaction_session_timeout = '{}s'",
                  limits.statement.count()),
      fmt::format("ALTER ROLE migrator SET lock_timeout = '{}'", kUnsetLockTimeout),
      "ALTER ROLE filler SET lock_timeout = '5s'",
      fmt::format("ALTER ROLE filler SET statement_timeout = '{}s'", limits.statement.count()),
  };
}

std::unexpected<std::string> refusal(const std::string& why) {
  return std::unexpected("--database-url: " + why);
}

/// Relations, types and functions of users, a few by name.
constexpr std::string_view kUserObjects = R"(
  SELECT pg_catalog.format('%I.%I', n.nspname, o.name)
    FROM (SELECT relnamespace AS space, relname AS name FROM pg_catalog.pg_class
           WHERE relkind NOT IN ('i', 'I', 't')
          UNION ALL SELECT pronamespace, proname FROM pg_catalog.pg_proc
          UNION ALL SELECT typnamespace, typname FROM pg_catalog.pg_type
           WHERE typtype IN ('d', 'e', 'b') AND typelem = 0) AS o
    JOIN pg_catalog.pg_namespace AS n ON n.oid = o.space
   WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
   ORDER BY 1 LIMIT 4)";

/// Extensions keep what they made: they may be another's, and no script of ours needs them gone.
constexpr std::string_view kEmptyIt = R"(
  DO $$ DECLARE s name; BEGIN
    FOR s IN SELECT nspname FROM pg_catalog.pg_namespace
              WHERE nspname <> 'information_schema' AND nspname !~ '^pg_'
    LOOP EXECUTE pg_catalog.format('DROP SCHEMA %I CASCADE', s); END LOOP;
    CREATE SCHEMA public;
  END $$)";

}  // namespace

std::expected<Sandbox, std::string> Sandbox::start(const ServerPrograms& programs,
                                                   const SandboxLimits& limits) {
  auto server = ScratchServer::start(
      {.bin = programs.bin,
       .settings = server_settings(limits),
       .parent = {},
       .template_cluster = template_folder("postgres", programs.release, programs.bin.string())});
  if (!server) return std::unexpected(server.error());
  Sandbox sandbox(limits);
  sandbox.release_ = programs.release;
  auto session = server->connect();
  if (!session) return std::unexpected(session.error().message);
  sandbox.admin_ = *std::move(session);
  sandbox.server_ = *std::move(server);
  for (const std::string& command : role_commands(limits)) {
    if (auto done = sandbox.admin(command); !done) return std::unexpected(done.error().message);
  }
  return sandbox;
}

std::expected<Sandbox, std::string> Sandbox::adopt(const std::string& url,
                                                   const SandboxLimits& limits) {
  auto session = Connection::open(url);
  if (!session) return refusal(session.error().message);
  const auto who = session->run(
      fmt::format("SELECT rolsuper, current_database(), current_setting('server_version'),"
                  " pg_catalog.pg_get_userbyid(datdba) = current_user,"
                  " coalesce(pg_catalog.shobj_description(d.oid, 'pg_database'), '') = {}"
                  " FROM pg_catalog.pg_roles, pg_catalog.pg_database d"
                  " WHERE rolname = current_user AND datname = current_database()",
                  quote_literal(kMark)));
  if (!who || who->empty()) {
    return refusal(who ? "the server does not tell who we are" : who.error().message);
  }
  const auto is = [&](std::size_t column) { return who->front()[column] == "t"; };
  const std::string name = who->front()[1].value_or("");
  if (is(0)) {
    return refusal(
        "its user is a superuser, who could leave the database: name one who only owns it");
  }
  if (!is(3)) return refusal(fmt::format("its user does not own the database {}", name));
  const auto objects = session->run(kUserObjects);
  if (!objects) return refusal(objects.error().message);
  if (!objects->empty() && !is(4)) {
    std::string few;
    for (const Row& row : *objects)
      few += (few.empty() ? "" : ", ") + row[0].value_or("");
    return refusal(fmt::format(
        "the database {} is not empty ({}{}) and was not made by miglint; nothing was changed in "
        "it. Name an empty one, or leave the option out: miglint starts a server of its own",
        name, few, objects->size() > 3 ? ", …" : ""));
  }
  for (const std::string& command :
       {fmt::format("COMMENT ON DATABASE {} IS {}", quote_identifier(name), quote_literal(kMark)),
        std::string(kEmptyIt)}) {
    if (auto done = session->run(command); !done) return refusal(done.error().message);
  }
  Sandbox sandbox(limits);
  sandbox.url_ = url;
  sandbox.release_ = who->front()[2].value_or("");
  sandbox.admin_ = *std::move(session);
  return sandbox;
}

std::expected<void, ServerError> Sandbox::admin(const std::string& sql) {
  if (auto done = admin_->run(sql); !done) return std::unexpected(done.error());
  return {};
}

std::expected<void, ServerError> Sandbox::create(std::string_view database) {
  missing_.clear();
  if (!is_own()) return {};
  if (auto made = admin(fmt::format("CREATE DATABASE {} OWNER migrator", database)); !made) {
    return made;
  }
  auto inside = watch(database);
  if (!inside) return std::unexpected(inside.error());
  if (auto owned = inside->run("ALTER SCHEMA public OWNER TO migrator"); !owned) {
    return std::unexpected(owned.error());
  }
  return {};
}

/// One that has just ended may still be on its way out.
std::expected<void, ServerError> Sandbox::end_sessions(std::string_view database) {
  return admin(
      fmt::format("SELECT pg_catalog.pg_terminate_backend(pid) FROM"
                  " pg_catalog.pg_stat_activity WHERE datname = {}",
                  quote_literal(database)));
}

std::expected<void, ServerError> Sandbox::copy(std::string_view from, std::string_view to) {
  const std::string strategy = admin_->server_version() >= 15 ? " STRATEGY file_copy" : "";
  if (auto ended = end_sessions(from); !ended) return ended;
  if (auto made =
          admin(fmt::format("CREATE DATABASE {} OWNER migrator TEMPLATE {}{}", to, from, strategy));
      !made) {
    return made;
  }
  // Settings of a database (ALTER DATABASE … SET) are not copied, and not needed: they are looked
  // at in the first one.
  return {};
}

std::expected<void, ServerError> Sandbox::drop(std::string_view database) {
  if (!is_own()) return {};
  return admin(fmt::format("DROP DATABASE IF EXISTS {} WITH (FORCE)", database));
}

std::expected<void, ServerError> Sandbox::replace(std::string_view database,
                                                  std::string_view other) {
  if (auto dropped = drop(database); !dropped) return dropped;
  if (auto ended = end_sessions(other); !ended) return ended;
  return admin(fmt::format("ALTER DATABASE {} RENAME TO {}", other, database));
}

std::expected<Connection, ServerError> Sandbox::watch(std::string_view database) const {
  auto session = is_own() ? server_->connect(database, "postgres") : Connection::open(url_);
  if (!session) return session;
  if (auto set = session->run("SET search_path = pg_catalog"); !set) {
    return std::unexpected(set.error());
  }
  return session;
}

std::expected<Connection, ServerError> Sandbox::migrate(std::string_view database) const {
  if (is_own()) return server_->connect(database, "migrator");
  auto session = Connection::open(url_);
  if (!session) return session;
  if (auto set = session->run(fmt::format("SET statement_timeout = '{}s'; SET lock_timeout = '{}'",
                                          limits_.statement.count(), kUnsetLockTimeout));
      !set) {
    return std::unexpected(set.error());
  }
  return session;
}

std::expected<Connection, ServerError> Sandbox::fill(std::string_view database) const {
  return is_own() ? server_->connect(database, "filler") : Connection::open(url_);
}

std::expected<void, ServerError> Sandbox::make_role(std::string_view role) {
  if (!is_own()) return std::unexpected(ServerError{"", "roles are not made on a given server"});
  const std::string name = quote_identifier(role);
  if (auto made = admin(fmt::format("CREATE ROLE {} NOLOGIN", name)); !made) return made;
  // So that objects may be given to it.
  return admin(fmt::format("GRANT {} TO migrator", name));
}

std::expected<void, ServerError> Sandbox::make_schema(std::string_view database,
                                                      std::string_view schema) {
  const std::string name = quote_identifier(schema);
  return make_in(database,
                 {fmt::format("CREATE SCHEMA {} AUTHORIZATION migrator", name),
                  fmt::format("COMMENT ON SCHEMA {} IS {}", name, quote_literal(kStandInMark))});
}

std::expected<void, ServerError> Sandbox::make_type(std::string_view database,
                                                    std::string_view type) {
  const std::string name = "public." + quote_identifier(type);
  made_types_.emplace(type);
  return make_in(database,
                 {fmt::format("CREATE DOMAIN {} AS pg_catalog.text", name),
                  fmt::format("ALTER DOMAIN {} OWNER TO migrator", name),
                  fmt::format("COMMENT ON DOMAIN {} IS {}", name, quote_literal(kStandInMark))});
}

std::expected<void, ServerError> Sandbox::make_in(std::string_view database,
                                                  const std::vector<std::string>& commands) const {
  if (!is_own()) return std::unexpected(ServerError{"", "nothing is made on a given server"});
  auto session = watch(database);
  if (!session) return std::unexpected(session.error());
  for (const std::string& command : commands) {
    if (auto done = session->run(command); !done) return std::unexpected(done.error());
  }
  return {};
}

void Sandbox::note_missing(std::string_view extension) {
  missing_ = extension;
  note(fmt::format("the extension {} is not installed with this server: what needs it was not run",
                   extension));
}

void Sandbox::note(std::string text) {
  if (std::ranges::find(notes_, text) == notes_.end()) notes_.push_back(std::move(text));
}

std::expected<void, ServerError> Sandbox::make_tablespace(std::string_view tablespace) {
  if (!is_own()) return std::unexpected(ServerError{"", "none is made on a given server"});
  const auto folder = server_->add_folder("tablespace");
  if (!folder) return std::unexpected(ServerError{"", folder.error()});
  const std::string name = quote_identifier(tablespace);
  if (auto made = admin(
          fmt::format("CREATE TABLESPACE {} LOCATION {}", name, quote_literal(folder->string())));
      !made) {
    return made;
  }
  return admin(fmt::format("GRANT CREATE ON TABLESPACE {} TO migrator", name));
}

std::string Sandbox::keep(std::string_view database) {
  if (!is_own()) return "the database of --database-url is left as it is";
  const std::string folder = server_->folder().string();
  server_->let_go();
  return fmt::format(
      "the server is left running.\n  connect:  psql -h {0} -U postgres {1}\n  stop:     kill "
      "-QUIT "
      "\"$(head -n 1 {0}/data/postmaster.pid)\"",
      folder, database);
}

}  // namespace miglint
