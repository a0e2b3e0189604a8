#include "recorder.h"

#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <thread>
#include <utility>

#include "catalog.h"
#include "evidence.h"
#include "lock_tracer.h"

namespace miglint::conformance {
namespace {

using namespace std::chrono_literals;
using Rows = std::vector<Row>;

constexpr std::string_view kActiveTransaction = "25001";
constexpr std::string_view kCanceled = "57014";
constexpr std::string_view kLockNotAvailable = "55P03";
constexpr auto kPatience = 20s;

/// What makes the answers the same every time, and like those of a server with several time zones.
const std::vector<std::string> kSettings = {
    "autovacuum=off",
    "max_parallel_workers=0",
    "max_parallel_maintenance_workers=0",
    "jit=off",
    "TimeZone=Europe/Berlin",
    "log_timezone=UTC",
    "statement_timeout=30s",
    "wal_level=logical",
    "max_wal_senders=4",
    "max_replication_slots=4",
    "max_prepared_transactions=4",
    "checkpoint_timeout=1h",
};

/// What cases may use without creating it: it belongs to the whole server, not to a database.
constexpr std::string_view kServerObjects[] = {
    "CREATE ROLE app",
    "CREATE ROLE reader",
    "SET allow_in_place_tablespaces = on",
    "CREATE TABLESPACE spare LOCATION ''",
    "CREATE DATABASE miglint_template",
};

constexpr std::string_view kDropDatabase = "DROP DATABASE IF EXISTS conformance WITH (FORCE)";

/// A failure to observe, on its way out of this file's functions.
struct Failure {
  std::string what;
};

Rows must(std::expected<Rows, ServerError> answer, std::string_view what) {
  if (!answer) throw Failure{std::string(what) + ": " + answer.error().message};
  return *std::move(answer);
}

Connection must(std::expected<Connection, ServerError> session) {
  if (!session) throw Failure{"a session: " + session.error().message};
  return *std::move(session);
}

Catalog must(std::expected<Catalog, ServerError> catalog) {
  if (!catalog) throw Failure{"the catalog: " + catalog.error().message};
  return *std::move(catalog);
}

void wait_until(const auto& is_so, std::string_view what) {
  const auto give_up = std::chrono::steady_clock::now() + kPatience;
  while (!is_so()) {
    if (std::chrono::steady_clock::now() > give_up)
      throw Failure{"waited in vain for " + std::string(what)};
    std::this_thread::sleep_for(5ms);
  }
}

/// Lives in the session, so another session needs it again.
bool is_session_state(std::string_view sql) {
  return sql.starts_with("SET ") || sql.starts_with("CREATE TEMP ");
}

/// One case on its way through one database. `work` is the session whose locks are asked for,
/// `watch` looks at them.
class Run {
 public:
  Run(const ScratchServer& server, const LockFunction& function, std::string database,
      const Case& item)
      : server_(server),
        function_(function),
        database_(std::move(database)),
        case_(item),
        watch_(must(server.connect(database_))),
        work_(must(server.connect(database_))) {}

  std::expected<Truth, std::string> record() {
    if (auto refused = set_up()) return Truth{.setup_error = std::move(refused)};
    auto evidence = in_transaction();
    if (!evidence && evidence.error().sqlstate == kActiveTransaction) {
      evidence = outside_of_transactions();
      if (!evidence) return refusal(evidence.error(), false);
    } else if (!evidence) {
      return refusal(evidence.error(), true);
    }
    return weigh(*evidence);
  }

 private:
  static Truth refusal(ServerError error, bool transactional) {
    Truth truth{.transactional = transactional};
    truth.error = {.sqlstate = std::move(error.sqlstate), .message = std::move(error.message)};
    return truth;
  }

  std::optional<Refusal> set_up() {
    for (const auto& step : case_.setup) {
      switch (step.kind) {
        case SetupKind::plain:
          if (auto done = work_.run(step.sql); !done) {
            return Refusal{.sqlstate = done.error().sqlstate, .message = done.error().message};
          }
          break;
        case SetupKind::fails:
          if (work_.run(step.sql)) throw Failure{"this was to fail: " + step.sql};
          break;
        case SetupKind::interrupted:
          if (auto refused = interrupt(step)) return refused;
          break;
        case SetupKind::same_transaction:
          break;
      }
    }
    return std::nullopt;
  }

  /// The server may not have the statement at all: then it says so before it waits.
  std::optional<Refusal> interrupt(const SetupStep& step) {
    Connection holder = must(server_.connect(database_));
    must(holder.run("BEGIN"), "BEGIN");
    must(holder.run(step.holder), step.holder);
    if (auto sent = work_.send(step.sql); !sent) throw Failure{sent.error().message};
    wait_until([&] { return !work_.is_busy() || is_waiting(); }, "the interrupted statement");
    if (work_.is_busy()) work_.cancel();
    const auto done = work_.finish();
    if (done) throw Failure{"this was to be interrupted: " + step.sql};
    if (done.error().sqlstate == kCanceled) return std::nullopt;
    return Refusal{.sqlstate = done.error().sqlstate, .message = done.error().message};
  }

  bool is_waiting() {
    return !must(watch_.run("SELECT 1 FROM pg_locks WHERE NOT granted AND pid = " +
                            std::to_string(work_.backend_pid())),
                 "pg_locks")
                .empty();
  }

  std::expected<Evidence, ServerError> in_transaction() {
    must(work_.run("BEGIN"), "BEGIN");
    for (const auto& step : case_.setup) {
      if (step.kind == SetupKind::same_transaction) must(work_.run(step.sql), step.sql);
    }
    Evidence evidence{.before = must(read_catalog(work_)), .held_before = held_locks()};
    auto requested = traced(evidence.notices);
    if (!requested) {
      must(work_.run("ROLLBACK"), "ROLLBACK");
      return std::unexpected(requested.error());
    }
    evidence.requested = *std::move(requested);
    evidence.held = held_locks();
    probe(evidence);
    evidence.after = must(read_catalog(work_));
    must(work_.run("ROLLBACK"), "ROLLBACK");
    return evidence;
  }

  std::expected<Evidence, ServerError> outside_of_transactions() {
    // A session's scans reach the statistics for sure when it ends; so the set-up's session
    // ends before, and the statement's after.
    reconnect();
    for (const auto& step : case_.setup) {
      if (step.kind == SetupKind::plain && is_session_state(step.sql))
        must(work_.run(step.sql), step.sql);
    }
    Evidence evidence{.transactional = false, .before = must(read_catalog(watch_))};
    auto requested = traced(evidence.notices);
    if (!requested) return std::unexpected(requested.error());
    evidence.requested = *std::move(requested);
    // Now, because a temporary table goes with its session; its statistics come later.
    evidence.after = must(read_catalog(work_));
    reconnect();
    for (const auto& [oid, entry] : must(read_catalog(watch_))) {
      if (const auto at = evidence.after.find(oid); at != evidence.after.end()) {
        at->second.scans_ever = entry.scans_ever;
        at->second.vacuums = entry.vacuums;
      }
    }
    return evidence;
  }

  /// Runs the statement. The locks it asked for, or how it was refused.
  std::expected<std::vector<RelationLock>, ServerError> traced(std::vector<Notice>& notices) {
    must(work_.run("SET client_min_messages = debug2"), "SET");
    static_cast<void>(work_.take_notices());
    auto tracer = LockTracer::attach(work_.backend_pid(), server_.account(), function_);
    if (!tracer) throw Failure{tracer.error()};
    if (auto sent = work_.send(case_.statement); !sent) throw Failure{sent.error().message};
    while (work_.is_busy())
      tracer->serve();
    const auto done = work_.finish();
    const auto requests = tracer->detach();
    if (!requests) throw Failure{requests.error()};
    notices = work_.take_notices();
    if (!done) return std::unexpected(done.error());
    must(work_.run("SET client_min_messages = notice"), "SET");

    const auto here = database_oid();
    std::vector<RelationLock> locks;
    for (const auto& request : *requests) {
      if (request.database == here)
        locks.push_back({.relation = request.relation, .mode = request.mode});
    }
    return locks;
  }

  std::vector<RelationLock> held_locks() {
    std::vector<RelationLock> locks;
    for (const auto& row :
         must(watch_.run(
                  "SELECT relation, mode FROM pg_locks WHERE granted AND locktype = 'relation'"
                  " AND database = " +
                  std::to_string(database_oid()) +
                  " AND pid = " + std::to_string(work_.backend_pid())),
              "pg_locks")) {
      locks.push_back(
          {.relation = static_cast<std::uint32_t>(std::stoul(*row[0])), .mode = strength(*row[1])});
    }
    return locks;
  }

  /// Who else can get on? EXPLAIN takes the locks of the command, without running it.
  void probe(Evidence& evidence) {
    Connection other = must(server_.connect(database_));
    must(other.run("SET lock_timeout = '1ms'"), "SET");
    const auto has_to_wait = [&other](const std::string& command) {
      const auto done = other.run("EXPLAIN " + command);
      return !done && done.error().sqlstate == kLockNotAvailable;
    };
    for (const auto& [oid, entry] : evidence.before) {
      const auto& [name, kind] = entry.relation;
      const bool is_table = kind == "table" || kind == "partitioned-table";
      if (name.starts_with("pg_temp.") || (!is_table && kind != "matview")) continue;
      if (has_to_wait("SELECT * FROM " + name)) evidence.unreadable.push_back(oid);
      if (is_table && has_to_wait("DELETE FROM " + name)) evidence.unwritable.push_back(oid);
    }
  }

  std::uint32_t database_oid() {
    const auto rows =
        must(watch_.run("SELECT oid FROM pg_database WHERE datname = current_database()"),
             "pg_database");
    return static_cast<std::uint32_t>(std::stoul(*rows[0][0]));
  }

  /// Ends the working session, waits until its statistics have arrived, and opens another.
  void reconnect() {
    const std::string pid = std::to_string(work_.backend_pid());
    work_ = must(server_.connect(database_));
    wait_until(
        [&] {
          return must(watch_.run("SELECT 1 FROM pg_stat_activity WHERE pid = " + pid), "activity")
              .empty();
        },
        "the end of a session");
    if (watch_.server_version() < 15) wait_for_statistics();
  }

  /// Before 15 they go to another process by messages, which arrive in their order: when a later
  /// one is there, the earlier ones are.
  void wait_for_statistics() {
    const std::string own = std::string(kOwnSchema) + ".sentinel";
    const auto scans = [&] {
      return *must(watch_.run("SELECT pg_stat_get_numscans('" + own + "'::regclass)"),
                   "scans")[0][0];
    };
    const std::string before = scans();
    {
      Connection sentinel = must(server_.connect(database_));
      must(sentinel.run("SELECT count(*) FROM " + own), "the sentinel");
    }
    wait_until([&] { return scans() != before; }, "the statistics");
  }

  const ScratchServer& server_;
  const LockFunction& function_;
  std::string database_;
  const Case& case_;
  Connection watch_;
  Connection work_;
};

}  // namespace

std::expected<Recorder, std::string> Recorder::start(const std::filesystem::path& bin) {
  const auto function = LockFunction::find(bin / "postgres");
  if (!function) return std::unexpected(function.error());
  // A database a case is many small files: in memory, where that is to be had.
  std::filesystem::path parent = "/dev/shm";
  if (access(parent.c_str(), W_OK) != 0) parent.clear();
  auto server =
      ScratchServer::start({.bin = bin, .settings = kSettings, .parent = std::move(parent)});
  if (!server) return std::unexpected(server.error());
  try {
    Connection admin = must(server->connect());
    for (const auto sql : kServerObjects)
      must(admin.run(sql), sql);
    Connection inside = must(server->connect("miglint_template"));
    must(inside.run(std::string("CREATE SCHEMA ") + kOwnSchema), "schema");
    must(inside.run(std::string("CREATE TABLE ") + kOwnSchema + ".sentinel (a int)"), "sentinel");
    // "15.20 (Debian 15.20-0+deb12u1)"
    std::string release = *must(admin.run("SHOW server_version"), "SHOW")[0][0];
    release.resize(std::min(release.find(' '), release.size()));
    return Recorder(*std::move(server), *function, std::move(admin), std::move(release));
  } catch (const Failure& failure) {
    return std::unexpected(failure.what);
  }
}

std::expected<Truth, std::string> Recorder::record(const Case& item) {
  try {
    must(admin_.run("CREATE DATABASE conformance TEMPLATE miglint_template"), "CREATE DATABASE");
    auto truth = Run(server_, function_, "conformance", item).record();
    must(admin_.run(kDropDatabase), "DROP DATABASE");
    return truth;
  } catch (const Failure& failure) {
    const auto dropped = admin_.run(kDropDatabase);
    return std::unexpected(failure.what + (dropped ? "" : "; " + dropped.error().message));
  }
}

}  // namespace miglint::conformance
