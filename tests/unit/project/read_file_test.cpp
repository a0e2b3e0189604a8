// Bytes of files.
#include "project/read_file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "temporary_folder.h"

namespace miglint {
namespace {

TEST(ReadFile, GivesTheBytes) {
  const TemporaryFolder folder;
  using std::string_literals::operator""s;
  const std::string bytes = "a\0b\r\n\xFF"s;
  EXPECT_EQ(read_file(folder.write("a.sql", bytes)), bytes);
  EXPECT_EQ(read_file(folder.write("empty.sql", "")), "");
  const std::string large(3'000'000, 'x');
  EXPECT_EQ(read_file(folder.write("large.sql", large)), large);
}

TEST(ReadFile, LessAByteOrderMark) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_file(folder.write("a.sql", "\xEF\xBB\xBFSELECT")), "SELECT");
  EXPECT_EQ(read_file(folder.write("b.sql", "\xEF\xBB")), "\xEF\xBB");
}

TEST(ReadBeginning, SaysWhetherItIsTheWhole) {
  const TemporaryFolder folder;
  const std::string path = folder.write("a.sql", "\xEF\xBB\xBFSELECT 1");
  EXPECT_EQ(read_beginning(path, 100).bytes, "SELECT 1");
  EXPECT_TRUE(read_beginning(path, 11).is_whole);
  EXPECT_EQ(read_beginning(path, 9).bytes, "SELECT");
  EXPECT_FALSE(read_beginning(path, 9).is_whole);
  for (const std::string& none : {folder.write("empty.sql", ""), folder.at("nowhere.sql"),
                                  folder.path().string(), std::string("/dev/null")}) {
    EXPECT_EQ(read_beginning(none, 100).bytes, "");
    EXPECT_FALSE(read_beginning(none, 100).is_whole) << none;
  }
  // Of no size, and yet it holds something.
  EXPECT_FALSE(read_beginning("/proc/self/status", 100).is_whole);
}

TEST(ReadFile, SaysWhyNot) {
  const TemporaryFolder folder;
  EXPECT_EQ(read_file(folder.at("nowhere.sql")).error(), "No such file or directory");
  EXPECT_EQ(read_file(folder.path().string()).error(), "Is a directory");
  std::filesystem::create_symlink("loop.sql", folder.path() / "loop.sql");
  EXPECT_EQ(read_file(folder.at("loop.sql")).error(), "Too many levels of symbolic links");
}

TEST(ReadFile, SaysWhenItMayNot) {
  if (::geteuid() == 0) GTEST_SKIP() << "the superuser may read everything";
  const TemporaryFolder folder;
  const std::string path = folder.write("secret.sql", "x");
  ASSERT_EQ(::chmod(path.c_str(), 0), 0);
  EXPECT_EQ(read_file(path).error(), "Permission denied");
}

TEST(ReadFile, ReadsPipesToTheirEnd) {
  const TemporaryFolder folder;
  const std::string path = folder.at("pipe");
  ASSERT_EQ(::mkfifo(path.c_str(), 0600), 0);
  const std::string bytes(200'000, 'y');
  const std::jthread writer([&] { std::ofstream(path) << bytes; });
  EXPECT_EQ(read_file(path), bytes);
}

}  // namespace
}  // namespace miglint
