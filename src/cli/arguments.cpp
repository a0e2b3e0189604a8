#include "cli/arguments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <string_view>
#include <type_traits>
#include <utility>

#include "build_info.h"
#include "dialect/postgres/read.h"
#include "project/config.h"
#include "source/nearest_name.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr int kBadUsage = 2;

constexpr auto kAbout =
    R"(Reads the migration scripts of a database project, works out which locks each statement takes,
what it rewrites, scans, blocks or loses, and says so before it runs.)"sv;

constexpr auto kProgramFooter = R"(Examples:
  miglint check                         the migration folders below the current folder
  miglint check db/migrations           a folder, in the order in which its files would run
  git show HEAD:db/7.sql | miglint check -
  miglint locks new.sql                 what each statement locks, rewrites, scans
  miglint explain drop-column           one rule's page

Exit codes:
  0  nothing found at or above --fail-on (default: error)
  1  findings at or above it
  2  bad usage, bad configuration, or an input that cannot be read

`miglint <command> --help` names the options of a command.)"sv;

constexpr auto kCheckFooter =
    R"(Without PATH, the migrations below the current folder are looked at, or the `paths` of .miglint.toml;
what is piped in goes before both. All migrations of a database are replayed in the order of its tool
(`miglint plan` shows it), so that each statement is judged by the tables that it meets. A file that is
named alone is judged so, too: what comes before it is replayed, and not reported.

Examples:
  miglint check
  miglint check db/migrations --server-version 16
  miglint check --format sarif --output miglint.sarif db/migrations
  cat new.sql | miglint check - --stdin-filepath db/migrations/0042_new.sql
  miglint check --since origin/main                        what this branch adds or changes
  miglint check --write-baseline .miglint-baseline.json    accept what is there today
  miglint check --baseline .miglint-baseline.json          tell what is new since then

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage, bad configuration, or an
input that cannot be read (the others are still looked at).)"sv;

constexpr auto kSqlFooter = R"(Examples:
  miglint sql db/migrations
  miglint sql --direction down --format json db/migrations

Exit codes: 0, or 2 for bad usage, bad configuration, or an input that cannot be read.)"sv;

constexpr auto kLocksFooter = R"(Examples:
  miglint locks new.sql --server-version 13
  echo 'ALTER TABLE orders ADD COLUMN note text' | miglint locks
  miglint locks new.sql --history db/migrations    the tables as these scripts left them

Exit codes: 0, 1 when a statement cannot be parsed, or 2 for bad usage, bad configuration, or an input
that cannot be read.)"sv;

constexpr auto kPlanFooter =
    R"(Without PATH, the migrations below the current folder. A tool is recognised by the names of its files,
their markers, its journal, plan and configuration files. Where that is wrong, .miglint.toml says it:

  [frameworks.goose]
  paths = ["db/changes"]
  transaction = "file"

Examples:
  miglint plan
  miglint plan --format json db/migrations
  miglint plan db/migrations/0042_new.sql     with the migrations that come before it

Exit codes: 0, or 2 for bad usage, bad configuration, or an input that cannot be read.)"sv;

constexpr auto kVerifyFooter =
    R"(Starts a PostgreSQL server of its own in a temporary folder, runs the history, makes rows, and runs
the migrations statement by statement while other sessions look at locks, files and scans and try to
read and write. Each finding is confirmed, refuted or not exercised. A migration with a down script is
run down and up again. Needs the programs of a PostgreSQL server, 13 to 18; runs them as root, too.
Migrations get no superuser's rights and no more time and space than the options say.

Without PATH, the migration folders are looked at as in `check`. A single file is judged alone: the
files of its folder that come before it are its history.

Examples:
  miglint verify db/migrations
  miglint verify db/migrations/0042_new.sql --rows 100000
  miglint verify 0042.up.sql 0042.down.sql --history db/schema.sql

Exit codes: 0 nothing at or above --fail-on that the server has not refuted, 1 findings, 2 bad usage,
bad configuration, an input that cannot be read, or no server.)"sv;

constexpr auto kRulesFooter = R"(Examples:
  miglint rules
  miglint rules --format json)"sv;

constexpr auto kExplainFooter = R"(Example:
  miglint explain index-without-concurrently)"sv;

constexpr auto kInitFooter = R"(An existing file is never overwritten.)"sv;

/// A word of the command line and what it stands for.
template <class T>
struct Word {
  std::string_view word;
  T value;
};

constexpr std::array kFormats{Word{"text"sv, Format::text}, Word{"json"sv, Format::json},
                              Word{"sarif"sv, Format::sarif}};
constexpr std::array kColors{Word{"auto"sv, ColorChoice::automatic},
                             Word{"always"sv, ColorChoice::always},
                             Word{"never"sv, ColorChoice::never}};
constexpr std::array kDirections{Word{"up"sv, Direction::up}, Word{"down"sv, Direction::down}};
constexpr std::array kDialects{Word{"postgres"sv, std::optional(Dialect::postgres)},
                               Word{"mysql"sv, std::optional(Dialect::mysql)},
                               Word{"mariadb"sv, std::optional(Dialect::mariadb)}};
constexpr std::array kFailOn{
    Word{"error"sv, std::optional(Level::error)}, Word{"warning"sv, std::optional(Level::warning)},
    Word{"note"sv, std::optional(Level::note)}, Word{"never"sv, std::optional<Level>()}};

std::string choices(const auto& words) {
  std::string out;
  for (const auto& word : words)
    out += fmt::format("{}{}", out.empty() ? "" : "|", word.word);
  return out;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> names) {
  const auto near = nearest_name(word, names);
  return near ? fmt::format("; did you mean `{}`?", *near) : std::string();
}

class Parser {
 public:
  Parser() : program_(std::string(kAbout), "miglint") {
    program_.footer(std::string(kProgramFooter));
    program_.require_subcommand(0, 1);
    program_.get_formatter()->label("SUBCOMMAND", "COMMAND");
    program_.set_help_flag("-h,--help", "Print this help");
    program_.set_version_flag("--version", version(),
                              "Print the version and the PostgreSQL grammar");
    add_check();
    add_sql();
    add_locks();
    add_plan();
    add_verify();
    add_rules();
    add_explain();
    add_init();
  }

  std::expected<Arguments, EarlyExit> parse(std::span<const char* const> arguments) {
    try {
      // CLI11 takes them last first.
      std::vector<std::string> words(arguments.begin(), arguments.end());
      std::ranges::reverse(words);
      program_.parse(words);
    } catch (const CLI::CallForHelp&) {
      return std::unexpected(EarlyExit{0, help()});
    } catch (const CLI::CallForVersion&) {
      return std::unexpected(EarlyExit{0, version() + "\n"});
    } catch (const CLI::ExtrasError&) {
      return std::unexpected(mistake(unexpected_word()));
    } catch (const CLI::ParseError& error) {
      return std::unexpected(mistake(error.what()));
    }
    if (!server_version_.empty()) {
      const auto parsed = version_for_dialect();
      if (!parsed) return std::unexpected(mistake("--server-version: " + parsed.error()));
      arguments_.server_version = *parsed;
    }
    if (!program_.get_subcommands().empty()) return std::move(arguments_);
    return std::unexpected(EarlyExit{kBadUsage, program_.help()});
  }

 private:
  /// What the number may be depends on the server, which another option or the config names.
  [[nodiscard]] std::expected<ServerVersion, std::string> version_for_dialect() const {
    if (arguments_.dialect.value_or(Dialect::postgres) == Dialect::postgres) {
      const auto postgres = postgres_version_of(server_version_);
      const auto other = version_of(server_version_);
      // Without --dialect the config may say MySQL: 8.4 and 10.11 are no versions of PostgreSQL.
      const bool mysql = !arguments_.dialect && other && other->major < 13 && other->major >= 5;
      if (postgres || !mysql) return postgres;
      return *other;
    }
    const auto version = version_of(server_version_);
    if (version && version->major >= 5 && version->major <= 12) return *version;
    return std::unexpected(
        fmt::format("`{}` is no version of {}: write it as {}", server_version_,
                    *arguments_.dialect == Dialect::mysql ? "MySQL" : "MariaDB",
                    *arguments_.dialect == Dialect::mysql ? "8.4 or 8.0.29" : "10.11"));
  }

  static std::string version() {
    return fmt::format("miglint {} (grammar of PostgreSQL {})", kVersion,
                       postgres::grammar_version());
  }

  [[nodiscard]] const CLI::App& command() const {
    const auto chosen = program_.get_subcommands();
    return chosen.empty() ? program_ : *chosen.front();
  }

  [[nodiscard]] std::string help() const {
    return &command() == &program_ ? program_.help() : command().help("miglint");
  }

  [[nodiscard]] EarlyExit mistake(std::string_view text) const {
    const bool program = &command() == &program_;
    return {kBadUsage, fmt::format("miglint: {}\nTry `miglint {}{}--help`.\n", text,
                                   program ? "" : command().get_name(), program ? "" : " ")};
  }

  /// What CLI11 found no place for, with the name that may have been meant.
  [[nodiscard]] std::string unexpected_word() const {
    const std::vector<std::string> rest = program_.remaining(true);
    if (rest.empty()) return "too many arguments";
    const std::string word = rest.front().substr(0, rest.front().find('='));
    std::vector<std::string> names;
    if (word.starts_with('-')) {
      for (const CLI::Option* option : command().get_options()) {
        for (const std::string& name : option->get_lnames())
          names.push_back("--" + name);
      }
    } else if (&command() == &program_) {
      for (const CLI::App* known : program_.get_subcommands({}))
        names.push_back(known->get_name());
    }
    const std::vector<std::string_view> views(names.begin(), names.end());
    const std::string_view kind = word.starts_with('-')     ? "option"
                                  : &command() == &program_ ? "command"
                                                            : "argument";
    return fmt::format("unknown {} `{}`{}", kind, word, did_you_mean(word, views));
  }

  CLI::App& add(std::string_view name, Command command, std::string_view what,
                std::string_view footer) {
    CLI::App* app = program_.add_subcommand(std::string(name), std::string(what));
    app->group("Commands");
    app->set_help_flag("-h,--help", "Print this help");
    app->footer(std::string(footer));
    app->callback([this, command] { arguments_.command = command; });
    return *app;
  }

  /// An option whose value is one of some words.
  template <class T>
  void add_choice(CLI::App& app, std::string name,
                  std::type_identity_t<std::span<const Word<T>>> words, T& target,
                  std::string_view what, std::string_view kind) {
    app.add_option_function<std::string>(
           std::move(name),
           [words, &target, kind](const std::string& given) {
             std::vector<std::string_view> names;
             for (const auto& word : words) {
               if (word.word == given) {
                 target = word.value;
                 return;
               }
               names.push_back(word.word);
             }
             const std::string near = did_you_mean(given, names);
             throw CLI::ValidationError(fmt::format(
                 "`{}` is no {}{}", given, kind,
                 near.empty() ? fmt::format(" (known: {})", fmt::join(names, ", ")) : near));
           },
           std::string(what))
        ->type_name(choices(words));
  }

  void add_output(CLI::App& app, std::span<const Word<Format>> formats) {
    add_choice(app, "--format", formats, arguments_.format,
               "How the result is written (default: text)", "format of this command");
    app.add_option("--output", arguments_.output, "Write it there, not to standard output")
        ->type_name("FILE");
  }

  void add_color(CLI::App& app) {
    add_choice(app, "--color", kColors, arguments_.color,
               "Colour; auto: on a terminal, unless NO_COLOR is set", "choice for --color");
  }

  void add_paths(CLI::App& app, std::string_view what) {
    app.add_option("PATH", arguments_.paths, std::string(what))->type_name("");
  }

  void add_server(CLI::App& app) {
    add_choice(app, "--dialect", kDialects, arguments_.dialect,
               "The server that the scripts are for (default: postgres)", "dialect");
    app.add_option_function<std::string>(
           "--server-version", [this](const std::string& word) { server_version_ = word; },
           "The server's version (default: that of .miglint.toml, else PostgreSQL 15, MySQL 8.4,"
           " MariaDB 10.11)")
        ->type_name("N");
    app.add_option("--config", arguments_.config,
                   "Settings; without it the .miglint.toml closest to each file holds")
        ->type_name("FILE");
  }

  void add_input(CLI::App& app) {
    app.add_option("--stdin-filepath", arguments_.stdin_filepath,
                   "Where standard input would be a file: its name in messages, its settings")
        ->type_name("PATH");
    app.add_option("-j", arguments_.jobs, "Threads that read files (default: one a processor)")
        ->type_name("N")
        ->check(CLI::Range(1U, 1024U).description(""));
  }

  void add_check() {
    CLI::App& app = add("check", Command::check, "Lint migrations", kCheckFooter);
    add_paths(app, "Files, folders, or - for standard input");
    add_output(app, kFormats);
    add_server(app);
    add_choice(app, "--fail-on", kFailOn, arguments_.fail_on,
               "The lowest level that makes the exit code 1 (default: error)", "level");
    auto* since =
        app.add_option("--since", arguments_.since,
                       "Report only files that differ from where this branch left the git "
                       "revision REV; all others are history")
            ->type_name("REV");
    app.add_option("--baseline", arguments_.baseline,
                   "Report only findings that are not in this file")
        ->type_name("FILE");
    app.add_option("--write-baseline", arguments_.write_baseline,
                   "Write all findings there as a baseline, and report none")
        ->type_name("FILE")
        ->excludes(since);
    add_input(app);
    app.add_flag("-q,--quiet", arguments_.quiet, "One line a finding, nothing else");
    add_color(app);
  }

  void add_sql() {
    CLI::App& app =
        add("sql", Command::sql, "Print the SQL that each migration would run", kSqlFooter);
    add_paths(app, "Files, folders, or - for standard input");
    add_output(app, std::span(kFormats).first(2));
    add_choice(app, "--direction", kDirections, arguments_.direction,
               "Which script of a migration (default: up)", "direction");
    add_server(app);
    add_input(app);
  }

  void add_locks() {
    CLI::App& app =
        add("locks", Command::locks, "What each statement locks, rewrites, scans", kLocksFooter);
    app.add_option("FILE", arguments_.paths, "A file, or - for standard input (default)")
        ->type_name("")
        ->expected(0, 1);
    add_output(app, std::span(kFormats).first(2));
    app.add_option("--history", arguments_.history,
                   "Scripts that ran before: they make the tables known. May be repeated")
        ->type_name("PATH")
        ->allow_extra_args(false);
    add_server(app);
    add_input(app);
    add_color(app);
  }

  void add_plan() {
    CLI::App& app = add("plan", Command::plan,
                        "What was recognised: tools, order, transactions, and why", kPlanFooter);
    add_paths(app, "Files, folders, or - for standard input");
    add_output(app, std::span(kFormats).first(2));
    add_server(app);
    add_input(app);
  }

  void add_verify() {
    CLI::App& app = add("verify", Command::verify,
                        "Run migrations on a scratch server: prove the findings", kVerifyFooter);
    add_paths(app, "Files or folders");
    add_output(app, std::span(kFormats).first(2));
    app.add_option("--history", arguments_.history, "Scripts that ran before. May be repeated")
        ->type_name("PATH")
        ->allow_extra_args(false);
    add_server(app);
    add_choice(app, "--fail-on", kFailOn, arguments_.fail_on,
               "The lowest level that makes the exit code 1 (default: error)", "level");
    app.add_option("--postgres-bin", arguments_.postgres_bin,
                   "The folder of the server's programs (default: looked for)")
        ->type_name("FOLDER");
    app.add_option("--database-url", arguments_.database_url,
                   "Run there: a database that is empty, or that miglint has used before")
        ->type_name("URL");
    app.add_option("--rows", arguments_.rows, "Rows a table that is touched (default: 10000)")
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{0}, std::int64_t{100000000}).description(""));
    app.add_option("--seed", arguments_.seed, "Of the rows: the same gives the same (default: 1)")
        ->type_name("N");
    app.add_option("--statement-timeout", arguments_.statement_seconds,
                   "Seconds that one statement gets (default: 60)")
        ->type_name("N")
        ->check(CLI::Range(1U, 86400U).description(""));
    app.add_option("--time-limit", arguments_.total_seconds,
                   "Seconds that the migrations of one database get (default: 600)")
        ->type_name("N")
        ->check(CLI::Range(1U, 86400U).description(""));
    app.add_option("--disk-limit", arguments_.disk_megabytes,
                   "Megabytes that the database may grow to (default: 2048)")
        ->type_name("N")
        ->check(CLI::Range(64U, 1048576U).description(""));
    app.add_flag("--keep", arguments_.keep, "Leave the server running, and say how to connect");
    app.add_flag("-q,--quiet", arguments_.quiet, "One line a finding, nothing else");
    add_color(app);
  }

  void add_rules() {
    CLI::App& app = add("rules", Command::rules, "List the rules", kRulesFooter);
    add_output(app, std::span(kFormats).first(2));
    add_color(app);
  }

  void add_explain() {
    CLI::App& app = add("explain", Command::explain, "Print a rule's page", kExplainFooter);
    app.add_option("ID", arguments_.rule, "The rule")->type_name("")->required();
    add_output(app, std::span(kFormats).first(2));
    add_color(app);
  }

  void add_init() {
    CLI::App& app =
        add("init", Command::init, "Write a commented .miglint.toml for this project", kInitFooter);
    app.add_option("--output", arguments_.output, "Write it there (default: .miglint.toml)")
        ->type_name("FILE");
  }

  std::string server_version_;
  Arguments arguments_;
  CLI::App program_;
};

}  // namespace

std::expected<Arguments, EarlyExit> parse_arguments(std::span<const char* const> arguments) {
  return Parser().parse(arguments);
}

}  // namespace miglint
