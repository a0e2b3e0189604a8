// The command line: what may be written on it, and what was.
//
// Comes in: the arguments of the program. Goes out: one command with its options as values, or a
// text to print (help, version, what is wrong) and the exit code. Doing it does not belong here.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lint/finding.h"
#include "migration/dialect.h"
#include "migration/migration.h"
#include "report/report.h"
#include "runbook/check.h"

namespace miglint {

enum class Command : std::uint8_t {
  check,
  sql,
  locks,
  plan,
  verify,
  fix,
  report,
  runbook,
  checks,
  stats_query,
  merge,
  rules,
  explain,
  init
};
enum class Format : std::uint8_t { text, json, sarif, github, gitlab, junit, rdjson, markdown };
/// Of a page for people.
enum class PageFormat : std::uint8_t { markdown, html };
enum class ColorChoice : std::uint8_t { automatic, always, never };

/// One of the outputs of a run.
struct OutputRequest {
  Format format = Format::text;
  std::string file;  ///< Empty: standard output.
};

/// A limit for the answers of all checks that measure the same.
struct Threshold {
  std::string metric;
  double value = 0;
};

struct Arguments {
  Command command = Command::check;
  std::vector<std::string> paths;  ///< "-": standard input.
  Format format = Format::text;
  std::string output;  ///< Empty: standard output.
  /// check, merge: what --format and --output ask for; empty when there was no --format.
  std::vector<OutputRequest> outputs;
  std::optional<Dialect> dialect;
  std::optional<ServerVersion> server_version;
  std::string config;
  std::string stats;            ///< A file with table sizes; empty: none.
  std::chrono::sys_days today;  ///< Of --today, else of the clock, which is asked once.
  std::string since;            ///< A revision; empty: all files are reported.
  std::string baseline;         ///< A file; empty: none.
  std::string write_baseline;   ///< A file to write; then nothing is reported.
  /// The lowest level that makes the exit code 1; nothing: none does.
  std::optional<Level> fail_on = Level::error;
  std::string stdin_filepath;
  unsigned jobs = 0;  ///< 0: as many as there are processors.
  bool quiet = false;
  bool include_suppressed = false;  ///< check: in SARIF.
  std::optional<Shard> shard;       ///< check
  ColorChoice color = ColorChoice::automatic;
  Direction direction = Direction::up;
  std::vector<std::string> history;  ///< locks, verify
  bool diff = false;                 ///< fix
  // verify
  std::string postgres_bin;
  std::string database_url;
  std::int64_t rows = 10000;
  std::uint64_t seed = 1;
  unsigned statement_seconds = 60;
  unsigned total_seconds = 600;
  unsigned disk_megabytes = 2048;
  bool keep = false;
  std::string rule;                        ///< explain
  PageFormat page = PageFormat::markdown;  ///< report, runbook
  // checks
  std::optional<Check::Phase> phase;  ///< Nothing: both.
  std::vector<Threshold> min;
  std::vector<Threshold> max;
  std::string before;  ///< A file; empty: none.
};

/// The program is done before it has begun: help goes to standard output with code 0, a mistake to
/// standard error with code 2.
struct EarlyExit {
  int code = 0;
  std::string text;
};

[[nodiscard]] std::expected<Arguments, EarlyExit> parse_arguments(
    std::span<const char* const> arguments);

}  // namespace miglint
