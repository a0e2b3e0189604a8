#include "frontend/cxx/program/text.h"

#include <algorithm>
#include <utility>

namespace miglint::cxx {

Text Text::unknown(std::string origin, Place place, bool is_number) {
  Text text;
  text.add(
      {is_number ? Piece::Kind::unknown_number : Piece::Kind::unknown, std::move(origin), place});
  return text;
}

bool Text::is_known() const {
  return std::ranges::all_of(pieces_,
                             [](const Piece& piece) { return piece.kind == Piece::Kind::known; });
}

std::optional<std::string> Text::str() const {
  if (!is_known()) return std::nullopt;
  return flat();
}

std::string Text::flat() const {
  std::string all;
  for (const Piece& piece : pieces_) {
    if (piece.kind == Piece::Kind::known) {
      all += piece.text;
    } else {
      all += '\x01';
    }
  }
  return all;
}

void Text::append(const Text& other) {
  const std::vector<Piece> more = other.pieces_;  // It may be this text.
  pieces_.insert(pieces_.end(), more.begin(), more.end());
}

Text Text::substr(std::size_t begin, std::size_t count) const {
  Text result;
  const std::size_t end = count > flat().size() ? flat().size() : begin + count;
  std::size_t at = 0;
  for (const Piece& piece : pieces_) {
    const std::size_t size = piece.kind == Piece::Kind::known ? piece.text.size() : 1;
    const std::size_t from = std::max(begin, at);
    const std::size_t to = std::min(end, at + size);
    if (from < to) {
      Piece part = piece;
      if (piece.kind == Piece::Kind::known) {
        part.text = piece.text.substr(from - at, to - from);
        if (piece.place.end - piece.place.begin == size) {
          part.place.begin = piece.place.begin + static_cast<unsigned>(from - at);
          part.place.end = piece.place.begin + static_cast<unsigned>(to - at);
        }
      }
      result.add(std::move(part));
    }
    at += size;
  }
  return result;
}

Text Text::replaced(std::string_view from, const Text& to) const {
  if (from.empty()) return *this;
  const std::string all = flat();
  Text result;
  std::size_t at = 0;
  for (std::size_t found = all.find(from); found != all.npos; found = all.find(from, at)) {
    result.append(substr(at, found - at));
    Text part = to;
    // What stands there now stands where the replaced word stood.
    const Text place = substr(found, from.size());
    if (part.pieces_.size() == 1 && place.pieces_.size() == 1)
      part.pieces_.front().place = place.pieces_.front().place;
    result.append(part);
    at = found + from.size();
  }
  result.append(substr(at, all.size()));
  return result;
}

std::string short_origin(std::string_view expression) {
  constexpr std::size_t kLongest = 40;  // PostgreSQL cuts names at 63 bytes.
  std::string text;
  for (const char c : expression) {
    const bool is_space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (is_space && (text.empty() || text.back() == ' ')) continue;
    text += is_space ? ' ' : c;
    if (text.size() == kLongest) break;
  }
  while (!text.empty() && (text.back() == ' ' || (static_cast<unsigned char>(text.back()) & 0x80U)))
    text.pop_back();
  return text;
}

}  // namespace miglint::cxx
