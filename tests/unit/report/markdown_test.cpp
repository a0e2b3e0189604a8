#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/outcome.h"
#include "sample.h"

namespace miglint {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

std::string markdown(const Sample& sample) {
  std::string out;
  write_markdown(outcome_of(sample.result()), out);
  return out;
}

TEST(Markdown, TheGravestFindingsComeFirst) {
  Sample sample;
  const FileId file = sample.add_file("db/1.sql", "DROP\nINDEX");
  sample.add_finding(1, sample.span(file, "DROP"), "`a` goes.");
  sample.add_finding(0, sample.span(file, "INDEX"), "Blocks `t`.").safe_way = "Do\nnot.\n";
  sample.add_finding(0, sample.span(file, "INDEX"), "x").suppressed = "";
  sample.not_read.push_back(sample.span(file, "DROP"));
  EXPECT_EQ(markdown(sample), R"(## miglint: 1 error, 1 warning

1 file, 2 statements, of which 1 (50.0 %) could not be read. 1 finding suppressed.

### error: `index-without-concurrently` CREATE INDEX blocks writes

`db/1.sql:2:1`

Blocks `t`.

Safe way:

```
Do
not.
```

### warning: `drop-column` Dropping a column breaks what reads it

`db/1.sql:1:1`

`a` goes.

)");
}

TEST(Markdown, NothingInAFileBecomesMarkup) {
  Sample sample;
  const FileId file = sample.add_file("`a`<b>.sql", "DROP");
  sample
      .add_finding(1, sample.span(file, "DROP"),
                   "<script> [x](y) *b* @team #1 | `ok <b>` odd ` tick\n# head")
      .safe_way = "```\n````sql\n<script>\n";
  const std::string out = markdown(sample);
  EXPECT_THAT(out, HasSubstr("`` `a`<b>.sql:1:1 ``\n"));
  EXPECT_THAT(out,
              HasSubstr("\\<script\\> \\[x\\](y) \\*b\\* @<!-- -->team \\#1 \\| `ok <b>` odd \\` "
                        "tick \\# head\n"));
  EXPECT_THAT(out, HasSubstr("\n`````\n```\n````sql\n<script>\n`````\n"));
}

TEST(Markdown, FitsIntoAComment) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  for (int i = 0; i < 300; ++i) {
    Finding& finding = sample.add_finding(1, sample.span(file, "DROP"), "x");
    if (i % 3 == 0) finding.level = Level::error;
    finding.safe_way = std::string(1000, 'y');
  }
  const std::string out = markdown(sample);
  EXPECT_LT(out.size(), 65'536U);
  EXPECT_THAT(out, StartsWith("## miglint: 100 errors, 200 warnings\n"));
  EXPECT_THAT(out, Not(HasSubstr("### warning")));
  EXPECT_THAT(out, EndsWith(" errors, 200 warnings. All of them are in the other formats.\n"));
}

TEST(Markdown, LongTextsAreCut) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.add_finding(1, sample.span(file, "DROP"), std::string(100'000, 'x')).safe_way =
      std::string(100'000, 'y');
  const std::string out = markdown(sample);
  EXPECT_LT(out.size(), 10'000U);
  EXPECT_THAT(out, HasSubstr("xxx...\n"));
  EXPECT_THAT(out, HasSubstr("yyy\n...\n```\n"));
}

TEST(Markdown, TellsWhatCouldNotBeRead) {
  Sample sample;
  for (int i = 0; i < 22; ++i)
    sample.unread.push_back({"a`" + std::to_string(i) + ".sql", "*no* permission"});
  const std::string out = markdown(sample);
  EXPECT_THAT(out, StartsWith("## miglint: No findings\n"));
  EXPECT_THAT(out, HasSubstr("\n- Could not be read: `` a`0.sql ``: \\*no\\* permission\n"));
  EXPECT_THAT(out, HasSubstr("\n- and 2 inputs more\n"));
}

}  // namespace
}  // namespace miglint
