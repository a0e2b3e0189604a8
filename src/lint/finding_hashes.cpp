#include "lint/finding_hashes.h"

#include <fmt/format.h>

#include <algorithm>

namespace miglint {
namespace {

class Fnv1a {
 public:
  void add(char byte) { hash_ = (hash_ ^ static_cast<unsigned char>(byte)) * 0x100000001B3ULL; }
  /// With an end mark, so that "ab" + "c" differs from "a" + "bc".
  void add(std::string_view text) {
    for (const char byte : text)
      add(byte);
    add('\0');
  }
  [[nodiscard]] std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ULL;
};

/// The lines that the span is on; long ones as far as they are near its begin.
std::string_view lines_around(const SourceFile& file, Span span) {
  constexpr std::size_t kNear = 1024;
  const std::string_view text = file.text();
  std::size_t begin = std::min<std::size_t>(span.begin, text.size());
  const std::size_t least = begin - std::min(begin, kNear);
  const std::size_t most = std::min(begin + kNear, text.size());
  std::size_t end = std::clamp<std::size_t>(span.end, begin, most);
  while (begin > least && text[begin - 1] != '\n')
    --begin;
  while (end < most && text[end] != '\n')
    ++end;
  return text.substr(begin, end - begin);
}

}  // namespace

std::string FindingHashes::next(std::string_view rule, std::string_view path,
                                const SourceFile& file, Span span) {
  Fnv1a hash;
  hash.add(rule);
  hash.add(path);
  for (const char byte : lines_around(file, span)) {
    if (byte != ' ' && byte != '\t' && byte != '\r' && byte != '\n') hash.add(byte);
  }
  return fmt::format("{:016x}:{}", hash.value(), ++seen_[hash.value()]);
}

}  // namespace miglint
