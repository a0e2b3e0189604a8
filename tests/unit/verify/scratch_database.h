// A database on a scratch server that the tests of this folder share.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "verify/server/sandbox.h"

namespace miglint {

class ScratchDatabase : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    const auto programs = find_server("/usr/lib/postgresql/15/bin", {});
    ASSERT_TRUE(programs) << programs.error();
    auto started =
        Sandbox::start(*programs, {.statement = std::chrono::seconds(20), .disk = 1LL << 30});
    ASSERT_TRUE(started) << started.error();
    sandbox_ = new Sandbox(*std::move(started));
  }
  static void TearDownTestSuite() {
    delete sandbox_;
    sandbox_ = nullptr;
  }

  void SetUp() override {
    ASSERT_NE(sandbox_, nullptr);
    ASSERT_TRUE(sandbox_->drop("t"));
    ASSERT_TRUE(sandbox_->create("t"));
  }

  static void run(const std::string& sql) {
    auto session = sandbox_->migrate("t");
    ASSERT_TRUE(session) << session.error().message;
    const auto done = session->run(sql);
    ASSERT_TRUE(done) << done.error().message;
  }

  static std::string value(const std::string& sql) {
    auto session = sandbox_->migrate("t");
    if (!session) return session.error().message;
    const auto rows = session->run(sql);
    if (!rows) return rows.error().message;
    return rows->empty() ? "no row" : rows->front()[0].value_or("NULL");
  }

  // A server takes longer to start than these tests to run.
  inline static Sandbox* sandbox_ = nullptr;
};

}  // namespace miglint
