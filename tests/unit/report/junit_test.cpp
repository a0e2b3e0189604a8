#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/outcome.h"
#include "sample.h"

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string junit(const Sample& sample, std::optional<Level> fail_on = Level::error) {
  std::string out;
  write_junit(outcome_of(sample.result()), fail_on, out);
  return out;
}

TEST(Junit, AFindingIsATestCase) {
  Sample sample;
  const FileId one = sample.add_file("db/1.sql", "INDEX\nDROP");
  const FileId two = sample.add_file("db/2.sql", "DROP");
  sample.add_finding(0, sample.span(one, "INDEX"), "Blocks.").safe_way = "Do\nnot.";
  sample.add_finding(1, sample.span(one, "DROP"), "Breaks.");
  sample.add_finding(1, sample.span(two, "DROP"), "x").suppressed = "";
  sample.add_finding(1, sample.span(two, "DROP"), "Breaks.").level = Level::error;
  EXPECT_EQ(junit(sample), R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="miglint" tests="3" failures="2" errors="0">
<testsuite name="miglint" tests="0" failures="0" errors="0" skipped="0">
<properties>
<property name="files" value="2"/>
<property name="statements" value="2"/>
<property name="statements_not_read" value="0"/>
</properties>
<system-out>2 errors, 1 warning in 2 files (2 statements)</system-out>
</testsuite>
<testsuite name="db/1.sql" tests="2" failures="1" errors="0" skipped="0">
<testcase classname="db/1.sql" name="index-without-concurrently at 1:1" file="db/1.sql" line="1">
<failure type="error" message="Blocks.">db/1.sql:1:1: error[index-without-concurrently] Blocks.

Safe way:
Do
not.</failure>
</testcase>
<testcase classname="db/1.sql" name="drop-column at 2:1" file="db/1.sql" line="2">
<system-out>db/1.sql:2:1: warning[drop-column] Breaks.</system-out>
</testcase>
</testsuite>
<testsuite name="db/2.sql" tests="1" failures="1" errors="0" skipped="0">
<testcase classname="db/2.sql" name="drop-column at 1:1" file="db/2.sql" line="1">
<failure type="error" message="Breaks.">db/2.sql:1:1: error[drop-column] Breaks.</failure>
</testcase>
</testsuite>
</testsuites>
)");
}

TEST(Junit, WhatFailsTheRunFailsTheCase) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.add_finding(1, sample.span(file, "DROP"), "x");
  EXPECT_THAT(junit(sample, Level::warning), HasSubstr("failures=\"1\""));
  EXPECT_THAT(junit(sample, Level::error), Not(HasSubstr("<failure")));
  EXPECT_THAT(junit(sample, std::nullopt), Not(HasSubstr("<failure")));
}

TEST(Junit, WithoutFindingsThereIsATestThatPasses) {
  Sample sample;
  sample.add_file("1.sql", "SELECT 1");
  const std::string out = junit(sample);
  EXPECT_THAT(out, HasSubstr("<testsuites name=\"miglint\" tests=\"1\" failures=\"0\""));
  EXPECT_THAT(out, HasSubstr("<testcase classname=\"miglint\" name=\"No findings\"/>"));
}

TEST(Junit, TextIsEscaped) {
  Sample sample;
  const FileId file = sample.add_file("a&\"<b>\n.sql", "DROP");
  sample.add_finding(0, sample.span(file, "DROP"), "`<&>\"']]>` \x01 \xEF\xBF\xBE \xFF\nnext");
  const std::string out = junit(sample);
  EXPECT_THAT(out, HasSubstr("classname=\"a&amp;&quot;&lt;b&gt;&#10;.sql\""));
  EXPECT_THAT(out,
              HasSubstr("message=\"`&lt;&amp;&gt;&quot;']]&gt;` \u2401 \uFFFD \uFFFD&#10;next\""));
  EXPECT_THAT(out, HasSubstr("`&lt;&amp;&gt;&quot;']]&gt;` \u2401 \uFFFD \uFFFD\nnext</failure>"));
}

TEST(Junit, TellsWhatCouldNotBeRead) {
  Sample sample;
  const FileId file = sample.add_file("1.sql", "DROP");
  sample.not_read.push_back(sample.span(file, "DROP"));
  sample.unread.push_back({"2.sql", "no permission", "db/2.sql"});
  const std::string out = junit(sample);
  EXPECT_THAT(out, HasSubstr("tests=\"1\" failures=\"0\" errors=\"1\">"));
  EXPECT_THAT(out, HasSubstr("<property name=\"statements_not_read\" value=\"1\"/>"));
  EXPECT_THAT(out, HasSubstr("(2 statements, of which 1 (50.0 %) could not be read)</system-out>"));
  EXPECT_THAT(out, HasSubstr("<testcase classname=\"db/2.sql\" name=\"unread-input\" "
                             "file=\"db/2.sql\">\n<error type=\"unread-input\" "
                             "message=\"no permission\"/>\n</testcase>"));
}

}  // namespace
}  // namespace miglint
