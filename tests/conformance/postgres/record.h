// What the servers did: the record of the conformance suite, one entry a case and version.
//
// Comes in: record/<subject>.txt (README.md has the format). Goes out: `Truth`s, and the same text
// again. Nothing here knows how it was observed, or what miglint would predict.
#pragma once

#include <compare>
#include <expected>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace miglint::conformance {

/// The versions that are recorded.
inline constexpr int kFirstVersion = 13;
inline constexpr int kLastVersion = 18;

struct Relation {
  std::string
      name;  ///< "public.t", as it was before the statement; "pg_temp.t" for temporary ones.
  /// "table", "partitioned-table", "index", "partitioned-index", "view", "matview", "sequence",
  /// "foreign-table", "composite-type".
  std::string kind;
  friend auto operator<=>(const Relation&, const Relation&) = default;
};

struct Lock {
  std::string mode;  ///< As pg_locks.mode names it.
  Relation relation;
  friend auto operator<=>(const Lock&, const Lock&) = default;
};

struct IndexBuild {
  std::string index;
  std::string table;
  friend auto operator<=>(const IndexBuild&, const IndexBuild&) = default;
};

struct Refusal {
  std::string sqlstate;
  std::string message;
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// What one version did with one case. User relations only; TOAST tables are left out.
struct Truth {
  /// The version does not have what the set-up needs: there is nothing more.
  std::optional<Refusal> setup_error = {};
  /// The statement was refused.
  std::optional<Refusal> error = {};
  /// False: the server refuses it inside a transaction block (SQLSTATE 25001).
  bool transactional = true;
  /// The strongest mode on each relation: held at the end of the statement, or, when it runs
  /// outside of transactions only, asked for at any moment of it.
  std::vector<Lock> locks = {};
  /// Asked for and given back before the statement's end, where that is stronger than what stayed.
  std::vector<Lock> brief = {};
  /// A plain SELECT (a DELETE) of another session has to wait until the transaction ends; asked of
  /// what runs in a transaction only.
  std::vector<Relation> unreadable = {};
  std::vector<Relation> unwritable = {};
  std::vector<Relation> created = {};
  std::vector<Relation> dropped = {};
  std::vector<Relation> rewritten = {};  ///< Has another file with its rows in it.
  std::vector<Relation> emptied = {};    ///< Has another file, which is empty.
  std::vector<Relation> scanned = {};    ///< Was read by at least one sequential scan.
  std::vector<Relation> vacuumed = {};
  std::vector<Relation> analyzed = {};
  std::vector<IndexBuild> built = {};  ///< On tables that were there before and are not emptied.
  std::vector<std::string> said = {};  ///< Known messages of the server, in their order.

  /// Both of a lock on what the statement itself made.
  [[nodiscard]] bool is_created(const Relation& relation) const;
  friend bool operator==(const Truth&, const Truth&) = default;
};

/// By case id, then by version.
using Record = std::map<std::string, std::map<int, Truth>>;

/// Reads one subject's record. The error names the line.
std::expected<Record, std::string> parse_record(std::string_view text);
std::expected<Record, std::string> load_record(const std::filesystem::path& file);

/// Equal answers of neighbouring versions stand together; `write_record(*parse_record(x)) == x`.
std::string write_record(const Record& record);
/// The lines of one answer, without its versions.
std::string write_truth(const Truth& truth);

/// The release that each version was recorded on, "15.18"; in servers.txt: "15 15.18".
using Servers = std::map<int, std::string>;
Servers load_servers(const std::filesystem::path& file);
std::string write_servers(const Servers& servers);

/// What a later release of a recorded version may do otherwise: since 2026 the servers take ACCESS
/// SHARE on what a new object comes to depend on (a constraint on an index, a default on a
/// sequence), and keep it. Takes such locks off `later`, and off both those that were given back.
void forgive_dependency_locks(Truth& recorded, Truth& later);

/// 1 (AccessShareLock) to 8 (AccessExclusiveLock), 0 for an unknown name: the server's own order.
int strength(std::string_view mode);
/// The name of a lock mode by that number.
std::string_view mode_name(int strength);

}  // namespace miglint::conformance
