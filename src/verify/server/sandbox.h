// Databases that a foreign script may be run in: on a scratch server of our own, or one that was
// given and is plainly scratch.
//
// Comes in: a server's programs, or the address of a database. Goes out: databases, and sessions
// of four kinds. Who is allowed what is decided here; what is run is not.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "verify/server/connection.h"
#include "verify/server/find_server.h"
#include "verify/server/scratch_server.h"

namespace miglint {

struct SandboxLimits {
  std::chrono::seconds statement{60};          ///< A statement that takes longer is stopped.
  std::int64_t disk = std::int64_t{2} << 30U;  ///< Bytes that one database may come to hold.
};

/// `lock_timeout` of a session that has not set it, as the server writes it: finite, and nobody
/// would write it.
inline constexpr std::string_view kUnsetLockTimeout = "61s";

/// The comment on what stands in for something, and is no part of what a script does.
inline constexpr std::string_view kStandInMark = "miglint stand-in";

class Sandbox {
 public:
  static std::expected<Sandbox, std::string> start(const ServerPrograms& programs,
                                                   const SandboxLimits& limits);
  /// A database that is empty or marked by miglint, of a user who is no superuser; anything else is
  /// refused before a byte is written. It is emptied and marked.
  static std::expected<Sandbox, std::string> adopt(const std::string& url,
                                                   const SandboxLimits& limits);

  /// Names are ours: plain lower-case words. A given database is the only one there.
  std::expected<void, ServerError> create(std::string_view database);
  /// Nobody may be connected to `from`.
  std::expected<void, ServerError> copy(std::string_view from, std::string_view to);
  std::expected<void, ServerError> drop(std::string_view database);
  /// `other` takes the place of `database`, which is gone.
  std::expected<void, ServerError> replace(std::string_view database, std::string_view other);

  /// Looks at catalogs and locks, as a superuser whose search path is `pg_catalog` alone: it must
  /// never run what the script has made.
  [[nodiscard]] std::expected<Connection, ServerError> watch(std::string_view database) const;
  /// Runs the script: owns the database, is no superuser, has time limits.
  [[nodiscard]] std::expected<Connection, ServerError> migrate(std::string_view database) const;
  /// Makes rows, and asks for locks as an application would: as the script's user, but for row
  /// security.
  [[nodiscard]] std::expected<Connection, ServerError> fill(std::string_view database) const;

  /// A role that the script names and cannot make itself; without login and rights.
  std::expected<void, ServerError> make_role(std::string_view role);

  /// A tablespace that the script names: a folder beside the server's data.
  std::expected<void, ServerError> make_tablespace(std::string_view tablespace);

  /// A schema that the scripts name and none makes.
  std::expected<void, ServerError> make_schema(std::string_view database, std::string_view schema);

  /// A type of the program's own, whose definition nobody has shown: any text.
  std::expected<void, ServerError> make_type(std::string_view database, std::string_view type);
  /// Those that were made so.
  [[nodiscard]] const std::set<std::string, std::less<>>& made_types() const { return made_types_; }

  /// A schema or a type that one of the scripts makes: where it is missing, the script is wrong.
  void name_of_scripts(std::string_view name) { names_of_scripts_.emplace(name); }
  [[nodiscard]] bool is_of_scripts(std::string_view name) const {
    return names_of_scripts_.contains(name);
  }

  /// An extension that the scripts want and the server has not.
  void note_missing(std::string_view extension);
  [[nodiscard]] const std::string& missing() const { return missing_; }

  /// What was done in place of what a script counts on; each is said once.
  void note(std::string text);
  [[nodiscard]] const std::vector<std::string>& notes() const { return notes_; }

  [[nodiscard]] bool is_own() const { return server_.has_value(); }
  /// Where the socket of our own server is; empty for a given database.
  [[nodiscard]] std::string folder() const { return server_ ? server_->folder().string() : ""; }
  [[nodiscard]] const SandboxLimits& limits() const { return limits_; }
  [[nodiscard]] const std::string& release() const { return release_; }
  /// The server stays after this process; the text tells how to connect and how to stop it.
  [[nodiscard]] std::string keep(std::string_view database);

 private:
  explicit Sandbox(SandboxLimits limits) : limits_(limits) {}
  std::expected<void, ServerError> admin(const std::string& sql);
  std::expected<void, ServerError> end_sessions(std::string_view database);
  [[nodiscard]] std::expected<void, ServerError> make_in(
      std::string_view database, const std::vector<std::string>& commands) const;

  SandboxLimits limits_;
  std::optional<ScratchServer> server_;
  std::optional<Connection> admin_;
  std::string url_;
  std::string release_;
  std::string missing_;
  std::vector<std::string> notes_;
  std::set<std::string, std::less<>> names_of_scripts_;
  std::set<std::string, std::less<>> made_types_;
};

}  // namespace miglint
