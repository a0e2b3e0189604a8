#include "verify/server/scratch_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

namespace miglint {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const fs::path kBin = "/usr/lib/postgresql/15/bin";

/// A folder that the server's own may be made in, whoever it runs as.
class ScratchServerTest : public testing::Test {
 public:
  ScratchServerTest() {
    std::string name = (fs::temp_directory_path() / "miglint-test-XXXXXX").string();
    parent_ = mkdtemp(name.data());
    fs::permissions(parent_, fs::perms::others_exec, fs::perm_options::add);
  }
  ~ScratchServerTest() override { fs::remove_all(parent_); }

 protected:
  ScratchServerOptions options() const { return {.bin = kBin, .settings = {}, .parent = parent_}; }

  bool is_parent_empty() const { return fs::is_empty(parent_); }

  /// The server's own process, as its pid file names it; 0 while there is none.
  pid_t server_process() const {
    for (const auto& folder : fs::directory_iterator(parent_)) {
      pid_t process = 0;
      std::ifstream(folder.path() / "data" / "postmaster.pid") >> process;
      if (process > 0) return process;
    }
    return 0;
  }

  fs::path parent_;
};

bool is_gone(pid_t process) {
  return kill(process, 0) != 0 && errno == ESRCH;
}

bool becomes_true(const auto& condition) {
  for (int attempt = 0; attempt < 1000; ++attempt) {
    if (condition()) return true;
    std::this_thread::sleep_for(20ms);
  }
  return false;
}

TEST_F(ScratchServerTest, ListensOnASocketOnly) {
  const auto server = ScratchServer::start(options());
  ASSERT_TRUE(server) << server.error();
  auto session = server->connect();
  ASSERT_TRUE(session) << session.error().message;
  EXPECT_EQ(session->server_version(), 15);
  const auto addresses = session->run("SHOW listen_addresses");
  ASSERT_TRUE(addresses);
  EXPECT_EQ(addresses->at(0).at(0), "");
}

TEST_F(ScratchServerTest, IsNeverRoot) {
  const auto server = ScratchServer::start(options());
  ASSERT_TRUE(server) << server.error();
  struct stat process{};
  ASSERT_EQ(stat(("/proc/" + std::to_string(server_process())).c_str(), &process), 0);
  EXPECT_NE(process.st_uid, 0U);
  EXPECT_EQ(process.st_uid, server->account().user);
}

TEST_F(ScratchServerTest, GoesWithItsValue) {
  pid_t process = 0;
  {
    const auto server = ScratchServer::start(options());
    ASSERT_TRUE(server) << server.error();
    process = server_process();
    ASSERT_GT(process, 0);
  }
  EXPECT_TRUE(is_parent_empty());
  EXPECT_TRUE(is_gone(process));
}

TEST_F(ScratchServerTest, GoesWhenItsProcessIsKilled) {
  const pid_t owner = fork();
  if (owner == 0) {
    const auto server = ScratchServer::start(options());
    if (!server) _exit(1);
    pause();
  }
  ASSERT_TRUE(becomes_true([&] { return server_process() > 0; }));
  const pid_t process = server_process();
  kill(owner, SIGKILL);
  waitpid(owner, nullptr, 0);
  EXPECT_TRUE(becomes_true([&] { return is_parent_empty() && is_gone(process); }));
}

TEST_F(ScratchServerTest, TwoDoNotKeepEachOtherAlive) {
  auto first = ScratchServer::start(options());
  ASSERT_TRUE(first) << first.error();
  const pid_t first_process = server_process();
  auto second = ScratchServer::start(options());
  ASSERT_TRUE(second) << second.error();
  first = std::unexpected("gone");
  EXPECT_TRUE(is_gone(first_process));
  EXPECT_TRUE(second->connect());
}

TEST_F(ScratchServerTest, TellsTheServersOwnReason) {
  auto wrong = options();
  wrong.settings = {"no_such_setting=1"};
  const auto server = ScratchServer::start(wrong);
  ASSERT_FALSE(server);
  EXPECT_THAT(server.error(), testing::HasSubstr("no_such_setting"));
  EXPECT_TRUE(becomes_true([&] { return is_parent_empty(); }));
}

TEST_F(ScratchServerTest, TellsThatAProgramIsMissing) {
  auto wrong = options();
  wrong.bin = parent_;
  const auto server = ScratchServer::start(wrong);
  ASSERT_FALSE(server);
  EXPECT_THAT(server.error(), testing::HasSubstr("initdb: No such file"));
}

}  // namespace
}  // namespace miglint
