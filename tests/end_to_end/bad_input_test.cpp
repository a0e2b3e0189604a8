// Input that is no migration, or too much of one: a finding or a message each, never a crash, and
// the other files are still linted.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "program.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::StartsWith;
using Json = nlohmann::json;

class BadInput : public ProgramTest {
 protected:
  void SetUp() override {
    folder_.write("db/9.sql", "SET lock_timeout = '5s';\nCREATE INDEX i ON orders (a);\n");
  }

  /// Lints the folder, and checks that its good file was linted.
  Outcome check(int exit_code) const {
    Outcome outcome = miglint("check --quiet db");
    EXPECT_EQ(outcome.exit_code, exit_code) << outcome.error;
    EXPECT_THAT(outcome.out, HasSubstr("db/9.sql:2:1: error[index-without-concurrently]"));
    return outcome;
  }
};

TEST_F(BadInput, AnEmptyFileHasNoFindings) {
  folder_.write("db/1.sql", "");
  folder_.write("db/2.sql", "\n -- only this \n");
  const Outcome outcome = check(1);
  EXPECT_THAT(outcome.out, StartsWith("db/9.sql"));
  EXPECT_EQ(outcome.error, "");
}

TEST_F(BadInput, ANulByteIsAFinding) {
  folder_.write("db/1.sql", "SELECT 1;\nSELECT " + std::string(1, '\0') + " 2;\n-- " +
                                std::string(200, 'x') + "\n");
  EXPECT_THAT(check(1).out, HasSubstr("db/1.sql:2:8: error[syntax-error]"));
}

TEST_F(BadInput, Utf16IsAFindingThatSaysSo) {
  folder_.write("db/1.sql", std::string_view("\xFF\xFE"
                                             "S\0E\0L\0E\0C\0T\0 \0"
                                             "1\0;\0",
                                             20));
  folder_.write("db/2.sql", std::string_view("S\0E\0L\0E\0C\0T\0 \0"
                                             "1\0;\0",
                                             18));
  const Outcome outcome = check(1);
  EXPECT_THAT(outcome.out, HasSubstr("db/1.sql:1:1: error[syntax-error]"));
  EXPECT_THAT(outcome.out, HasSubstr("db/2.sql:1:1: error[syntax-error]"));
  EXPECT_THAT(outcome.out, HasSubstr("UTF-16"));
}

TEST_F(BadInput, InvalidUtf8IsAFindingInEveryFormat) {
  folder_.write("db/1.sql",
                "SELECT 'gr\xF6\xDF"
                "er';\n");
  EXPECT_THAT(check(1).out, HasSubstr("db/1.sql:1:11: error[syntax-error]"));
  for (const std::string format : {"json", "sarif"}) {
    const Outcome outcome = miglint("check --format " + format + " db");
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_TRUE(Json::accept(outcome.out)) << format;
  }
}

TEST_F(BadInput, ASyntaxErrorCostsOneStatement) {
  folder_.write("db/1.sql", "ALTER TABEL x;\nDROP TABLE orders2;\n");
  const Outcome outcome = check(1);
  EXPECT_THAT(outcome.out, HasSubstr("db/1.sql:1:7: error[syntax-error]"));
  EXPECT_THAT(outcome.out, HasSubstr("db/1.sql:2:"));
}

TEST_F(BadInput, AFileThatIsNotThereIsExitCode2) {
  const Outcome outcome = miglint("check --quiet missing.sql db");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.error,
            "miglint: missing.sql: cannot be read: No such file or directory; check the path\n");
  EXPECT_THAT(outcome.out, StartsWith("db/9.sql:2:1:"));
}

TEST_F(BadInput, AFileThatMayNotBeReadIsExitCode2) {
  fs::permissions(folder_.write("db/1.sql", "SELECT 1;"), fs::perms::none);
  // Root may read everything: then nobody looks, in a folder and with a program that they can
  // reach.
  fs::permissions(folder_.path(), fs::perms::all);
  const bool is_root = ::geteuid() == 0;
  const Outcome outcome = shell(is_root ? "cp \"$MIGLINT\" miglint && setpriv --reuid=65534 "
                                          "--clear-groups ./miglint check --quiet db"
                                        : "\"$MIGLINT\" check --quiet db");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_EQ(outcome.error,
            "miglint: db/1.sql: cannot be read: Permission denied; let this user read it, or "
            "`exclude` it in .miglint.toml\n");
  EXPECT_THAT(outcome.out, StartsWith("db/9.sql:2:1:"));
}

TEST_F(BadInput, ALinkToNowhereIsExitCode2) {
  fs::create_symlink("nowhere", folder_.at("db/1.sql"));
  EXPECT_THAT(check(2).error, HasSubstr("db/1.sql: cannot be read"));
}

TEST_F(BadInput, ALoopOfFoldersEnds) {
  fs::create_directory_symlink("..", folder_.at("db/loop"));
  fs::create_directory_symlink(".", folder_.at("db/self"));
  EXPECT_EQ(check(1).error, "");
}

TEST_F(BadInput, NestedParenthesesAreAFindingOrParsed) {
  folder_.write("db/1.sql", "SELECT " + std::string(50'000, '(') + "1" + std::string(50'000, ')') +
                                ";\nDROP TABLE orders2;\n");
  const Outcome outcome = check(1);
  EXPECT_THAT(outcome.out, HasSubstr("db/1.sql:1:"));
  EXPECT_THAT(outcome.out, HasSubstr("db/1.sql:2:"));
}

TEST_F(BadInput, AMillionTermsEndInTime) {
  std::string sum = "SELECT 1";
  for (int i = 0; i < 1'000'000; ++i)
    sum += "+1";
  folder_.write("db/1.sql", sum + ";\nDROP TABLE orders2;\n");
  EXPECT_THAT(check(1).out, HasSubstr("db/1.sql:2:"));
}

TEST_F(BadInput, AHundredMegabytesEndInTime) {
  std::string rows;
  for (int i = 0; i < 1000; ++i)
    rows += "(" + std::to_string(i) + ",'" + std::string(90, 'x') + "'),\n";
  std::string text;
  while (text.size() < 100'000'000)
    text += "INSERT INTO t VALUES\n" + rows + "(0,'');\n";
  folder_.write("db/1.sql", text + "DROP TABLE orders2;\n");
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_THAT(check(1).out, HasSubstr("error[drop-table]"));
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

TEST_F(BadInput, OneLongLineOfManyFindingsEndsInTime) {
  std::string text;
  for (int i = 0; i < 20'000; ++i)
    text += "DROP TABLE old_table_number_" + std::to_string(i) + "; ";
  folder_.write("db/1.sql", text);
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string format : {"text", "json", "sarif"})
    EXPECT_EQ(miglint("check --format " + format + " db").exit_code, 1) << format;
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

/// Sixty thousand of each, which no server takes: the time must grow with their number only.
TEST_F(BadInput, AnAlterTableOfManySubcommandsEndsInTime) {
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string subcommand :
       {"MODIFY c# bigint", "ADD COLUMN c# int", "DROP COLUMN c#", "ADD INDEX i# (id)",
        "ADD UNIQUE (id)", "ADD CONSTRAINT k# FOREIGN KEY (id) REFERENCES u (id)"}) {
    std::string text = "CREATE TABLE t (id int PRIMARY KEY);\nALTER TABLE t ";
    for (int i = 0; i < 60'000; ++i) {
      std::string each = subcommand;
      if (const auto at = each.find('#'); at != std::string::npos) {
        each.replace(at, 1, std::to_string(i));
      }
      text += (i == 0 ? "" : ", ") + each;
    }
    folder_.write("many/1.sql", text + ";\nDROP TABLE orders;\n");
    EXPECT_THAT(miglint("check --dialect mysql many").out, HasSubstr("many/1.sql:3:"))
        << subcommand;
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(60));
}

}  // namespace
}  // namespace miglint
