#include "cli/arguments.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>

#include "build_info.h"
#include "cli/argument_words.h"
#include "cli/help_texts.h"
#include "cli/rollout_options.h"
#include "dialect/postgres/read.h"
#include "project/config.h"
#include "source/nearest_name.h"

namespace miglint {
namespace {

constexpr int kBadUsage = 2;

constexpr auto kHouseRules =
    "Where the house rules are; without it the .miglint.toml closest to the current folder";
constexpr auto kChangeSince =
    "The change is what differs from where this branch left the git revision REV; all other files "
    "are history";

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

std::expected<Shard, std::string> shard_of(std::string_view word) {
  constexpr std::uint32_t kMost = 10'000;
  Shard shard;
  const char* const end = word.data() + word.size();
  const auto index = std::from_chars(word.data(), end, shard.index);
  if (index.ec == std::errc() && index.ptr != end && *index.ptr == '/') {
    const auto count = std::from_chars(index.ptr + 1, end, shard.count);
    if (count.ec == std::errc() && count.ptr == end && shard.index >= 1 &&
        shard.index <= shard.count && shard.count <= kMost) {
      return shard;
    }
  }
  return std::unexpected(
      fmt::format("`{}` is no K/N with K from 1 to N, N at most {}", word, kMost));
}

class Parser {
 public:
  Parser() : program_(std::string(kAbout), "miglint") {
    arguments_.today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
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
    add_fix();
    add_rollout();
    add_stats_query();
    add_merge();
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
    if (arguments_.dialect && *arguments_.dialect != Dialect::postgres) {
      return mysql_version_of(server_version_, arguments_.dialect);
    }
    auto postgres = postgres_version_of(server_version_);
    if (postgres || arguments_.dialect) return postgres;
    // The config may say MySQL: 8.4 and 10.11 are no versions of PostgreSQL.
    const auto other = mysql_version_of(server_version_, std::nullopt);
    return other ? other : postgres;
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
    app->callback([this, command] {
      arguments_.command = command;
      finish_outputs();
    });
    return *app;
  }

  /// What a word of an option stands for.
  template <class T>
  static T meaning(std::span<const Word<T>> words, std::string_view given, std::string_view kind) {
    std::vector<std::string_view> names;
    for (const auto& word : words) {
      if (word.word == given) return word.value;
      names.push_back(word.word);
    }
    const std::string near = did_you_mean(given, names);
    throw CLI::ValidationError(
        fmt::format("`{}` is no {}{}", given, kind,
                    near.empty() ? fmt::format(" (known: {})", fmt::join(names, ", ")) : near));
  }

  /// An option whose value is one of some words.
  template <class T>
  void add_choice(CLI::App& app, std::string name,
                  std::type_identity_t<std::span<const Word<T>>> words, T& target,
                  std::string_view what, std::string_view kind) {
    app.add_option_function<std::string>(
           std::move(name),
           [words, &target, kind](const std::string& given) {
             target = meaning<T>(words, given, kind);
           },
           std::string(what))
        ->type_name(choices(words));
  }

  /// Several outputs of one run, each with a file of its own but one.
  void add_outputs(CLI::App& app, std::span<const Word<Format>> formats, std::string_view what) {
    app.add_option_function<std::vector<std::string>>(
           "--format",
           [this, formats](const std::vector<std::string>& given) {
             for (const std::string& word : given) {
               const std::size_t equals = std::min(word.find('='), word.size());
               const auto format = meaning<Format>(
                   formats, std::string_view(word).substr(0, equals), "format of this command");
               std::string file = equals < word.size() ? word.substr(equals + 1) : std::string();
               if (equals < word.size() && file.empty()) {
                 throw CLI::ValidationError(fmt::format("`{}` names no file", word));
               }
               arguments_.outputs.push_back({format, std::move(file)});
             }
           },
           std::string(what))
        ->type_name(choices(formats) + "[=FILE]")
        ->allow_extra_args(false);
    app.add_option("--output", arguments_.output,
                   "Write what has no file of its own there, not to standard output")
        ->type_name("FILE");
  }

  /// Gives --output to the format without a file; two outputs for one place are a mistake.
  void finish_outputs() {
    std::set<std::string> files;
    bool has_plain = arguments_.outputs.empty();
    for (OutputRequest& output : arguments_.outputs) {
      if (output.file.empty()) {
        if (has_plain) {
          throw CLI::ValidationError(
              "only one --format may do without a file: write the other as --format FORMAT=FILE");
        }
        has_plain = true;
        arguments_.format = output.format;
        output.file = arguments_.output;
      }
      if (!files.insert(output.file).second) {
        throw CLI::ValidationError(fmt::format("two outputs cannot both go to {}", output.file));
      }
    }
    if (!has_plain && !arguments_.output.empty()) {
      throw CLI::ValidationError("--output has nothing to write: each --format has its own file");
    }
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
    add_config(app, "Settings; without it the .miglint.toml closest to each file holds");
  }

  void add_config(CLI::App& app, std::string_view what) {
    app.add_option("--config", arguments_.config, std::string(what))->type_name("FILE");
  }

  void add_input(CLI::App& app) {
    app.add_option("--stdin-filepath", arguments_.stdin_filepath,
                   "Where standard input would be a file: its name in messages, its settings")
        ->type_name("PATH");
    app.add_option("-j", arguments_.jobs, "Threads that read files (default: one a processor)")
        ->type_name("N")
        ->check(CLI::Range(1U, 1024U).description(""));
  }

  void add_fail_on(CLI::App& app) {
    add_choice(app, "--fail-on", kFailOn, arguments_.fail_on,
               "The lowest level that makes the exit code 1 (default: error)", "level");
  }

  void add_shard(CLI::App& app) {
    app.add_option_function<std::string>(
           "--shard",
           [this](const std::string& word) {
             const auto parsed = shard_of(word);
             if (!parsed) throw CLI::ValidationError("--shard: " + parsed.error());
             arguments_.shard = *parsed;
           },
           "Report on part K of N of the files only; all history is still replayed")
        ->type_name("K/N");
  }

  void add_fix() {
    CLI::App& app = add("fix", Command::fix, "Write the safe way into new migrations", kFixFooter);
    add_paths(app, "Files or folders");
    app.add_flag("--diff", arguments_.diff, "Print what would be changed, and change nothing");
    add_since(app,
              "Files that the git revision REV has are left alone (default: origin/HEAD, or "
              "what is committed)");
    add_server(app);
    add_color(app);
  }

  void add_stats_query() {
    CLI::App& app = add("stats-query", Command::stats_query,
                        "Print the query whose answer --stats reads", kStatsQueryFooter);
    add_choice(app, "--dialect", kDialects, arguments_.dialect,
               "The server that it is for (default: postgres)", "dialect");
    app.add_option("--output", arguments_.output, "Write it there, not to standard output")
        ->type_name("FILE");
  }

  void add_merge() {
    CLI::App& app =
        add("merge", Command::merge, "Several JSON or SARIF results into one", kMergeFooter);
    app.add_option("FILE", arguments_.paths, "Results of miglint check")->type_name("")->required();
    add_outputs(app, kMergedFormats,
                "How the result is written (default: that of FILE). May be repeated, with files");
    add_fail_on(app);
  }

  void add_check() {
    CLI::App& app = add("check", Command::check, "Lint migrations", kCheckFooter);
    add_paths(app, "Files, folders, or - for standard input");
    add_outputs(app, kFormats,
                "How the result is written (default: text). May be repeated, with files");
    add_server(app);
    add_surroundings(app, arguments_);
    add_fail_on(app);
    add_shard(app);
    auto* since = add_since(app,
                            "Report only files that differ from where this branch left the git "
                            "revision REV; all others are history");
    app.add_option("--baseline", arguments_.baseline,
                   "Report only findings that are not in this file")
        ->type_name("FILE");
    app.add_option("--write-baseline", arguments_.write_baseline,
                   "Write all findings there as a baseline, and report none")
        ->type_name("FILE")
        ->excludes(since);
    add_input(app);
    app.add_flag("--sarif-include-suppressed", arguments_.include_suppressed,
                 "Suppressed findings in SARIF too, marked as such");
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
    add_outputs(app, kFormats,
                "How the result is written (default: text). May be repeated, with files");
    add_since(app,
              "Run and judge only files that differ from the git revision REV; all others are "
              "history");
    app.add_option("--history", arguments_.history, "Scripts that ran before. May be repeated")
        ->type_name("PATH")
        ->allow_extra_args(false);
    add_server(app);
    add_surroundings(app, arguments_);
    add_choice(app, "--fail-on", kFailOn, arguments_.fail_on,
               "The lowest level that makes the exit code 1 (default: error)", "level");
    add_verify_options(app, arguments_);
    app.add_flag("-q,--quiet", arguments_.quiet, "One line a finding, nothing else");
    add_color(app);
  }

  /// What the night of a rollout needs.
  void add_rollout() {
    add_page(add("report", Command::report, "The risk report of a change, for its reviewer",
                 kReportFooter),
             kPageFormats);
    add_page(add("runbook", Command::runbook, "The runbook of a change: checks, steps, rollback",
                 kRunbookFooter),
             std::span(kPageFormats).first(1));
    CLI::App& checks =
        add("checks", Command::checks, "The checks before and after a change", kChecksFooter);
    add_paths(checks, "The migrations of the change");
    add_output(checks, kCheckFormats);
    add_server(checks);
    add_since(checks, kChangeSince);
    add_checks_options(checks, arguments_);
    checks.parse_complete_callback([this] { finish_checks_options(arguments_); });
  }

  void add_page(CLI::App& app, std::span<const Word<PageFormat>> formats) {
    add_paths(app, "The migrations of the change");
    add_choice(app, "--format", formats, arguments_.page,
               "How the page is written (default: markdown)", "format of this command");
    app.add_option("--output", arguments_.output, "Write it there, not to standard output")
        ->type_name("FILE");
    add_server(app);
    add_surroundings(app, arguments_);
    add_since(app, kChangeSince);
  }

  CLI::Option* add_since(CLI::App& app, std::string_view what) {
    return app.add_option("--since", arguments_.since, std::string(what))->type_name("REV");
  }

  void add_rules() {
    CLI::App& app = add("rules", Command::rules, "List the rules", kRulesFooter);
    add_config(app, kHouseRules);
    add_output(app, std::span(kFormats).first(2));
    add_color(app);
  }

  void add_explain() {
    CLI::App& app = add("explain", Command::explain, "Print a rule's page", kExplainFooter);
    app.add_option("ID", arguments_.rule, "The rule")->type_name("")->required();
    add_config(app, kHouseRules);
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
