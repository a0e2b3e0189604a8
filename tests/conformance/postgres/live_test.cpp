// Runs one subject's cases on an installed server and compares with the committed record:
//
//   postgres_live_test SUITE_DIR SERVER_BIN_DIR SUBJECT [GoogleTest's options]
//
// Each case is a test of its own.

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <utility>

#include "case_file.h"
#include "record.h"
#include "recorder.h"

namespace {

using namespace miglint::conformance;

class LiveTest : public testing::Test {
 public:
  LiveTest(Case item, const Record& record, bool is_same_release, Recorder& recorder)
      : case_(std::move(item)),
        record_(record),
        is_same_release_(is_same_release),
        recorder_(recorder) {}

  void TestBody() override {
    const auto entry = record_.find(case_.id);
    ASSERT_NE(entry, record_.end()) << "not recorded";
    const auto found = entry->second.find(recorder_.version());
    ASSERT_NE(found, entry->second.end()) << "not recorded for this version";
    Truth recorded = found->second;
    auto live = recorder_.record(case_);
    ASSERT_TRUE(live) << live.error();
    if (!is_same_release_) forgive_dependency_locks(recorded, *live);
    EXPECT_EQ(write_truth(*live), write_truth(recorded)) << case_.statement;
  }

 private:
  Case case_;
  const Record& record_;
  bool is_same_release_;
  Recorder& recorder_;
};

int fail(const std::string& what) {
  std::fprintf(stderr, "postgres_live_test: %s\n", what.c_str());
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  if (argc != 4) return fail("usage: postgres_live_test SUITE_DIR SERVER_BIN_DIR SUBJECT");
  const std::filesystem::path suite = argv[1];
  const std::string subject = argv[3];

  const auto cases = load_cases(suite / "cases" / (subject + ".sql"));
  if (!cases) return fail(cases.error());
  const auto record = load_record(suite / "record" / (subject + ".txt"));
  if (!record) return fail(record.error());
  auto recorder = Recorder::start(argv[2]);
  if (!recorder) return fail(recorder.error());

  const auto servers = load_servers(suite / "servers.txt");
  const auto recorded_on = servers.find(recorder->version());
  const bool is_same_release =
      recorded_on != servers.end() && recorded_on->second == recorder->release();

  for (const auto& item : *cases) {
    testing::RegisterTest("Live", item.id.c_str(), nullptr, nullptr, __FILE__, item.line,
                          [&item, &record, is_same_release, &recorder]() -> testing::Test* {
                            return new LiveTest(item, *record, is_same_release, *recorder);
                          });
  }
  return RUN_ALL_TESTS();
}
