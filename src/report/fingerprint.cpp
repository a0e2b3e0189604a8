#include "report/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "report/display.h"

namespace miglint {
namespace {

constexpr std::size_t kWindow = 100;
constexpr std::uint64_t kBase = 37;
constexpr std::uint16_t kEndOfFile = 0xFFFF;

/// What the character that leaves the window was multiplied with meanwhile.
constexpr std::uint64_t kLeaving = [] {
  std::uint64_t power = 1;
  for (std::size_t i = 0; i < kWindow; ++i)
    power *= kBase;
  return power;
}();

class LineHasher {
 public:
  void add(std::uint16_t unit) {
    const bool after_return = was_return_;
    was_return_ = unit == '\r';
    if (unit == ' ' || unit == '\t' || (after_return && unit == '\n')) return;
    if (unit == '\r') unit = '\n';
    take_line();
    if (at_line_start_) lines_[at_] = ++line_;
    at_line_start_ = unit == '\n';
    push(unit);
  }

  std::vector<std::string> finish() {
    add(kEndOfFile);
    for (std::size_t i = 0; i < kWindow; ++i) {
      take_line();
      push(0);
    }
    return std::move(hashes_);
  }

 private:
  void push(std::uint16_t unit) {
    hash_ = hash_ * kBase + unit - kLeaving * window_[at_];
    window_[at_] = unit;
    at_ = (at_ + 1) % kWindow;
  }

  /// The window has moved on by its length since a line began here: its hash is complete.
  void take_line() {
    if (lines_[at_] == 0) return;
    hashes_.push_back(fmt::format("{:x}:{}", hash_, ++seen_[hash_]));
    lines_[at_] = 0;
  }

  std::array<std::uint16_t, kWindow> window_{};
  std::array<std::uint32_t, kWindow> lines_{};  ///< The line that begins there; 0: none.
  std::size_t at_ = 0;
  std::uint64_t hash_ = 0;
  std::uint32_t line_ = 0;
  bool at_line_start_ = true;
  bool was_return_ = false;
  std::unordered_map<std::uint64_t, std::size_t> seen_;
  std::vector<std::string> hashes_;
};

}  // namespace

std::vector<std::string> line_hashes(std::string_view text) {
  LineHasher hasher;
  while (!text.empty()) {
    const auto lead = static_cast<unsigned char>(text.front());
    if (lead < 0x80) {
      hasher.add(lead);
      text.remove_prefix(1);
      continue;
    }
    const std::uint32_t point = take_code_point(text);
    if (point < 0x10000) {
      hasher.add(static_cast<std::uint16_t>(point));
    } else {
      hasher.add(static_cast<std::uint16_t>(0xD800 + ((point - 0x10000) >> 10U)));
      hasher.add(static_cast<std::uint16_t>(0xDC00 + ((point - 0x10000) & 0x3FFU)));
    }
  }
  return hasher.finish();
}

}  // namespace miglint
