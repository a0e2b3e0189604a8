#include "verify/server/scratch_folder.h"

#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace miglint {
namespace {

namespace fs = std::filesystem;

/// The socket's name must fit into sockaddr_un, and the server adds "/.s.PGSQL.5432.lock".
constexpr std::size_t kLongestFolder = 80;
constexpr const char* kMemory = "/dev/shm";
/// Several databases at their limit of 2 GB.
constexpr std::uint64_t kPlenty = std::uint64_t{8} << 30U;

/// Copies of databases are most of what a run costs.
fs::path usual_parent() {
  if (const char* set = std::getenv("TMPDIR"); set != nullptr && *set == '/') return set;
  struct statvfs room{};
  const bool fits = statvfs(kMemory, &room) == 0 && room.f_bavail * room.f_frsize > kPlenty &&
                    access(kMemory, W_OK) == 0;
  return fits ? kMemory : "/tmp";
}

}  // namespace

std::expected<fs::path, std::string> make_scratch_folder(fs::path parent, const Account& account) {
  if (parent.empty()) parent = usual_parent();
  std::string name = (parent / "miglint-XXXXXX").string();
  if (name.size() > kLongestFolder) name = "/tmp/miglint-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) {
    return std::unexpected(name + ": " + std::strerror(errno));
  }
  if (account.is_other && chown(name.c_str(), account.user, account.group) != 0) {
    const std::string why = name + ": " + std::strerror(errno);
    rmdir(name.c_str());
    return std::unexpected(why);
  }
  return fs::path(name);
}

}  // namespace miglint
