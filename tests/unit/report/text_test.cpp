#include <gtest/gtest.h>

#include "sample.h"

namespace miglint {
namespace {

std::string text_of(const Sample& sample, const TextStyle& style = {}) {
  std::string out;
  write_text(sample.result(), style, out);
  return out;
}

TEST(Text, ShowsPlaceSourceLockAndSafeWay) {
  Sample sample;
  const FileId file = sample.add_file("db/1.sql", "SET x = 1;\nCREATE INDEX i ON orders (a);\n");
  Finding& finding = sample.add_finding(0, sample.span(file, "CREATE INDEX"),
                                        "`CREATE INDEX` blocks writes to `orders`.");
  finding.effect = LockFact{.relation = "public.orders",
                            .lock = LockMode::share,
                            .rewrite = false,
                            .scan = true,
                            .index_build = true};
  finding.safe_way = "Build it while writes go on:\nCREATE INDEX CONCURRENTLY i ON orders (a);";
  EXPECT_EQ(text_of(sample),
            R"(error[index-without-concurrently]: `CREATE INDEX` blocks writes to `orders`.
 --> db/1.sql:2:1
  |
2 | CREATE INDEX i ON orders (a);
  | ^^^^^^^^^^^^
  |
  = lock: SHARE on public.orders: blocks writes while the index is built from every row
  = safe way:
        Build it while writes go on:
        CREATE INDEX CONCURRENTLY i ON orders (a);

1 error in 1 file (2 statements)
`miglint explain <rule-id>` tells what happens, why, and the safe way.
)");
}

TEST(Text, ASafeWayOfOneLineStandsBesideItsHead) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP TABLE t;");
  sample.add_finding(1, sample.span(file, "t;"), "Gone.").safe_way = "Do not.\n";
  EXPECT_EQ(text_of(sample), R"(warning[drop-column]: Gone.
 --> 1.sql:1:12
  |
1 | DROP TABLE t;
  |            ^^
  |
  = safe way: Do not.

1 warning in 1 file (2 statements)
`miglint explain <rule-id>` tells what happens, why, and the safe way.
)");
}

TEST(Text, RelatedPlacesHaveTheirOwnSource) {
  Sample sample;
  std::string text = "BEGIN;\n";
  for (int i = 0; i < 8; ++i)
    text += "SELECT 1;\n";
  const FileId file = sample.add_file("1.sql", text + "UPDATE t SET a = 1;\n");
  Finding& finding = sample.add_finding(1, sample.span(file, "UPDATE t"), "Locked.");
  finding.related.push_back({sample.span(file, "BEGIN"), "the transaction begins here"});
  EXPECT_EQ(text_of(sample), R"(warning[drop-column]: Locked.
  --> 1.sql:10:1
   |
10 | UPDATE t SET a = 1;
   | ^^^^^^^^
  ::: 1.sql:1:1
   |
 1 | BEGIN;
   | ----- the transaction begins here

1 warning in 1 file (2 statements)
`miglint explain <rule-id>` tells what happens, why, and the safe way.
)");
}

TEST(Text, QuietIsOneLineAFinding) {
  Sample sample;
  const FileId file = sample.add_file("a/1.sql", "é DROP\n");
  sample.add_finding(1, sample.span(file, "DROP"), "Two\n  lines.").safe_way = "No.";
  EXPECT_EQ(text_of(sample, {.quiet = true}), "a/1.sql:1:3: warning[drop-column] Two lines.\n");
}

TEST(Text, SuppressedFindingsAreOnlyCounted) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP TABLE t;");
  sample.add_finding(1, sample.span(file, "DROP"), "Gone.").suppressed = "on purpose";
  EXPECT_EQ(text_of(sample), "No findings in 1 file (2 statements), 1 suppressed\n");
  EXPECT_EQ(text_of(sample, {.quiet = true}), "");
}

TEST(Text, TheSummaryCountsByLevel) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP TABLE t;");
  sample.add_file("2.sql", "");
  sample.statements = 1;
  for (const Level level : {Level::error, Level::error, Level::warning, Level::note}) {
    sample.add_finding(1, sample.span(file, "DROP"), "Gone.").level = level;
  }
  sample.unread.push_back({"3.sql", "no permission"});
  const std::string text = text_of(sample);
  EXPECT_NE(text.find("2 errors, 1 warning, 1 note in 2 files (1 statement), "
                      "1 input could not be read\n"),
            std::string::npos)
      << text;
}

TEST(Text, ColourIsOnlyAddedWhenAskedFor) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP TABLE t;");
  sample.add_finding(1, sample.span(file, "DROP"), "Gone.");
  EXPECT_EQ(text_of(sample).find('\x1b'), std::string::npos);
  const std::string colored = text_of(sample, {.color = true});
  EXPECT_NE(colored.find("\x1b[1;33mwarning[drop-column]\x1b[0m"), std::string::npos) << colored;
  // Each colour ends on its line.
  for (std::size_t at = 0; at < colored.size();) {
    const std::size_t end = std::min(colored.find('\n', at), colored.size());
    const std::string_view line = std::string_view(colored).substr(at, end - at);
    if (const std::size_t last = line.rfind('\x1b'); last != line.npos) {
      EXPECT_EQ(line.substr(last, 4), "\x1b[0m") << line;
    }
    at = end + 1;
  }
}

TEST(Text, WhatAMessageOrPathHoldsCannotSteerTheTerminal) {
  Sample sample;
  const FileId file = sample.add_file("a\x1b]0;b.sql", "DROP \x1b[2J t;");
  sample.add_finding(1, sample.span(file, "DROP"), "Name `\x1b[31m`.");
  const std::string text = text_of(sample);
  EXPECT_EQ(text.find('\x1b'), std::string::npos) << text;
  EXPECT_NE(text.find("a␛]0;b.sql:1:1"), std::string::npos) << text;
  EXPECT_NE(text.find("DROP ␛[2J t;"), std::string::npos) << text;
}

}  // namespace
}  // namespace miglint
