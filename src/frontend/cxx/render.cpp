#include "frontend/cxx/render.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "source/ascii.h"

namespace miglint::cxx {
namespace {

bool is_word(char c) {
  return ascii::is_word(c) || ascii::is_beyond(c);
}

/// What a name or a string may hold of an expression: names are cut off after 63 bytes, and what
/// touches the expression is to be seen too.
std::string shown(std::string_view origin) {
  constexpr std::size_t longest = 32;
  std::string text;
  for (const char c : origin) {
    const bool plain = static_cast<unsigned char>(c) >= 0x20 && c != '\'' && c != '"' && c != '`' &&
                       c != '\\' && c != '.' && c != '?' && c != '$';
    // Not within a character of several bytes.
    const bool begins = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    if (begins && text.size() >= longest) {
      text += "…";
      break;
    }
    if (plain) text += c;
  }
  return '{' + text + '}';
}

class Renderer {
 public:
  Renderer(const std::vector<SqlPiece>& pieces, Dialect dialect, ValueMarks marks, Span whole)
      : pieces_(pieces), dialect_(dialect), marks_(marks), whole_(whole) {}

  RenderedSql run() {
    for (index_ = 0; index_ < pieces_.size(); ++index_) {
      const SqlPiece& piece = pieces_[index_];
      if (piece.kind == SqlPiece::Kind::known) {
        known(piece);
      } else {
        unknown(piece);
      }
    }
    close_name();
    return std::move(result_);
  }

 private:
  /// What is written from here on comes from there; of the same length or as a whole.
  void comes_from(Span source) {
    if (source.empty()) source = nearest();
    const auto at = static_cast<std::uint32_t>(result_.text.size());
    if (!result_.pieces.empty() && result_.pieces.back().begin == at) {
      result_.pieces.back().source = source;
    } else {
      result_.pieces.push_back({at, source});
    }
  }

  /// Of what has no place in the file: behind what is before it, else the whole call.
  [[nodiscard]] Span nearest() const {
    if (result_.pieces.empty()) return whole_;
    const Span before = result_.pieces.back().source;
    return {before.file, before.end, before.end};
  }

  void known(const SqlPiece& piece) {
    const std::string& text = piece.text;
    const bool exact = piece.source.end - piece.source.begin == text.size();
    const auto from = [&](std::size_t begin, std::size_t end) {
      if (!exact) return piece.source;
      return Span{piece.source.file, piece.source.begin + static_cast<std::uint32_t>(begin),
                  piece.source.begin + static_cast<std::uint32_t>(end)};
    };
    std::size_t at = 0;
    if (name_is_open_) {
      // Letters that touch an unknown name are part of it.
      while (at < text.size() && is_word(text[at]))
        ++at;
      if (at > 0) {
        comes_from(from(0, at));
        result_.text.append(text, 0, at);
      }
      if (at == text.size()) return;
      close_name();
    }
    std::size_t plain = at;
    const auto flush = [&](std::size_t end) {
      if (end == plain) return;
      comes_from(from(plain, end));
      result_.text.append(text, plain, end - plain);
    };
    while (at < text.size()) {
      if (const std::size_t end = comment_end(text, at); end > at) {
        at = end;
        continue;
      }
      const char c = text[at];
      if (quote_ != 0) {
        if (c == '\\' && dialect_ != Dialect::postgres && at + 1 < text.size()) ++at;
        if (c == quote_) quote_ = 0;  // A doubled quote opens again at once.
        ++at;
        continue;
      }
      if (c == '\'' || c == '"' || c == '`') {
        quote_ = c;
        ++at;
        continue;
      }
      if (c == '$' && at + 1 < text.size() && text[at + 1] >= '1' && text[at + 1] <= '9') {
        result_.takes_values = true;
      }
      const std::size_t mark = mark_end(text, at);
      if (mark > at) {
        flush(at);
        comes_from(from(at, mark));
        result_.text += value(text.substr(at, mark - at));
        at = plain = mark;
        continue;
      }
      ++at;
    }
    flush(text.size());
  }

  /// End of the comment that begins at `at`, `at` when none does.
  [[nodiscard]] std::size_t comment_end(std::string_view text, std::size_t at) const {
    if (quote_ != 0) return at;
    std::size_t end = at;
    if (text.substr(at).starts_with("--")) end = text.find('\n', at);
    if (text.substr(at).starts_with("/*")) {
      end = text.find("*/", at);
      if (end != text.npos) end += 2;
    }
    return std::min(end, text.size());
  }

  /// End of the mark for a value that begins at `at`; `at` when none does.
  [[nodiscard]] std::size_t mark_end(std::string_view text, std::size_t at) const {
    if (marks_ == ValueMarks::server) return at;
    if (text[at] == '?') return at + 1;
    if (marks_ != ValueMarks::colons || text[at] != ':') return at;
    const bool is_cast = (at > 0 && text[at - 1] == ':') || text.substr(at).starts_with("::");
    const bool after_word = at > 0 && is_word(text[at - 1]);
    std::size_t end = at + 1;
    while (end < text.size() && is_word(text[end]))
      ++end;
    const bool is_number = end > at + 1 && text[at + 1] >= '0' && text[at + 1] <= '9';
    return is_cast || after_word || end == at + 1 || is_number ? at : end;
  }

  std::string value(const std::string& mark) {
    result_.takes_values = true;
    if (dialect_ != Dialect::postgres) return "?";
    if (mark == "?") return '$' + std::to_string(++values_);
    const auto [found, is_new] = names_.try_emplace(mark, 0);
    if (is_new) found->second = ++values_;
    return '$' + std::to_string(found->second);
  }

  void unknown(const SqlPiece& piece) {
    result_.symbolic = true;
    const SqlPiece* next = index_ + 1 < pieces_.size() ? &pieces_[index_ + 1] : nullptr;
    const bool next_is_word =
        next != nullptr && (next->kind != SqlPiece::Kind::known ||
                            (!next->text.empty() && is_word(next->text.front())));
    const bool touches = (!result_.text.empty() && is_word(result_.text.back())) || next_is_word;
    if (quote_ != 0 || name_is_open_) {
      comes_from(piece.source);
      result_.text += shown(piece.text);
      return;
    }
    if (piece.kind == SqlPiece::Kind::number && !touches) {
      comes_from(piece.source);
      result_.text += value("?");
      return;
    }
    // One quoted name of the unknown part and of the letters that touch it.
    std::size_t start = result_.text.size();
    while (start > 0 && is_word(result_.text[start - 1]))
      --start;
    insert_quote(static_cast<std::uint32_t>(start), piece.source);
    comes_from(piece.source);
    result_.text += shown(piece.text);
    name_is_open_ = true;
  }

  /// Puts the quote that opens a name before the letters from `at` on, which keep their place.
  void insert_quote(std::uint32_t at, Span source) {
    std::vector<TextPiece> pieces;
    for (std::size_t i = 0; i < result_.pieces.size(); ++i) {
      const TextPiece& one = result_.pieces[i];
      const auto end = i + 1 < result_.pieces.size()
                           ? result_.pieces[i + 1].begin
                           : static_cast<std::uint32_t>(result_.text.size());
      const bool exact = one.source.end - one.source.begin == end - one.begin;
      if (end <= at) {
        pieces.push_back(one);
      } else if (one.begin >= at) {
        if (one.begin == at) pieces.push_back({at, source});
        pieces.push_back({one.begin + 1, one.source});
      } else {
        const std::uint32_t before = at - one.begin;
        Span first = one.source;
        Span second = one.source;
        if (exact) first.end = second.begin = one.source.begin + before;
        pieces.push_back({one.begin, first});
        pieces.push_back({at, source});
        pieces.push_back({at + 1, second});
      }
    }
    if (at == result_.text.size()) pieces.push_back({at, source});
    result_.text.insert(at, 1, name_quote());
    result_.pieces = std::move(pieces);
  }

  void close_name() {
    if (name_is_open_) result_.text += name_quote();
    name_is_open_ = false;
  }

  [[nodiscard]] char name_quote() const { return dialect_ == Dialect::postgres ? '"' : '`'; }

  const std::vector<SqlPiece>& pieces_;
  Dialect dialect_;
  ValueMarks marks_;
  Span whole_;
  RenderedSql result_;
  std::size_t index_ = 0;
  std::map<std::string, int> names_;
  int values_ = 0;
  char quote_ = 0;
  bool name_is_open_ = false;
};

}  // namespace

RenderedSql render(const std::vector<SqlPiece>& pieces, Dialect dialect, ValueMarks marks,
                   Span whole) {
  return Renderer(pieces, dialect, marks, whole).run();
}

}  // namespace miglint::cxx
