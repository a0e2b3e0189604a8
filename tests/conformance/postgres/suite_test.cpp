// The suite in itself: every case is recorded for every version, and nothing else is.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "case_file.h"
#include "record.h"

namespace miglint::conformance {
namespace {

namespace fs = std::filesystem;

const fs::path kSuite = MIGLINT_SUITE;

struct Subject {
  std::string name;
  std::vector<Case> cases;
  Record record;
};

std::vector<Subject> load_all() {
  std::vector<Subject> all;
  for (const auto& name : subjects(kSuite / "cases")) {
    auto cases = load_cases(kSuite / "cases" / (name + ".sql"));
    auto record = load_record(kSuite / "record" / (name + ".txt"));
    EXPECT_TRUE(cases) << cases.error();
    EXPECT_TRUE(record) << record.error();
    if (cases && record) all.push_back({name, *std::move(cases), *std::move(record)});
  }
  return all;
}

TEST(Suite, HasAllTheFormsThatWereAskedFor) {
  std::size_t count = 0;
  for (const auto& subject : load_all())
    count += subject.cases.size();
  EXPECT_GE(count, 900U);
}

TEST(Suite, IdsAreUniqueAcrossSubjects) {
  std::set<std::string> ids;
  for (const auto& subject : load_all()) {
    for (const auto& item : subject.cases) {
      EXPECT_TRUE(ids.insert(item.id).second) << item.id << " is there twice";
    }
  }
}

TEST(Suite, EachCaseIsRecordedForEachVersion) {
  for (const auto& subject : load_all()) {
    for (const auto& item : subject.cases) {
      const auto entry = subject.record.find(item.id);
      ASSERT_NE(entry, subject.record.end()) << item.id;
      for (int version = kFirstVersion; version <= kLastVersion; ++version) {
        EXPECT_TRUE(entry->second.contains(version)) << item.id << " on " << version;
      }
    }
    EXPECT_EQ(subject.record.size(), subject.cases.size()) << subject.name;
  }
}

TEST(Suite, TellsTheReleaseOfEachVersion) {
  const Servers servers = load_servers(kSuite / "servers.txt");
  for (int version = kFirstVersion; version <= kLastVersion; ++version) {
    ASSERT_TRUE(servers.contains(version)) << version;
    EXPECT_TRUE(servers.at(version).starts_with(std::to_string(version) + "."));
  }
}

TEST(Suite, EachRecordHasItsCases) {
  for (const auto& entry : fs::directory_iterator(kSuite / "record")) {
    EXPECT_TRUE(fs::exists(kSuite / "cases" / (entry.path().stem().string() + ".sql")))
        << entry.path();
  }
}

TEST(Suite, TheRecordIsAsTheRecorderWritesIt) {
  for (const auto& subject : load_all()) {
    std::ostringstream text;
    text << std::ifstream(kSuite / "record" / (subject.name + ".txt")).rdbuf();
    EXPECT_EQ(write_record(subject.record), text.str()) << subject.name;
  }
}

// A record in which most things failed would be a broken set-up, not a truth.
TEST(Suite, SetUpsWorkInTheNewestVersion) {
  for (const auto& subject : load_all()) {
    for (const auto& [id, versions] : subject.record) {
      const auto newest = versions.find(kLastVersion);
      ASSERT_NE(newest, versions.end()) << id;
      EXPECT_FALSE(newest->second.setup_error) << id << ": " << newest->second.setup_error->message;
    }
  }
}

}  // namespace
}  // namespace miglint::conformance
