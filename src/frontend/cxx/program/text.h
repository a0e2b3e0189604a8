// A string of the analysed program: what is known of it, piece by piece, with the place of each.
//
// Comes in: literals and expressions that are not known. Goes out: pieces in order, and the usual
// operations of strings on them. What the text means (SQL) does not belong here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace miglint::cxx {

/// Half-open range of bytes of the analysed file; empty when the place is in another file.
struct Place {
  unsigned begin = 0;
  unsigned end = 0;
  [[nodiscard]] bool known() const { return begin < end; }
  bool operator==(const Place&) const = default;
};

struct Piece {
  enum class Kind : unsigned char { known, unknown, unknown_number };
  Kind kind = Kind::known;
  std::string text;  ///< Its bytes; of an unknown one the expression: "table".
  Place place;       ///< As long as the bytes of a known piece: byte for byte.
  bool operator==(const Piece&) const = default;
};

class Text {
 public:
  Text() = default;
  explicit Text(std::string_view known, Place place = {}) {
    if (!known.empty()) add({Piece::Kind::known, std::string(known), place});
  }
  static Text unknown(std::string origin, Place place, bool is_number = false);

  [[nodiscard]] const std::vector<Piece>& pieces() const { return pieces_; }
  [[nodiscard]] bool is_known() const;
  /// All bytes, when all are known.
  [[nodiscard]] std::optional<std::string> str() const;
  /// The bytes, each unknown piece as one byte 1: the positions that the functions below take.
  [[nodiscard]] std::string flat() const;

  void add(Piece piece) { pieces_.push_back(std::move(piece)); }
  void append(const Text& other);
  [[nodiscard]] Text substr(std::size_t begin, std::size_t count) const;
  [[nodiscard]] Text replaced(std::string_view from, const Text& to) const;

  bool operator==(const Text&) const = default;

 private:
  std::vector<Piece> pieces_;
};

/// An expression as it stands in a placeholder: on one line, not longer than a name may be.
[[nodiscard]] std::string short_origin(std::string_view expression);

}  // namespace miglint::cxx
