#include "lock_tracer.h"

#include <elf.h>
#include <sys/fsuid.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <bit>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <utility>

#ifndef __x86_64__
#error "the lock tracer knows the registers and the breakpoint of x86-64 only"
#endif

namespace miglint::conformance {
namespace {

constexpr unsigned char kBreakpoint = 0xCC;  // int3
constexpr int kEventStop = SIGTRAP | (PTRACE_EVENT_STOP << 8);

/// The part of the server's LOCKTAG that names a relation (src/include/storage/lock.h).
struct LockTag {
  std::uint32_t database;
  std::uint32_t relation;
  std::uint32_t field3;
  std::uint16_t field4;
  std::uint8_t type;
  std::uint8_t method;
};
static_assert(sizeof(LockTag) == 16);
constexpr std::uint8_t kRelationTag = 0;

template <class T>
T read_at(const std::vector<char>& bytes, std::size_t offset) {
  T value{};
  if (offset + sizeof value <= bytes.size())
    std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

LockFunction find_symbol(const std::vector<char>& elf, std::string_view name) {
  const auto header = read_at<Elf64_Ehdr>(elf, 0);
  for (std::size_t i = 0; i < header.e_shnum; ++i) {
    const auto section = read_at<Elf64_Shdr>(elf, header.e_shoff + i * sizeof(Elf64_Shdr));
    if (section.sh_type != SHT_DYNSYM) continue;
    const auto strings =
        read_at<Elf64_Shdr>(elf, header.e_shoff + section.sh_link * sizeof(Elf64_Shdr));
    for (std::size_t at = 0; at + sizeof(Elf64_Sym) <= section.sh_size; at += sizeof(Elf64_Sym)) {
      const auto symbol = read_at<Elf64_Sym>(elf, section.sh_offset + at);
      const std::size_t text = strings.sh_offset + symbol.st_name;
      if (text + name.size() < elf.size() &&
          std::string_view(elf.data() + text, name.size()) == name &&
          elf[text + name.size()] == '\0') {
        return {.value = symbol.st_value, .is_relative = header.e_type == ET_DYN};
      }
    }
  }
  return {};
}

/// Where the running program's file is mapped.
std::uintptr_t load_address(pid_t process) {
  // The first line of the map is the program's first segment.
  std::ifstream maps("/proc/" + std::to_string(process) + "/maps");
  std::uintptr_t address = 0;
  maps >> std::hex >> address;
  return address;
}

/// Root without CAP_SYS_PTRACE (as in a container) may look only into what runs as its own real
/// user, and attach likewise. So for that moment it takes the server's; it stays root in effect, to
/// come back.
class Guise {
 public:
  explicit Guise(const Account& account) : is_worn_(account.is_other) {
    if (!is_worn_) return;
    // If this is refused, attaching is too, and says so.
    is_worn_ = setregid(account.group, static_cast<gid_t>(-1)) == 0 &&
               setreuid(account.user, static_cast<uid_t>(-1)) == 0;
    setfsgid(account.group);
    setfsuid(account.user);
  }
  ~Guise() {
    if (!is_worn_) return;
    // First, because only this call gives back the rights over files.
    setfsuid(geteuid());
    setfsgid(getegid());
    // To go on as somebody else would be worse than to stop.
    if (setreuid(user_, static_cast<uid_t>(-1)) != 0) std::abort();
    if (setregid(group_, static_cast<gid_t>(-1)) != 0) std::abort();
  }
  Guise(const Guise&) = delete;
  Guise& operator=(const Guise&) = delete;

 private:
  uid_t user_ = getuid();
  gid_t group_ = getgid();
  bool is_worn_;
};

}  // namespace

std::expected<LockFunction, std::string> LockFunction::find(const std::filesystem::path& program) {
  std::ifstream file(program, std::ios::binary | std::ios::ate);
  std::vector<char> elf(file ? static_cast<std::size_t>(file.tellg()) : 0);
  file.seekg(0).read(elf.data(), static_cast<std::streamsize>(elf.size()));
  const auto found = find_symbol(elf, "LockAcquireExtended");
  if (found.value == 0) {
    return std::unexpected(program.string() + " does not export LockAcquireExtended");
  }
  return found;
}

std::expected<LockTracer, std::string> LockTracer::attach(pid_t backend, const Account& account,
                                                          const LockFunction& function) {
  std::uintptr_t address = function.value;
  {
    const Guise guise(account);
    if (ptrace(PTRACE_SEIZE, backend, nullptr, nullptr) != 0) {
      return std::unexpected(std::string("the server process cannot be traced: ") +
                             std::strerror(errno));
    }
    if (function.is_relative) address += load_address(backend);
  }
  // From here on it is let go whatever happens.
  LockTracer tracer(backend);
  int status = 0;
  if (ptrace(PTRACE_INTERRUPT, backend, nullptr, nullptr) != 0 || !tracer.wait_for_stop(status)) {
    return std::unexpected("the server process cannot be stopped");
  }
  tracer.is_running_ = false;
  errno = 0;
  const long word = ptrace(PTRACE_PEEKTEXT, backend, address, nullptr);
  if (errno != 0) return std::unexpected("the server's memory cannot be read");
  tracer.original_ = static_cast<unsigned char>(word & 0xFF);
  tracer.breakpoint_ = address;
  if (!tracer.poke(address, kBreakpoint) || !tracer.serve_stop(status)) {
    return std::unexpected("the breakpoint cannot be set");
  }
  return tracer;
}

LockTracer::LockTracer(LockTracer&& other) noexcept
    : backend_(std::exchange(other.backend_, -1)),
      breakpoint_(other.breakpoint_),
      original_(other.original_),
      is_running_(other.is_running_),
      failure_(std::move(other.failure_)),
      requests_(std::move(other.requests_)) {}

LockTracer::~LockTracer() {
  if (backend_ > 0) let_go();
}

void LockTracer::serve() {
  int status = 0;
  if (backend_ > 0 && waitpid(backend_, &status, __WALL | WNOHANG) == backend_) {
    idle_ = 0;
    serve_stop(status);
  } else if (++idle_ > 200) {
    usleep(50);
  }
}

std::expected<std::vector<LockRequest>, std::string> LockTracer::detach() {
  if (backend_ > 0) let_go();
  if (!failure_.empty()) return std::unexpected(failure_);
  return std::move(requests_);
}

void LockTracer::let_go() {
  int status = 0;
  if (is_running_ && ptrace(PTRACE_INTERRUPT, backend_, nullptr, nullptr) == 0) {
    // What the backend ran into before the interrupt comes first.
    while (wait_for_stop(status) && (status >> 8) != kEventStop && serve_stop(status)) {
    }
  }
  if (backend_ > 0 && breakpoint_ != 0) poke(breakpoint_, original_);
  if (backend_ > 0) ptrace(PTRACE_DETACH, backend_, nullptr, nullptr);
  backend_ = -1;
}

/// One stop of the backend, up to letting it run again. False when it is gone.
bool LockTracer::serve_stop(int status) {
  if (WIFEXITED(status) || WIFSIGNALED(status)) {
    backend_ = -1;
    failure_ = "the server process ended while it was traced";
    return false;
  }
  int signal = WSTOPSIG(status);
  if ((status >> 8) == kEventStop) {
    signal = 0;
  } else if (signal == SIGTRAP) {
    signal = 0;
    if (!note_request() || !step_over(signal)) return false;
  }
  is_running_ = ptrace(PTRACE_CONT, backend_, nullptr, signal) == 0;
  return is_running_;
}

/// At the breakpoint: reads the arguments and sets the instruction pointer back to the function.
bool LockTracer::note_request() {
  user_regs_struct registers{};
  if (ptrace(PTRACE_GETREGS, backend_, nullptr, &registers) != 0) return false;
  if (registers.rip != breakpoint_ + 1) return true;  // A trap of the server's own.

  std::array<long, 2> words{};
  for (std::size_t i = 0; i < words.size(); ++i) {
    errno = 0;
    words[i] = ptrace(PTRACE_PEEKDATA, backend_, registers.rdi + i * sizeof(long), nullptr);
    if (errno != 0) failure_ = "a lock's tag cannot be read";
  }
  const auto tag = std::bit_cast<LockTag>(words);
  if (tag.type == kRelationTag) {
    requests_.push_back({.database = tag.database,
                         .relation = tag.relation,
                         .mode = static_cast<int>(registers.rsi & 0xFFFFFFFF)});
  }
  registers.rip = breakpoint_;
  return ptrace(PTRACE_SETREGS, backend_, nullptr, &registers) == 0;
}

/// Runs the instruction under the breakpoint. A signal that comes in between is handed back: it is
/// delivered afterwards.
bool LockTracer::step_over(int& signal) {
  if (!poke(breakpoint_, original_)) return false;
  for (;;) {
    int status = 0;
    if (ptrace(PTRACE_SINGLESTEP, backend_, nullptr, nullptr) != 0 || !wait_for_stop(status)) {
      return false;
    }
    if (!WIFSTOPPED(status)) return serve_stop(status);
    if ((status >> 8) == SIGTRAP) break;
    if ((status >> 8) != kEventStop) signal = WSTOPSIG(status);
  }
  return poke(breakpoint_, kBreakpoint);
}

bool LockTracer::poke(std::uintptr_t address, unsigned char byte) const {
  errno = 0;
  const long word = ptrace(PTRACE_PEEKTEXT, backend_, address, nullptr);
  if (errno != 0) return false;
  const long changed = (word & ~0xFFL) | byte;
  return ptrace(PTRACE_POKETEXT, backend_, address, changed) == 0;
}

bool LockTracer::wait_for_stop(int& status) const {
  while (waitpid(backend_, &status, __WALL) != backend_) {
    if (errno != EINTR) return false;
  }
  return true;
}

}  // namespace miglint::conformance
