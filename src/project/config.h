// A project's settings: `.miglint.toml`.
//
// Comes in: the text of a config file and the names of the rules. Goes out: a `Config`, or all its
// mistakes with their places. What a setting does to a finding is the pipeline's business, and no
// rule is known here but by its name.
#pragma once

#include <cstdint>
#include <expected>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/dialect.h"
#include "migration/transaction_scope.h"

namespace miglint {

inline constexpr std::string_view kConfigName = ".miglint.toml";

/// In rising order, as the levels of findings.
enum class ConfiguredLevel : std::uint8_t { off, note, warning, error };

/// A rule as the config may name it.
struct KnownRule {
  std::string_view id;
  std::vector<std::string_view> options{};  ///< Keys beside `level` and `exempt`: whole numbers.
};

/// `[rules.<id>]`
struct RuleSettings {
  std::optional<ConfiguredLevel> level;
  std::map<std::string, std::int64_t, std::less<>> options;
  std::vector<std::string> exempt;  ///< Patterns of tables of which the rule says nothing.
};

using RuleTable = std::map<std::string, RuleSettings, std::less<>>;

/// `[[overrides]]`: other settings for some files. A later one wins over an earlier one.
struct Override {
  std::vector<std::string> paths;  ///< Globs.
  RuleTable rules;
};

/// `[frameworks.<name>]`: what cannot be seen in the files of a migration tool.
struct FrameworkSettings {
  std::optional<Wrap> transaction;
  std::vector<std::string> paths;  ///< Folders that are this tool's, whatever they look like.
  // Of C++ alone.
  std::vector<std::string> calls;   ///< Functions that send SQL: "ns::Db::run:0".
  std::vector<std::string> tables;  ///< Variables whose strings are statements.
  std::string compile_commands;     ///< The file, or its folder; empty: it is looked for.
};

/// `[tables]`: which sizes matter. Rates are what durations are guessed from.
struct TableSettings {
  std::int64_t small_rows = 10'000;
  std::int64_t small_mb = 100;  ///< Megabytes (10^6 bytes); a small table is below both.
  std::int64_t large_rows = 10'000'000;
  std::int64_t large_mb = 10'000;     ///< A large table reaches one of the two.
  std::int64_t busy_writes = 100;     ///< Rows written a second from which a table is busy.
  std::int64_t read_rate = 200;       ///< Megabytes a second.
  std::int64_t write_rate = 50;       ///< Megabytes a second.
  std::vector<std::string> large{};   ///< Patterns of tables that are large, whatever is known.
  std::vector<std::string> exempt{};  ///< Patterns of tables of which no rule says anything.
};

/// `[suppressions]`: what a `miglint:ignore` must say to be heard.
struct SuppressionSettings {
  bool require_reason = false;
  bool require_expiry = false;
  std::optional<std::int64_t> max_days;  ///< How far ahead an expiry date may be.
};

/// `[[ban]]`: a house rule. What is empty matches all.
struct Ban {
  std::string id;                       ///< "ban/no-json".
  std::vector<std::string> operations;  ///< Of `kBanOperations`.
  std::string name;                     ///< Pattern of what the operation names.
  std::string table;                    ///< Pattern of the table it is done to.
  std::string type;                     ///< Pattern of the type that a column gets.
  std::string message;
  std::string instead;  ///< May be empty.
  ConfiguredLevel level = ConfiguredLevel::error;
  std::optional<Dialect> dialect;
  std::vector<std::string> paths;  ///< Globs; empty: all files.
};

struct Config {
  std::string path;    ///< The file; empty when there is none.
  std::string folder;  ///< Where it stands: `paths` and globs are relative to it.
  std::optional<Dialect> dialect;
  std::optional<ServerVersion> postgres_version;
  std::optional<ServerVersion> mysql_version;
  /// `history = "complete"`: the first migration finds an empty database.
  bool complete_history = false;
  std::vector<std::string> paths;    ///< What is looked at when the command line names nothing.
  std::vector<std::string> exclude;  ///< Globs of files that are not looked at.
  RuleTable rules;
  std::vector<Override> overrides;
  std::map<std::string, FrameworkSettings, std::less<>> frameworks;
  TableSettings tables;
  std::vector<std::string> tenant_columns;  ///< `[tenancy] columns`
  SuppressionSettings suppressions;
  std::vector<Ban> bans;

  /// The level of a rule for the file at this path, which is relative to `folder`; nothing when the
  /// rule keeps its own.
  [[nodiscard]] std::optional<ConfiguredLevel> level(std::string_view rule,
                                                     std::string_view file) const;
  /// A rule's option for the file; null when it is not set.
  [[nodiscard]] const std::int64_t* option(std::string_view rule, std::string_view option,
                                           std::string_view file) const;
  /// The rule, or all, are to say nothing of the table, "schema.name", in the file.
  [[nodiscard]] bool exempts(std::string_view rule, std::string_view relation,
                             std::string_view file) const;
  /// The path is relative to `folder`.
  [[nodiscard]] bool excludes(std::string_view file) const;
};

/// The pattern matches the relation "schema.name"; without a dot, its name in any schema.
[[nodiscard]] bool matches_relation(std::string_view pattern, std::string_view relation);

/// A mistake in a config file, counted from 1.
struct ConfigProblem {
  std::string path;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
  std::string message;
};

/// Reads a config. All mistakes are reported at once, in the order of the file; but TOML that
/// cannot be parsed is one.
[[nodiscard]] std::expected<Config, std::vector<ConfigProblem>> parse_config(
    std::string_view text, const std::string& path, std::span<const KnownRule> rules);

/// The same for a file.
[[nodiscard]] std::expected<Config, std::vector<ConfigProblem>> load_config(
    const std::string& path, std::span<const KnownRule> rules);

/// "postgres", "mysql", "mariadb"; nothing for another word.
[[nodiscard]] std::optional<Dialect> dialect_of(std::string_view word);
/// "8.4", "8.0.29", "10.11"; nothing when it is no version.
[[nodiscard]] std::optional<ServerVersion> version_of(std::string_view word);
/// MySQL "5.7" to "9", MariaDB "10.5" to "11"; one of the two when the server is not named. The
/// message of the error tells what is wrong with it.
[[nodiscard]] std::expected<ServerVersion, std::string> mysql_version_of(
    std::string_view word, std::optional<Dialect> server);
/// PostgreSQL "13" to "18", also "16.2"; the message of the error tells what is wrong with it.
[[nodiscard]] std::expected<ServerVersion, std::string> postgres_version_of(std::string_view word);

}  // namespace miglint
