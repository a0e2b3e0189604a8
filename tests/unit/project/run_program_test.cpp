#include "project/run_program.h"

#include <gtest/gtest.h>

#include <chrono>
#include <vector>

namespace miglint {
namespace {

TEST(RunProgram, GivesWhatWasWrittenAndHowItEnded) {
  const std::vector<std::string> words{"sh", "-c", "echo out; echo error >&2; exit 3"};
  const auto result = run_program(words, 60);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->out, "out\n");
  EXPECT_EQ(result->error, "error\n");
  EXPECT_EQ(result->exit_code, 3);
}

TEST(RunProgram, EndsWhatTakesTooLongWithAllThatItHasStarted) {
  const auto start = std::chrono::steady_clock::now();
  const std::vector<std::string> words{"sh", "-c", "echo begun; sleep 60 & sleep 60; wait"};
  const auto result = run_program(words, 1);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->exit_code, kTookTooLong);
  EXPECT_EQ(result->out, "begun\n");
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
}

}  // namespace
}  // namespace miglint
