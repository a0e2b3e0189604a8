#include "cli/rollout_options.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

#include "lint/date.h"
#include "runbook/checks.h"
#include "source/nearest_name.h"

namespace miglint {
namespace {

/// "coverage=75"
Threshold threshold_of(const std::string& word) {
  const auto equals = word.find('=');
  Threshold threshold{.metric = word.substr(0, equals)};
  if (std::ranges::find(kMetrics, threshold.metric) == kMetrics.end()) {
    const auto near = nearest_name(threshold.metric, kMetrics);
    throw CLI::ValidationError(
        fmt::format("no check measures `{}`{}", threshold.metric,
                    near ? fmt::format("; did you mean `{}`?", *near) : std::string()));
  }
  const char* const begin = equals == std::string::npos ? nullptr : word.data() + equals + 1;
  const char* const end = word.data() + word.size();
  const bool read =
      begin != nullptr && begin != end && std::from_chars(begin, end, threshold.value).ptr == end;
  if (!read) throw CLI::ValidationError(fmt::format("`{}` is no NAME=NUMBER", word));
  return threshold;
}

void add_thresholds(CLI::App& app, const char* name, std::vector<Threshold>& target,
                    const char* what) {
  app.add_option_function<std::vector<std::string>>(
         name,
         [&target](const std::vector<std::string>& words) {
           for (const std::string& word : words)
             target.push_back(threshold_of(word));
         },
         what)
      ->type_name("NAME=N")
      ->allow_extra_args(false);
}

}  // namespace

void add_surroundings(CLI::App& app, Arguments& arguments) {
  app.add_option("--stats", arguments.stats,
                 "Sizes of the real tables: the answer of the query that stats-query prints")
      ->type_name("FILE");
  app.add_option_function<std::string>(
         "--today",
         [&arguments](const std::string& word) {
           const auto date = date_of(word);
           if (!date) {
             throw CLI::ValidationError(
                 fmt::format("--today: `{}` is no date such as 2027-01-31", word));
           }
           arguments.today = *date;
         },
         "The date by which a miglint:ignore expires (default: today, in UTC)")
      ->type_name("DATE");
}

void add_verify_options(CLI::App& app, Arguments& arguments) {
  app.add_option("--postgres-bin", arguments.postgres_bin,
                 "The folder of the server's programs (default: looked for)")
      ->type_name("FOLDER");
  app.add_option("--database-url", arguments.database_url,
                 "Run there: a database that is empty, or that miglint has used before")
      ->type_name("URL");
  app.add_option("--rows", arguments.rows, "Rows a table that is touched (default: 10000)")
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{0}, std::int64_t{100000000}).description(""));
  app.add_option("--seed", arguments.seed, "Of the rows: the same gives the same (default: 1)")
      ->type_name("N");
  app.add_option("--statement-timeout", arguments.statement_seconds,
                 "Seconds that one statement gets (default: 60)")
      ->type_name("N")
      ->check(CLI::Range(1U, 86400U).description(""));
  app.add_option("--time-limit", arguments.total_seconds,
                 "Seconds that the migrations of one database get (default: 600)")
      ->type_name("N")
      ->check(CLI::Range(1U, 86400U).description(""));
  app.add_option("--disk-limit", arguments.disk_megabytes,
                 "Megabytes that the database may grow to (default: 2048)")
      ->type_name("N")
      ->check(CLI::Range(64U, 1048576U).description(""));
  app.add_flag("--keep", arguments.keep, "Leave the server running, and say how to connect");
}

void add_checks_options(CLI::App& app, Arguments& arguments) {
  app.add_option_function<std::string>(
         "--phase",
         [&arguments](const std::string& word) {
           if (word != "pre" && word != "post") {
             throw CLI::ValidationError(fmt::format("`{}` is no phase (known: pre, post)", word));
           }
           arguments.phase = word == "pre" ? Check::Phase::before : Check::Phase::after;
         },
         "Before or after the change (default: both)")
      ->type_name("pre|post");
  app.add_option("--database-url", arguments.database_url,
                 "Run them there, in one read-only transaction: what libpq takes, or\n"
                 "mysql://user@host/database?socket=PATH")
      ->type_name("URL");
  add_thresholds(app, "--min", arguments.min,
                 "The least that passes, as in coverage=75. May be repeated");
  add_thresholds(app, "--max", arguments.max,
                 "The most that passes, as in conflicts=10. May be repeated");
  app.add_option("--before", arguments.before,
                 "Answers from before the change (--phase pre --format json): rows are compared")
      ->type_name("FILE");
  app.add_option("--statement-timeout", arguments.statement_seconds,
                 "Seconds that one check gets (default: 60)")
      ->type_name("N")
      ->check(CLI::Range(1U, 86400U).description(""));
}

void finish_checks_options(const Arguments& arguments) {
  if (arguments.database_url.empty()) return;
  if (!arguments.phase) {
    throw CLI::ValidationError("--database-url needs --phase: is the change still to come?");
  }
}

}  // namespace miglint
