#include "cli/arguments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

Arguments parsed(std::vector<const char*> words) {
  const auto arguments = parse_arguments(words);
  if (!arguments) {
    ADD_FAILURE() << arguments.error().text;
    return {};
  }
  return *arguments;
}

std::string mistake(std::vector<const char*> words) {
  const auto arguments = parse_arguments(words);
  if (arguments) return "no mistake";
  EXPECT_EQ(arguments.error().code, 2);
  return arguments.error().text;
}

TEST(Arguments, CheckHasUsefulDefaults) {
  const Arguments arguments = parsed({"check"});
  EXPECT_EQ(arguments.command, Command::check);
  EXPECT_TRUE(arguments.paths.empty());
  EXPECT_EQ(arguments.format, Format::text);
  EXPECT_EQ(arguments.fail_on, Level::error);
  EXPECT_EQ(arguments.color, ColorChoice::automatic);
  EXPECT_EQ(arguments.server_version, std::nullopt);
  EXPECT_EQ(arguments.dialect, std::nullopt);
  EXPECT_FALSE(arguments.quiet);
}

TEST(Arguments, CheckTakesAllOptions) {
  const Arguments arguments = parsed({"check",
                                      "a",
                                      "--format=sarif",
                                      "--output",
                                      "x.sarif",
                                      "--dialect",
                                      "postgres",
                                      "--server-version",
                                      "16.2",
                                      "--config",
                                      "c.toml",
                                      "--fail-on",
                                      "never",
                                      "--stdin-filepath",
                                      "s.sql",
                                      "-j",
                                      "3",
                                      "--quiet",
                                      "--color",
                                      "always",
                                      "b",
                                      "-"});
  EXPECT_THAT(arguments.paths, ElementsAre("a", "b", "-"));
  EXPECT_EQ(arguments.format, Format::sarif);
  EXPECT_EQ(arguments.output, "x.sarif");
  EXPECT_EQ(arguments.dialect, Dialect::postgres);
  EXPECT_EQ(arguments.server_version, (ServerVersion{16, 2}));
  EXPECT_EQ(arguments.config, "c.toml");
  EXPECT_EQ(arguments.fail_on, std::nullopt);
  EXPECT_EQ(arguments.stdin_filepath, "s.sql");
  EXPECT_EQ(arguments.jobs, 3U);
  EXPECT_TRUE(arguments.quiet);
  EXPECT_EQ(arguments.color, ColorChoice::always);
}

TEST(Arguments, EachCommandHasItsOwn) {
  EXPECT_EQ(parsed({"sql", "--direction", "down"}).direction, Direction::down);
  const Arguments locks = parsed({"locks", "--history", "a", "--history", "b", "c.sql"});
  EXPECT_THAT(locks.history, ElementsAre("a", "b"));
  EXPECT_THAT(locks.paths, ElementsAre("c.sql"));
  EXPECT_EQ(parsed({"explain", "drop-table"}).rule, "drop-table");
  EXPECT_EQ(parsed({"rules", "--format", "json"}).format, Format::json);
  EXPECT_THAT(parsed({"merge", "a.json", "b.json"}).paths, ElementsAre("a.json", "b.json"));
  EXPECT_EQ(parsed({"init"}).command, Command::init);
}

std::vector<std::pair<Format, std::string>> outputs_of(std::vector<const char*> words) {
  std::vector<std::pair<Format, std::string>> outputs;
  for (const OutputRequest& output : parsed(std::move(words)).outputs)
    outputs.emplace_back(output.format, output.file);
  return outputs;
}

TEST(Arguments, ARunMayHaveSeveralOutputs) {
  using testing::IsEmpty;
  using testing::Pair;
  EXPECT_THAT(outputs_of({"check"}), IsEmpty());
  EXPECT_THAT(outputs_of({"check", "--format", "sarif=a=b.sarif", "--format=junit=x.xml",
                          "--format", "text", "db"}),
              ElementsAre(Pair(Format::sarif, "a=b.sarif"), Pair(Format::junit, "x.xml"),
                          Pair(Format::text, "")));
  EXPECT_THAT(outputs_of({"check", "--format", "json", "--output", "x", "--format", "text=y"}),
              ElementsAre(Pair(Format::json, "x"), Pair(Format::text, "y")));
  EXPECT_THAT(outputs_of({"merge", "a", "b", "--format", "github"}),
              ElementsAre(Pair(Format::github, "")));
}

TEST(Arguments, TwoOutputsCannotGoToOnePlace) {
  EXPECT_THAT(mistake({"check", "--format", "json", "--format", "text"}),
              HasSubstr("only one --format may do without a file"));
  EXPECT_THAT(mistake({"check", "--format", "json=a", "--format", "text=a"}),
              HasSubstr("two outputs cannot both go to a"));
  EXPECT_THAT(mistake({"check", "--format", "json=a", "--output", "b"}),
              HasSubstr("--output has nothing to write"));
  EXPECT_THAT(mistake({"check", "--format", "json="}), HasSubstr("`json=` names no file"));
  EXPECT_THAT(mistake({"merge", "a", "--format", "text"}), HasSubstr("known: json, sarif"));
}

TEST(Arguments, AShardIsOneOfSeveral) {
  EXPECT_EQ(parsed({"check", "--shard", "2/3"}).shard, (Shard{2, 3}));
  for (const char* const wrong : {"0/3", "4/3", "3", "/3", "1/", "a/b", "1/3x", "-1/3", "1/99999"})
    EXPECT_THAT(mistake({"check", "--shard", wrong}), HasSubstr("is no K/N")) << wrong;
}

TEST(Arguments, AFileMayBeginWithADash) {
  EXPECT_THAT(parsed({"check", "--", "-x.sql"}).paths, ElementsAre("-x.sql"));
}

TEST(Arguments, MistakesNameTheNearestName) {
  EXPECT_EQ(mistake({"chek"}),
            "miglint: unknown command `chek`; did you mean `check`?\nTry `miglint --help`.\n");
  EXPECT_EQ(mistake({"check", "--colour", "never"}),
            "miglint: unknown option `--colour`; did you mean `--color`?\n"
            "Try `miglint check --help`.\n");
  EXPECT_THAT(mistake({"sql", "--direction", "dwon"}),
              StartsWith("miglint: `dwon` is no direction; did you mean `down`?"));
  EXPECT_THAT(mistake({"check", "--format", "xml"}),
              StartsWith("miglint: `xml` is no format of this command (known: text, json, sarif, "
                         "github, gitlab, junit, rdjson, markdown)"));
  EXPECT_THAT(mistake({"sql", "--format", "sarif"}), HasSubstr("(known: text, json)"));
}

TEST(Arguments, MistakesInNumbers) {
  EXPECT_THAT(mistake({"check", "-j", "0"}), HasSubstr("-j"));
  EXPECT_THAT(mistake({"check", "-j", "many"}), HasSubstr("-j"));
  EXPECT_THAT(mistake({"check", "--server-version", "12"}),
              HasSubstr("PostgreSQL 12 is not known here, only 13 to 18"));
  EXPECT_THAT(mistake({"check", "--dialect", "mysql", "--server-version", "16"}),
              HasSubstr("16 is not known here, only MySQL 5.7 to 9"));
  EXPECT_THAT(mistake({"check", "--dialect", "mariadb", "--server-version", "8.4"}),
              HasSubstr("8.4 is not known here, only MariaDB 10.5 to 11"));
}

TEST(Arguments, TooFewAndTooMany) {
  EXPECT_THAT(mistake({}), HasSubstr("Usage: miglint"));
  EXPECT_THAT(mistake({"explain"}), HasSubstr("ID is required"));
  EXPECT_THAT(mistake({"locks", "a", "b"}), HasSubstr("FILE"));
  EXPECT_THAT(mistake({"check", "--output"}), HasSubstr("--output"));
}

TEST(Arguments, HelpIsNoMistake) {
  const std::vector<const char*> words{"locks", "--help"};
  const auto arguments = parse_arguments(words);
  ASSERT_FALSE(arguments.has_value());
  EXPECT_EQ(arguments.error().code, 0);
  EXPECT_THAT(arguments.error().text, HasSubstr("Usage: miglint locks"));
}

}  // namespace
}  // namespace miglint
