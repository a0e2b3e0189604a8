#include "project/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <vector>

#include "project/ban_operations.h"
#include "project/read_file.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::array kRules{
    KnownRule{.id = "drop-column", .options = {}},
    KnownRule{.id = "missing-lock-timeout", .options = {}},
    KnownRule{.id = "wide-index", .options = {"minimum"}},
};

Config parsed(std::string_view text) {
  auto config = parse_config(text, "db/.miglint.toml", kRules);
  if (!config) {
    ADD_FAILURE() << config.error().front().message;
    return {};
  }
  return *config;
}

/// The mistakes as "line:column: message".
std::vector<std::string> mistakes(std::string_view text) {
  const auto config = parse_config(text, ".miglint.toml", kRules);
  std::vector<std::string> messages;
  if (!config) {
    for (const ConfigProblem& problem : config.error()) {
      EXPECT_EQ(problem.path, ".miglint.toml");
      messages.push_back(std::to_string(problem.line) + ":" + std::to_string(problem.column) +
                         ": " + problem.message);
    }
  }
  return messages;
}

TEST(Config, AnEmptyFileSetsNothing) {
  const Config config = parsed("# nothing yet\n");
  EXPECT_EQ(config.path, "db/.miglint.toml");
  EXPECT_EQ(config.folder, "db");
  EXPECT_EQ(config.dialect, std::nullopt);
  EXPECT_EQ(config.postgres_version, std::nullopt);
  EXPECT_THAT(config.paths, IsEmpty());
  EXPECT_EQ(config.level("drop-column", "a.sql"), std::nullopt);
  EXPECT_FALSE(config.excludes("a.sql"));
}

TEST(Config, ReadsEveryKey) {
  const Config config = parsed(R"(
dialect = "postgres"
paths = ["migrations", "more"]
exclude = ["archive/**"]
[postgres]
version = 16
[mysql]
version = "8.4"
[rules.drop-column]
level = "warning"
[rules.wide-index]
minimum = 3
exempt = ["a", "b"]
[[overrides]]
paths = ["legacy/*.sql"]
[overrides.rules.drop-column]
level = "off"
[frameworks.goose]
transaction = "none"
)");
  EXPECT_EQ(config.dialect, Dialect::postgres);
  EXPECT_THAT(config.paths, ElementsAre("migrations", "more"));
  EXPECT_THAT(config.exclude, ElementsAre("archive/**"));
  EXPECT_EQ(config.postgres_version, (ServerVersion{16, 0}));
  EXPECT_EQ(config.mysql_version, (ServerVersion{8, 4}));
  EXPECT_EQ(config.rules.at("drop-column").level, ConfiguredLevel::warning);
  EXPECT_EQ(config.rules.at("wide-index").options.at("minimum"), 3);
  EXPECT_THAT(config.rules.at("wide-index").exempt, ElementsAre("a", "b"));
  ASSERT_EQ(config.overrides.size(), 1U);
  EXPECT_THAT(config.overrides.front().paths, ElementsAre("legacy/*.sql"));
  EXPECT_EQ(config.frameworks.at("goose").transaction, Wrap::none);
}

TEST(Config, TheLastOverrideThatMatchesWins) {
  const Config config = parsed(R"(
rules.drop-column.level = "error"
[[overrides]]
paths = ["legacy/**"]
rules.drop-column.level = "off"
[[overrides]]
paths = ["legacy/billing/*"]
rules.drop-column.level = "note"
[[overrides]]
paths = ["**"]
rules.missing-lock-timeout.level = "off"
)");
  EXPECT_EQ(config.level("drop-column", "new/1.sql"), ConfiguredLevel::error);
  EXPECT_EQ(config.level("drop-column", "legacy/1.sql"), ConfiguredLevel::off);
  EXPECT_EQ(config.level("drop-column", "legacy/billing/1.sql"), ConfiguredLevel::note);
  EXPECT_EQ(config.level("missing-lock-timeout", "new/1.sql"), ConfiguredLevel::off);
}

TEST(Config, ExcludesByGlob) {
  const Config config = parsed(R"(exclude = ["archive/**", "*.bak.sql"])");
  EXPECT_TRUE(config.excludes("archive/2019/1.sql"));
  EXPECT_TRUE(config.excludes("new/1.bak.sql"));
  EXPECT_FALSE(config.excludes("new/1.sql"));
}

TEST(Config, VersionsMayBeNumbersOrStrings) {
  EXPECT_EQ(parsed("postgres.version = \"16.2\"").postgres_version, (ServerVersion{16, 2}));
  EXPECT_EQ(parsed("postgres.version = 16.2").postgres_version, (ServerVersion{16, 2}));
  EXPECT_EQ(parsed("mysql.version = \"8.0.35\"").mysql_version, (ServerVersion{8, 0, 35}));
  EXPECT_EQ(parsed("mysql.version = 10.11").mysql_version, (ServerVersion{10, 11}));
}

TEST(Config, AnUnknownKeyIsAMistakeWithASuggestion) {
  EXPECT_THAT(mistakes("excludes = []"),
              ElementsAre("1:1: unknown key `excludes`; did you mean `exclude`?"));
  EXPECT_THAT(mistakes("[postgres]\nverson = 16"),
              ElementsAre("2:1: unknown key `verson` in [postgres]; did you mean `version`?"));
  EXPECT_THAT(mistakes("[postgres]\nport = 5432"),
              ElementsAre("2:1: unknown key `port` in [postgres] (known: version)"));
  EXPECT_THAT(mistakes("[[overrides]]\npaths = []\nlevels = 1"),
              ElementsAre("3:1: unknown key `levels` in [[overrides]] (known: paths, rules)"));
}

TEST(Config, AnUnknownRuleIsAMistakeWithASuggestion) {
  EXPECT_THAT(mistakes("[rules.drop-colum]\nlevel = \"off\""),
              ElementsAre("1:8: there is no rule `drop-colum`; did you mean `drop-column`?"));
  EXPECT_THAT(mistakes("[[overrides]]\npaths = [\"a\"]\n[overrides.rules.missing-locktimeout]\n"),
              ElementsAre("3:18: there is no rule `missing-locktimeout`; did you mean "
                          "`missing-lock-timeout`?"));
}

TEST(Config, AnOptionThatTheRuleDoesNotHaveIsAMistake) {
  EXPECT_THAT(
      mistakes("[rules.drop-column]\nminimum = 3"),
      ElementsAre("2:1: unknown key `minimum` in [rules.drop-column] (known: level, exempt)"));
}

TEST(Config, AWrongWordIsAMistakeWithASuggestion) {
  EXPECT_THAT(mistakes("dialect = \"postgresql\""),
              ElementsAre("1:11: `postgresql` is no dialect; did you mean `postgres`?"));
  EXPECT_THAT(mistakes("rules.drop-column.level = \"warn\""),
              ElementsAre("1:27: `warn` is no level; did you mean `warning`?"));
  EXPECT_THAT(mistakes("frameworks.goose.transaction = \"each\""),
              ElementsAre("1:32: `each` is no transaction (known: none, file, all)"));
}

TEST(Config, AFewNamesAreListedWhenNoneIsNear) {
  EXPECT_THAT(mistakes("rules.drop-column.level = \"fatal\""),
              ElementsAre("1:27: `fatal` is no level (known: off, note, warning, error)"));
}

TEST(Config, AWrongTypeIsAMistake) {
  EXPECT_THAT(mistakes("paths = \"migrations\""),
              ElementsAre("1:9: `paths` must be a list of strings, not a string"));
  EXPECT_THAT(mistakes("exclude = [1]"),
              ElementsAre("1:12: `exclude` must be a list of strings, not of a number"));
  EXPECT_THAT(mistakes("postgres = 16"),
              ElementsAre("1:12: `postgres` must be a table, not a number"));
  EXPECT_THAT(mistakes("rules.drop-column = \"off\""),
              ElementsAre("1:21: `rules.drop-column` must be a table, not a string"));
  EXPECT_THAT(mistakes("dialect = 2024-01-01"),
              ElementsAre("1:11: `dialect` must be a string, not a date or time"));
  EXPECT_THAT(mistakes("[overrides]\npaths = []"),
              ElementsAre("1:1: `overrides` must be written [[overrides]], not a table"));
}

TEST(Config, AVersionThatIsNotModelledIsAMistake) {
  EXPECT_THAT(mistakes("postgres.version = 12"),
              ElementsAre("1:20: PostgreSQL 12 is not known here, only 13 to 18"));
  EXPECT_THAT(mistakes("postgres.version = \"sixteen\""),
              ElementsAre("1:20: `sixteen` is no server version: write it as 16 or \"16.2\""));
  EXPECT_THAT(mistakes("postgres.version = -15"),
              ElementsAre("1:20: `-15` is no server version: write it as 16 or \"16.2\""));
  EXPECT_THAT(mistakes("mysql.version = \"8.x\""),
              ElementsAre("1:17: `8.x` is no server version: write it as \"8.4\", \"8.0.29\" or "
                          "\"10.11\""));
}

TEST(Config, AllMistakesAreReportedInTheOrderOfTheFile) {
  EXPECT_THAT(mistakes("zzz = 1\ndialect = \"oracle\"\nexclude = 2\naaa = 3\n"),
              ElementsAre(testing::StartsWith("1:1: unknown key `zzz`"),
                          testing::StartsWith("2:11: `oracle` is no dialect"),
                          testing::StartsWith("3:11: `exclude` must be"),
                          testing::StartsWith("4:1: unknown key `aaa`")));
}

TEST(Config, AnOverrideNeedsPaths) {
  EXPECT_THAT(
      mistakes("[[overrides]]\nrules.drop-column.level = \"off\""),
      ElementsAre("1:1: [[overrides]] lacks `paths`: the globs of the files that it is for"));
}

TEST(Config, TablesTenancyAndSuppressions) {
  const Config config = parsed(R"(
[tables]
small_rows = 5
large_mb = 7000
busy_writes = 0
read_rate = 500
large = ["orders"]
exempt = ["tmp_*", "audit.*"]
[tenancy]
columns = ["branch"]
[suppressions]
require_reason = true
require_expiry = true
max_days = 30
)");
  EXPECT_EQ(config.tables.small_rows, 5);
  EXPECT_EQ(config.tables.large_mb, 7000);
  EXPECT_EQ(config.tables.busy_writes, 0);
  EXPECT_EQ(config.tables.read_rate, 500);
  EXPECT_EQ(config.tables.write_rate, 50);
  EXPECT_THAT(config.tables.large, ElementsAre("orders"));
  EXPECT_THAT(config.tenant_columns, ElementsAre("branch"));
  EXPECT_TRUE(config.suppressions.require_reason);
  EXPECT_TRUE(config.suppressions.require_expiry);
  EXPECT_EQ(config.suppressions.max_days, 30);
  EXPECT_TRUE(config.exempts("drop-column", "public.tmp_a", "a.sql"));
  EXPECT_TRUE(config.exempts("drop-column", "audit.log", "a.sql"));
  EXPECT_FALSE(config.exempts("drop-column", "public.log", "a.sql"));
}

TEST(Config, WrongNumbersAreMistakes) {
  EXPECT_THAT(mistakes("[tables]\nread_rate = 0"),
              ElementsAre("2:13: `read_rate` must be 1 or more, not 0"));
  EXPECT_THAT(mistakes("[tables]\nsmall_rows = 1.5"),
              ElementsAre("2:14: `small_rows` must be a whole number"));
  EXPECT_THAT(mistakes("[suppressions]\nmax_days = \"90\""),
              ElementsAre("2:12: `max_days` must be a whole number, not a string"));
  EXPECT_THAT(mistakes("[tables]\nsmall_rows = 20000000"),
              ElementsAre(testing::HasSubstr("1:1: a table would be small and large")));
  EXPECT_THAT(mistakes("[tables]\nlarg = []"),
              ElementsAre("2:1: unknown key `larg` in [tables]; did you mean `large`?"));
}

TEST(Config, OptionsAndExemptTablesHoldForTheFilesOfAnOverride) {
  const Config config = parsed(R"(
[rules.wide-index]
minimum = 3
exempt = ["a"]
[[overrides]]
paths = ["old/**"]
rules.wide-index.minimum = 9
rules.wide-index.exempt = ["b"]
)");
  EXPECT_EQ(*config.option("wide-index", "minimum", "new/1.sql"), 3);
  EXPECT_EQ(*config.option("wide-index", "minimum", "old/1.sql"), 9);
  EXPECT_EQ(config.option("wide-index", "most", "old/1.sql"), nullptr);
  EXPECT_FALSE(config.exempts("wide-index", "public.b", "new/1.sql"));
  EXPECT_TRUE(config.exempts("wide-index", "public.b", "old/1.sql"));
  EXPECT_FALSE(config.exempts("drop-column", "public.a", "new/1.sql"));
}

TEST(Config, ABanIsARuleWithItsOwnLevel) {
  const Config config = parsed(R"(
[[overrides]]
paths = ["old/**"]
[overrides.rules."ban/no-json"]
level = "off"
[[ban]]
id = "no-json"
operation = "define-column"
type = "json"
message = "Use jsonb"
level = "warning"
dialect = "postgres"
[[ban]]
operation = ["drop-table", "truncate"]
table = "Audit.*"
message = "Kept"
)");
  ASSERT_EQ(config.bans.size(), 2U);
  EXPECT_EQ(config.bans[0].id, "ban/no-json");
  EXPECT_EQ(config.bans[0].dialect, Dialect::postgres);
  EXPECT_EQ(config.bans[1].id, "ban/drop-table-audit");
  EXPECT_THAT(config.bans[1].operations, ElementsAre("drop-table", "truncate"));
  EXPECT_EQ(config.level("ban/no-json", "new/1.sql"), ConfiguredLevel::warning);
  EXPECT_EQ(config.level("ban/no-json", "old/1.sql"), ConfiguredLevel::off);
  EXPECT_EQ(config.level("ban/drop-table-audit", "new/1.sql"), ConfiguredLevel::error);
}

TEST(Config, MistakesInBansAreNamed) {
  EXPECT_THAT(mistakes("[[ban]]\nmessage = \"x\""), ElementsAre("1:1: [[ban]] lacks `operation`"));
  EXPECT_THAT(mistakes("[[ban]]\noperation = \"drop-table\"\nmesage = \"x\""),
              ElementsAre("1:1: [[ban]] lacks `message`",
                          "3:1: unknown key `mesage` in [[ban]]; did you mean `message`?"));
  EXPECT_THAT(mistakes("[[ban]]\nid = \"No JSON\"\noperation = \"set\"\nmessage = \"x\""),
              ElementsAre(testing::HasSubstr("2:6: `No JSON` is no id")));
  EXPECT_THAT(mistakes("[[ban]]\noperation = []\nmessage = \"\""),
              ElementsAre("2:13: `operation` names none", "3:11: `message` is empty"));
  EXPECT_THAT(mistakes("[[ban]]\noperation = \"set\"\nmessage = \"x\"\n"
                       "[[ban]]\noperation = \"set\"\nmessage = \"y\""),
              ElementsAre("4:1: two bans are called `ban/set`: give this one an `id`"));
  EXPECT_THAT(mistakes("[ban]\noperation = \"set\""),
              ElementsAre("1:1: `ban` must be written [[ban]], not a table"));
}

TEST(Config, ItsPageNamesEveryOperation) {
  const auto page = read_file("docs/configuration.md");
  ASSERT_TRUE(page);
  for (const std::string_view word : kBanOperations)
    EXPECT_NE(page->find("`" + std::string(word) + "`"), std::string::npos) << word;
}

TEST(Config, TextThatIsNoTomlNamesThePlace) {
  const auto messages = mistakes("paths = [\n");
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_THAT(messages.front(), testing::HasSubstr("this is no TOML: "));
  EXPECT_THAT(mistakes("paths = []\npaths = []\n"), ElementsAre(testing::StartsWith("2:")));
}

TEST(Config, AFileThatCannotBeReadIsAMistake) {
  const auto config = load_config("tests/no/such/folder/.miglint.toml", kRules);
  ASSERT_FALSE(config.has_value());
  EXPECT_EQ(config.error().front().message, "cannot be read: No such file or directory");
}

}  // namespace
}  // namespace miglint
