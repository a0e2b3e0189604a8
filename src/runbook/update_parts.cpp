#include "runbook/update_parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "dialect/postgres/scan.h"

namespace miglint {
namespace {

using postgres::Scanner;
using postgres::Token;
using std::string_view_literals::operator""sv;

/// What stands unquoted in a condition and is no column.
constexpr std::array kWords{"and"sv,  "or"sv,        "not"sv,  "is"sv,    "null"sv, "in"sv,
                            "like"sv, "ilike"sv,     "true"sv, "false"sv, "case"sv, "when"sv,
                            "then"sv, "else"sv,      "end"sv,  "from"sv,  "as"sv,   "between"sv,
                            "any"sv,  "distinct"sv,  "all"sv,  "array"sv, "cast"sv, "interval"sv,
                            "date"sv, "timestamp"sv, "at"sv,   "time"sv,  "zone"sv, "unknown"sv};

struct Piece {
  Token::Kind kind = Token::Kind::end;
  std::string_view text;
  int depth = 0;  ///< Brackets around it.
};

bool is(const Piece& piece, std::string_view word) {
  return piece.kind == Token::Kind::word && postgres::is_keyword(piece.text, word);
}

/// Up to the first semicolon. Nothing when the lexer gives up.
std::optional<std::vector<Piece>> pieces_of(std::string_view sql) {
  std::vector<Piece> pieces;
  Scanner scanner(sql);
  int depth = 0;
  for (Token token = scanner.next(); token.kind != Token::Kind::end; token = scanner.next()) {
    if (token.kind == Token::Kind::error) return std::nullopt;
    if (token.kind == Token::Kind::comment) continue;
    const std::string_view text = sql.substr(token.begin, token.end - token.begin);
    if (text == ";" && depth == 0) break;
    if (text == ")" || text == "]") --depth;
    pieces.push_back({token.kind, text, depth});
    if (text == "(" || text == "[") ++depth;
  }
  return pieces;
}

using Pieces = std::span<const Piece>;

std::string text_of(Pieces pieces) {
  if (pieces.empty()) return {};
  const char* const begin = pieces.front().text.data();
  const Piece& last = pieces.back();
  return postgres::without_comments(std::string_view(
      begin, static_cast<std::size_t>(last.text.data() - begin) + last.text.size()));
}

std::vector<Pieces> split(Pieces pieces, const auto& is_border) {
  std::vector<Pieces> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= pieces.size(); ++i) {
    if (i < pieces.size() && !(pieces[i].depth == 0 && is_border(pieces[i]))) continue;
    parts.push_back(pieces.subspan(begin, i - begin));
    begin = i + 1;
  }
  return parts;
}

std::string unquoted(std::string_view name) {
  if (name.starts_with('"') && name.size() > 1) return std::string(name.substr(1, name.size() - 2));
  std::string folded(name);
  std::ranges::transform(folded, folded.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return folded;
}

bool has_parameter(Pieces pieces) {
  return std::ranges::any_of(
      pieces, [](const Piece& piece) { return piece.kind == Token::Kind::parameter; });
}

class UpdateReader {
 public:
  UpdateReader(Pieces pieces, std::string_view column, const KnowsColumn& is_column)
      : pieces_(pieces), column_(column), is_column_(is_column) {}

  std::optional<BackfillSource> read() {
    if (pieces_.empty() || !is(pieces_.front(), "update")) return std::nullopt;
    const std::size_t set = find("set", 1);
    if (set == pieces_.size()) return std::nullopt;
    const std::size_t returning = find("returning", set);
    const std::size_t where = std::min(find("where", set), returning);
    const std::size_t from = std::min(find("from", set), where);
    if (!read_target(pieces_.subspan(1, set - 1)) ||
        !read_value(pieces_.subspan(set + 1, from - set - 1))) {
      return std::nullopt;
    }
    if (from < where && !read_from(pieces_.subspan(from + 1, where - from - 1))) {
      return std::nullopt;
    }
    if (where < returning) read_joins(pieces_.subspan(where + 1, returning - where - 1));
    return std::move(source_);
  }

 private:
  /// Every name in it that may be a column is one.
  [[nodiscard]] bool is_known(Pieces pieces) const {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const Piece& piece = pieces[i];
      if (piece.kind == Token::Kind::parameter) return false;
      if (piece.kind != Token::Kind::word && piece.kind != Token::Kind::quoted_word) continue;
      const std::string_view next = i + 1 < pieces.size() ? pieces[i + 1].text : "";
      const std::string_view previous = i > 0 ? pieces[i - 1].text : "";
      if (next == "." || next == "(" || previous == "::") continue;
      const std::string name = unquoted(piece.text);
      const bool is_word =
          piece.kind == Token::Kind::word && std::ranges::find(kWords, name) != kWords.end();
      if (is_word) continue;
      ColumnOwner owner = ColumnOwner::unsaid;
      if (previous == "." && i > 1) {
        const bool is_target = unquoted(pieces[i - 2].text) == unquoted(source_.alias);
        owner = is_target ? ColumnOwner::target : ColumnOwner::source;
      }
      if (!is_column_(name, owner)) return false;
    }
    return true;
  }

  [[nodiscard]] std::size_t find(std::string_view keyword, std::size_t from) const {
    for (std::size_t i = from; i < pieces_.size(); ++i) {
      // IS DISTINCT FROM is no clause.
      const bool is_operator = is(pieces_[i - 1], "distinct");
      if (pieces_[i].depth == 0 && is(pieces_[i], keyword) && !is_operator) return i;
    }
    return pieces_.size();
  }

  bool read_target(Pieces target) {
    if (target.empty()) return false;
    source_.target = text_of(target);
    source_.alias = target.back().text;
    const bool plain = std::ranges::all_of(target, [](const Piece& piece) {
      return piece.kind == Token::Kind::word || piece.kind == Token::Kind::quoted_word ||
             piece.text == ".";
    });
    return plain;
  }

  bool read_value(Pieces assignments) {
    const auto is_comma = [](const Piece& piece) { return piece.text == ","; };
    for (const Pieces assignment : split(assignments, is_comma)) {
      if (assignment.size() < 3 || assignment[1].text != "=") continue;
      if (unquoted(assignment[0].text) != column_) continue;
      const Pieces value = assignment.subspan(2);
      const bool is_query =
          std::ranges::any_of(value, [](const Piece& piece) { return is(piece, "select"); });
      // The names in a query of its own are its own affair, a parameter is not.
      if (is_query ? has_parameter(value) : !is_known(value)) return false;
      source_.value = text_of(value);
      return true;
    }
    return false;
  }

  bool read_from(Pieces from) {
    const bool has_query =
        std::ranges::any_of(from, [](const Piece& piece) { return piece.text == "("; });
    if (has_query || has_parameter(from)) return false;
    source_.from = text_of(from);
    return true;
  }

  void read_joins(Pieces where) {
    const bool has_or = std::ranges::any_of(
        where, [](const Piece& piece) { return piece.depth == 0 && is(piece, "or"); });
    if (has_or) {
      if (is_known(where)) source_.joins.push_back("(" + text_of(where) + ")");
      return;
    }
    bool after_between = false;
    const auto is_and = [&](const Piece& piece) {
      if (is(piece, "between")) after_between = true;
      if (!is(piece, "and")) return false;
      return !std::exchange(after_between, false);
    };
    for (const Pieces part : split(where, is_and)) {
      if (!part.empty() && is_known(part)) source_.joins.push_back(text_of(part));
    }
  }

  Pieces pieces_;
  std::string_view column_;
  const KnowsColumn& is_column_;
  BackfillSource source_;
};

}  // namespace

std::optional<BackfillSource> backfill_source(std::string_view update, std::string_view column,
                                              const KnowsColumn& is_column) {
  const auto pieces = pieces_of(update);
  if (!pieces) return std::nullopt;
  return UpdateReader(*pieces, column, is_column).read();
}

}  // namespace miglint
