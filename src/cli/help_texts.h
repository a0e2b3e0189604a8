// The prose of `--help`: what stands above and below the options.
#pragma once

#include <string_view>

namespace miglint {

using std::string_view_literals::operator""sv;

inline constexpr auto kAbout =
    R"(Reads the migration scripts of a database project, works out which locks each statement takes,
what it rewrites, scans, blocks or loses, and says so before it runs.)"sv;

inline constexpr auto kProgramFooter = R"(Examples:
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

inline constexpr auto kCheckFooter =
    R"(Without PATH, the migrations below the current folder are looked at, or the `paths` of .miglint.toml;
what is piped in goes before both. All migrations of a database are replayed in the order of its tool
(`miglint plan` shows it), so that each statement is judged by the tables that it meets. A file that is
named alone is judged so, too: what comes before it is replayed, and not reported.

Examples:
  miglint check
  miglint check db/migrations --server-version 16
  miglint check --format sarif --output miglint.sarif db/migrations
  miglint check --format sarif=miglint.sarif --format junit=miglint.xml --format text
  cat new.sql | miglint check - --stdin-filepath db/migrations/0042_new.sql
  miglint check --since origin/main                        what this branch adds or changes
  miglint check --write-baseline .miglint-baseline.json    accept what is there today
  miglint check --baseline .miglint-baseline.json          tell what is new since then

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage, bad configuration, or an
input that cannot be read (the others are still looked at).)"sv;

inline constexpr auto kSqlFooter = R"(Examples:
  miglint sql db/migrations
  miglint sql --direction down --format json db/migrations

Exit codes: 0, or 2 for bad usage, bad configuration, or an input that cannot be read.)"sv;

inline constexpr auto kLocksFooter = R"(Examples:
  miglint locks new.sql --server-version 13
  echo 'ALTER TABLE orders ADD COLUMN note text' | miglint locks
  miglint locks new.sql --history db/migrations    the tables as these scripts left them

Exit codes: 0, 1 when a statement cannot be parsed, or 2 for bad usage, bad configuration, or an input
that cannot be read.)"sv;

inline constexpr auto kPlanFooter =
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

inline constexpr auto kVerifyFooter =
    R"(Starts a PostgreSQL server of its own in a temporary folder, runs the history, makes rows, and runs
the migrations statement by statement while other sessions look at locks, files and scans and try to
read and write. Each finding is confirmed, refuted or not exercised. A migration with a down script is
run down and up again. Needs the programs of a PostgreSQL server, 13 to 18; runs them as root, too.
Migrations get no superuser's rights and no more time and space than the options say.

Without PATH, the migration folders are looked at as in `check`. A file that is named alone is judged
alone: what its tool runs before it (`miglint plan` shows it) is its history.

Examples:
  miglint verify db/migrations
  miglint verify db/migrations/0042_new.sql --rows 100000
  miglint verify 0042.up.sql 0042.down.sql --history db/schema.sql

Exit codes: 0 nothing at or above --fail-on that the server has not refuted, 1 findings, 2 bad usage,
bad configuration, an input that cannot be read, or no server.)"sv;

inline constexpr auto kFixFooter =
    R"(Rewrites what has a safe form that does the same: an index is built CONCURRENTLY, a constraint is added
NOT VALID and validated, a unique key is added over an index that is there, NOT NULL gets its proof
first, waits for locks get a limit. Only in SQL, and only where no transaction is open; all else needs a
decision. A file that the shared branch has may have been applied: it is never changed.

Examples:
  miglint fix --diff | less             what would be changed
  miglint fix db/migrations
  miglint fix --since origin/main

Exit codes: 0, 1 when --diff has something to show, 2 for bad usage, bad configuration, or a file that
cannot be read or written.)"sv;

inline constexpr auto kReportFooter =
    R"(One page for the reviewer: verdict and score with their reasons, what changes, the locks statement by
statement, each finding with its safe way, what a rollback loses, the order against the application.

Examples:
  miglint report db/migrations/0042_new.sql
  miglint report --since origin/main --format html --output report.html

Exit codes: 0, or 2 for bad usage, bad configuration, or an input that cannot be read.)"sv;

inline constexpr auto kRunbookFooter =
    R"(The page for the night of the rollout: checks before with their SQL and expected answers, the steps with
the tool's own commands, what they lock and when to abort, checks after, the way back.

Examples:
  miglint runbook db/migrations/0042_new.sql --output rollout.md
  miglint runbook --since origin/main

Exit codes: 0, or 2 for bad usage, bad configuration, or an input that cannot be read.)"sv;

inline constexpr auto kChecksFooter =
    R"(Without --database-url the SQL is printed. With it, it is run in one read-only transaction with
statement_timeout and lock_timeout. Nothing is ever written. Where counting takes too long the server's
statistics answer, and that is said.

Examples:
  miglint checks --phase pre db/migrations/0042_new.sql | psql
  miglint checks --phase pre --database-url "$URL" --format json --output pre.json 0042_new.sql
  miglint checks --phase post --database-url "$URL" --before pre.json 0042_new.sql
  miglint checks --phase pre --database-url "$URL" --min coverage=75 --max conflicts=10 0042_new.sql

Exit codes: 0 all checks passed or were only printed, 1 one has failed or could not be answered, 2 bad
usage, bad configuration, an input that cannot be read, or no connection.)"sv;

inline constexpr auto kStatsQueryFooter =
    R"(The query reads the server's own statistics and writes nothing. Its answer is one JSON value: how many
rows each table has, about, how many bytes, and how many rows are written a second. docs/stats.md
describes it, for those who write the file by hand.

Examples:
  miglint stats-query | psql -XAtq "$URL" >stats.json
  miglint stats-query --dialect mysql | mysql -Nr shop >stats.json
  miglint check --stats stats.json)"sv;

inline constexpr auto kMergeFooter =
    R"(FILE is a result of `check --format json`, from which every format can be made but text, rdjson
and sarif, or of `check --format sarif`. Results of shards may come in any order: together they give
what one run would have given. Other results are joined in the order of the files.

Examples:
  miglint check --shard 1/2 --format json --output 1.json   on one machine
  miglint check --shard 2/2 --format json --output 2.json   on another
  miglint merge 1.json 2.json --format junit=miglint.xml --format github

Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 bad usage, a shard that is missing, an input
that cannot be read, here or in one of the runs.)"sv;

inline constexpr auto kRulesFooter = R"(Examples:
  miglint rules
  miglint rules --format json)"sv;

inline constexpr auto kExplainFooter = R"(Example:
  miglint explain index-without-concurrently)"sv;

inline constexpr auto kInitFooter = R"(An existing file is never overwritten.)"sv;

}  // namespace miglint
