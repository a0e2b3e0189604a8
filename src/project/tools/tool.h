// A migration tool: how its migrations are recognised, ordered, cut into scripts, and run.
//
// Comes in: a folder of the tree, or a migration's text. Goes out: a `MigrationSet`, or the scripts
// of a `Migration` with their transaction scopes. One file a tool implements this, `table.cpp`
// lists them. Statements are not looked at: that is the dialect's work.
//
// A fact about a tool that another place depends on stands in docs/frameworks.md with its source.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/migration.h"
#include "project/tools/tree.h"
#include "source/arena.h"

namespace miglint {

struct Tool;

/// A migration's file, or one of its files.
struct MigrationFile {
  enum class Holds : std::uint8_t { up, down, both };
  std::string path;
  std::string id;  ///< The tool's name for the migration; its files share it.
  Holds holds = Holds::both;
  /// A file beside it that says how the tool runs it, and its text; empty where there is none.
  std::string settings_path;
  std::string settings;
  /// Ids of the migrations before it, where a plan names them.
  std::vector<std::string> predecessors;
  GraphPlace graph;
};

/// A file in the folder that the tool passes over, or that is of no use here.
struct LeftOut {
  std::string path;
  std::string reason;  ///< "goose takes files whose names begin with a number"
  /// Somebody may have meant it to run.
  bool is_needed = true;
};

/// The migrations of one database by one tool, in the order in which it runs them.
struct MigrationSet {
  const Tool* tool = nullptr;
  std::string folder;
  std::string why;    ///< How it was recognised: "`-- +goose Up` heads 00001_init.sql".
  std::string order;  ///< "by number".
  /// The names would suit other tools too: what is said of transactions is a guess.
  bool guessed = false;
  /// The config names the folder as this tool's.
  bool told = false;
  /// Version of the tool where the project names one, as written there: "^7.4.0".
  std::string version;
  /// The server that signs in the project tell of, and the sign; nullopt: nothing tells.
  std::optional<Dialect> dialect;
  std::string dialect_why;
  /// The program or settings that say how the tool runs them, such as Alembic's env.py.
  std::string environment;
  std::vector<MigrationFile> files;
  std::vector<LeftOut> left_out;
};

struct RecogniseInput {
  Tree& tree;
  const std::string& folder;
  /// The config says that the folder is this tool's: the names decide what is taken, no more.
  bool told = false;
  /// Somebody named the folder, or a file in it, and no tool knows it by its names: what its files
  /// hold may decide.
  bool named = false;
  /// The server that somebody names, on the command line or in the config.
  std::optional<Dialect> dialect = std::nullopt;
};

struct ReadInput {
  const MigrationSet& set;
  const MigrationFile& file;
  FileId id;
  std::string_view text;  ///< Lives as long as the migration.
  Arena& arena;           ///< For text that is not the file's.
};

/// The language of the migrations.
enum class Language : std::uint8_t { sql, python, php, cxx };

struct Tool {
  std::string_view name;   ///< As in `[frameworks.<name>]`: "golang-migrate".
  std::string_view title;  ///< As people write it: "Flyway".
  Language language = Language::sql;
  /// Nothing when the folder is not one of this tool's.
  std::optional<MigrationSet> (*recognise)(const RecogniseInput&) = nullptr;
  /// Fills the scripts and the markers of the migration. Null where a front-end of its own does.
  void (*read)(const ReadInput&, Migration&) = nullptr;
};

/// All tools, those with the surest signs first.
[[nodiscard]] std::span<const Tool* const> all_tools();
[[nodiscard]] const Tool* find_tool(std::string_view name);
/// SQL files of no tool that is known, run one after the other.
[[nodiscard]] const Tool& plain_sql();

}  // namespace miglint
