#include "runbook/update_parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

#include "runbook/sql_pieces.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

/// What stands unquoted in a condition and is no column.
constexpr std::array kWords{"and"sv,  "or"sv,        "not"sv,  "is"sv,    "null"sv, "in"sv,
                            "like"sv, "ilike"sv,     "true"sv, "false"sv, "case"sv, "when"sv,
                            "then"sv, "else"sv,      "end"sv,  "from"sv,  "as"sv,   "between"sv,
                            "any"sv,  "distinct"sv,  "all"sv,  "array"sv, "cast"sv, "interval"sv,
                            "date"sv, "timestamp"sv, "at"sv,   "time"sv,  "zone"sv, "unknown"sv};
/// And on MySQL.
constexpr std::array kMysqlWords{"binary"sv, "regexp"sv, "rlike"sv,  "div"sv,      "mod"sv,
                                 "xor"sv,    "char"sv,   "signed"sv, "unsigned"sv, "using"sv};

bool has(std::span<const std::string_view> words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

class UpdateReader {
 public:
  UpdateReader(Pieces pieces, const UpdateTarget& target, const KnowsColumn& is_column)
      : pieces_(pieces), target_(target), is_column_(is_column) {}

  std::optional<BackfillSource> read() {
    if (pieces_.empty() || !is(pieces_.front(), "update")) return std::nullopt;
    const std::size_t set = find("set", 1);
    if (set == pieces_.size()) return std::nullopt;
    const std::size_t returning = find("returning", set);
    const std::size_t where = std::min(find("where", set), returning);
    if (target_.dialect != Dialect::postgres) return read_mysql(set, where);
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
  /// UPDATE invoices i JOIN customers c ON … SET … WHERE … LIMIT …
  std::optional<BackfillSource> read_mysql(std::size_t set, std::size_t where) {
    std::size_t begin = 1;
    while (is(pieces_[begin], "low_priority") || is(pieces_[begin], "ignore"))
      ++begin;
    const std::size_t end = std::min({find("limit", set), find("order", set), pieces_.size()});
    where = std::min(where, end);
    std::vector<Pieces> conditions;
    bool is_outer = false;
    if (!read_references(pieces_.subspan(begin, set - begin), conditions, is_outer))
      return std::nullopt;
    if (!read_value(pieces_.subspan(set + 1, where - set - 1))) return std::nullopt;
    // A row without a partner may get a value all the same: coalesce(c.company_id, 1).
    const bool may_fill_alone = source_.value.find_first_of("('0123456789") != std::string::npos;
    if (is_outer && may_fill_alone) return std::nullopt;
    for (const Pieces condition : conditions) {
      // What a join asks for is no less than a source's own condition.
      if (!is_known(condition)) return std::nullopt;
      read_joins(condition);
    }
    if (where < end) read_joins(pieces_.subspan(where + 1, end - where - 1));
    return std::move(source_);
  }

  /// "invoices AS i", "shop.invoices", "`invoices` i"
  struct Reference {
    Pieces pieces;
    std::string_view alias;
    std::string table;  ///< Without its schema.
  };
  static std::optional<Reference> reference_of(Pieces pieces) {
    Reference reference{.pieces = pieces, .alias = {}, .table = {}};
    std::size_t i = 0;
    if (pieces.empty() || !is_name(pieces[0])) return std::nullopt;
    if (pieces.size() > 2 && pieces[1].text == "." && is_name(pieces[2])) i = 2;
    reference.alias = pieces[i].text;
    reference.table = unquoted(pieces[i].text);
    ++i;
    if (i < pieces.size() && is(pieces[i], "as")) ++i;
    if (i < pieces.size() && is_name(pieces[i])) reference.alias = pieces[i++].text;
    return i == pieces.size() ? std::optional(reference) : std::nullopt;
  }

  /// The target comes first, or second of two that are joined with no preference.
  bool read_references(Pieces pieces, std::vector<Pieces>& conditions, bool& is_outer) {
    const auto begins_join = [](const Piece& piece) {
      return piece.text == "," || is(piece, "join") || is(piece, "straight_join");
    };
    const auto is_join_word = [](const Piece& piece) {
      return is(piece, "inner") || is(piece, "cross") || is(piece, "left") || is(piece, "outer") ||
             is(piece, "right") || is(piece, "natural");
    };
    const bool is_odd = std::ranges::any_of(pieces, [](const Piece& piece) {
      return is(piece, "select") || is(piece, "partition") || is(piece, "force") ||
             is(piece, "use") || is(piece, "right") || is(piece, "natural");
    });
    if (is_odd || has_parameter(pieces)) return false;
    const auto join = std::ranges::find_if(pieces, begins_join);
    std::size_t first_end = static_cast<std::size_t>(join - pieces.begin());
    const std::size_t second_begin = std::min(first_end + 1, pieces.size());
    while (first_end > 0 && is_join_word(pieces[first_end - 1])) {
      --first_end;
      is_outer |= is(pieces[first_end], "left");
    }
    const auto first = reference_of(pieces.first(first_end));
    if (!first) return false;
    if (join == pieces.end()) return take_target(*first);

    Pieces rest = pieces.subspan(second_begin);
    std::size_t second_end = 0;
    while (second_end < rest.size() && !is(rest[second_end], "on") &&
           !is(rest[second_end], "using") && !is_join_word(rest[second_end]) &&
           !begins_join(rest[second_end])) {
      ++second_end;
    }
    const auto second = reference_of(rest.first(second_end));
    if (!second) return false;
    Pieces more = rest.subspan(second_end);
    Pieces condition;
    if (!more.empty() && is(more[0], "using")) return false;
    if (!more.empty() && is(more[0], "on")) {
      std::size_t end = 1;
      while (end < more.size() && !is_join_word(more[end]) && !begins_join(more[end]))
        ++end;
      condition = more.subspan(1, end - 1);
      more = more.subspan(end);
    }
    const bool is_first = first->table == unquoted(target_.table);
    const bool is_second = second->table == unquoted(target_.table);
    if (is_first == is_second || (is_second && (is_outer || !more.empty()))) return false;
    const Reference& source = is_first ? *second : *first;
    if (!take_target(is_first ? *first : *second)) return false;
    if (!condition.empty()) conditions.push_back(condition);
    source_.from = text_of(source.pieces);
    if (!more.empty()) source_.from += (more[0].text == "," ? "" : " ") + text_of(more);
    return true;
  }

  bool take_target(const Reference& reference) {
    if (reference.table != unquoted(target_.table)) return false;
    source_.target = text_of(reference.pieces);
    source_.alias = reference.alias;
    return true;
  }

  /// Every name in it that may be a column is one.
  [[nodiscard]] bool is_known(Pieces pieces) const {
    for (std::size_t i = 0; i < pieces.size(); ++i) {
      const Piece& piece = pieces[i];
      if (piece.kind == Piece::Kind::parameter) return false;
      if (!is_name(piece)) continue;
      const std::string_view next = i + 1 < pieces.size() ? pieces[i + 1].text : "";
      const std::string_view previous = i > 0 ? pieces[i - 1].text : "";
      if (next == "." || next == "(" || previous == "::") continue;
      const std::string name = unquoted(piece.text);
      const bool is_mysql = target_.dialect != Dialect::postgres;
      const bool is_word = piece.kind == Piece::Kind::word &&
                           (has(kWords, name) || (is_mysql && has(kMysqlWords, name)));
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
    const bool plain = std::ranges::all_of(
        target, [](const Piece& piece) { return is_name(piece) || piece.text == "."; });
    return plain;
  }

  bool read_value(Pieces assignments) {
    const auto is_comma = [](const Piece& piece) { return piece.text == ","; };
    for (const Pieces assignment : split(assignments, is_comma)) {
      // i.company_id = …, on MySQL.
      std::size_t name = 0;
      while (name + 2 < assignment.size() && assignment[name + 1].text == ".")
        name += 2;
      if (name + 2 >= assignment.size() || assignment[name + 1].text != "=") continue;
      if (unquoted(assignment[name].text) != target_.column) continue;
      const bool is_of_another =
          name > 0 && unquoted(assignment[name - 2].text) != unquoted(source_.alias);
      if (is_of_another) continue;
      const Pieces value = assignment.subspan(name + 2);
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
  const UpdateTarget& target_;
  const KnowsColumn& is_column_;
  BackfillSource source_;
};

}  // namespace

std::optional<BackfillSource> backfill_source(std::string_view update, const UpdateTarget& target,
                                              const KnowsColumn& is_column) {
  const auto pieces = pieces_of(update, target.dialect);
  if (!pieces) return std::nullopt;
  return UpdateReader(*pieces, target, is_column).read();
}

}  // namespace miglint
