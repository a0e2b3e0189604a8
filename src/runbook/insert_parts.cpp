#include "runbook/insert_parts.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "runbook/sql_pieces.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

/// With one of these it does more than read.
constexpr std::array kWrites{"insert"sv, "update"sv, "delete"sv, "merge"sv, "share"sv, "into"sv};

bool writes(Pieces query) {
  return std::ranges::any_of(query, [](const Piece& piece) {
    return std::ranges::any_of(kWrites, [&](std::string_view word) { return is(piece, word); });
  });
}

/// ON CONFLICT …, ON DUPLICATE KEY …, RETURNING …
bool ends_query(Pieces pieces, std::size_t at) {
  if (pieces[at].depth != 0) return false;
  if (is(pieces[at], "returning")) return true;
  return is(pieces[at], "on") && at + 1 < pieces.size() &&
         (is(pieces[at + 1], "conflict") || is(pieces[at + 1], "duplicate"));
}

/// MySQL gives a query in FROM no two columns of one name.
bool may_repeat_a_name(Pieces query) {
  const auto from = std::ranges::find_if(
      query, [](const Piece& piece) { return piece.depth == 0 && is(piece, "from"); });
  const Pieces list = query.first(static_cast<std::size_t>(from - query.begin()));
  if (list.empty()) return true;
  std::vector<std::string> names;
  for (const Pieces item :
       split(list.subspan(1), [](const Piece& piece) { return piece.text == ","; })) {
    if (item.empty() || item.back().text == "*") return true;
    // What has no name is named by its text.
    const std::string name = is_name(item.back()) ? unquoted(item.back().text) : text_of(item);
    if (std::ranges::find(names, name) != names.end()) return true;
    names.push_back(name);
  }
  return false;
}

}  // namespace

std::string query_of_insert(std::string_view insert, Dialect dialect) {
  const auto all = pieces_of(insert, dialect);
  if (!all || all->empty() || !is(all->front(), "insert")) return {};
  const Pieces pieces = *all;
  std::size_t begin = 1;
  while (begin < pieces.size() &&
         !(pieces[begin].depth == 0 && (is(pieces[begin], "select") || is(pieces[begin], "with"))))
    ++begin;
  std::size_t end = begin;
  while (end < pieces.size() && !ends_query(pieces, end))
    ++end;
  const Pieces query = pieces.subspan(begin, end - begin);
  if (query.empty() || has_parameter(query) || writes(query)) return {};
  if (dialect != Dialect::postgres && (is(query[0], "with") || may_repeat_a_name(query))) return {};
  return text_of(query);
}

}  // namespace miglint
