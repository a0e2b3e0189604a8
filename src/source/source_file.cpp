#include "source/source_file.h"

#include <algorithm>
#include <utility>

namespace miglint {
namespace {

/// Bytes 10xxxxxx continue a code point of UTF-8.
std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

}  // namespace

SourceFile::SourceFile(std::string path, std::string text)
    : path_(std::move(path)), text_(std::move(text)) {}

std::string_view SourceFile::text(Span span) const {
  const std::string_view all = text_;
  if (span.empty() || span.begin >= all.size()) return {};
  return all.substr(span.begin, span.end - span.begin);
}

const std::vector<std::uint32_t>& SourceFile::line_begins() const {
  if (line_begins_.empty()) {
    line_begins_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != std::string::npos;
         at = text_.find('\n', at + 1)) {
      line_begins_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
  return line_begins_;
}

std::uint32_t SourceFile::characters_before(std::uint32_t offset) const {
  constexpr std::size_t kBlock = 512;
  const std::string_view text = text_;
  auto& blocks = characters_before_block_;
  if (blocks.empty()) {
    blocks.push_back(0);
    for (std::size_t begin = 0; begin + kBlock <= text.size(); begin += kBlock)
      blocks.push_back(blocks.back() + characters(text.substr(begin, kBlock)));
  }
  const std::size_t block = offset / kBlock;
  return blocks[block] + characters(text.substr(block * kBlock, offset - block * kBlock));
}

Position SourceFile::position(std::uint32_t offset) const {
  const auto& begins = line_begins();
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::ranges::upper_bound(begins, offset);
  const auto line = static_cast<std::uint32_t>(after - begins.begin());
  return {line, characters_before(offset) - characters_before(begins[line - 1]) + 1};
}

std::uint32_t SourceFile::line_begin(std::uint32_t line) const {
  const auto& begins = line_begins();
  if (line == 0) return 0;
  return line <= begins.size() ? begins[line - 1] : static_cast<std::uint32_t>(text_.size());
}

std::string_view SourceFile::line(std::uint32_t line) const {
  const std::uint32_t begin = line_begin(line);
  std::string_view text =
      std::string_view(text_).substr(begin, line_begin(std::max(line, 1U) + 1) - begin);
  if (text.ends_with('\n')) text.remove_suffix(1);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::uint32_t SourceFile::line_count() const {
  return static_cast<std::uint32_t>(line_begins().size());
}

FileId SourceSet::add(std::string path, std::string text) {
  files_.emplace_back(std::move(path), std::move(text));
  return static_cast<FileId>(files_.size() - 1);
}

const SourceFile& SourceSet::operator[](FileId id) const {
  return files_[static_cast<std::size_t>(id)];
}

}  // namespace miglint
