#include "runbook/exclusion_parts.h"

#include <algorithm>
#include <cstddef>

#include "runbook/sql_pieces.h"

namespace miglint {
namespace {

/// Behind the bracket that closes the one at `open`.
std::size_t behind_bracket(Pieces pieces, std::size_t open) {
  for (std::size_t i = open + 1; i < pieces.size(); ++i)
    if (pieces[i].depth == pieces[open].depth) return i + 1;
  return pieces.size();
}

Pieces inside(Pieces pieces, std::size_t open, std::size_t behind) {
  return pieces.subspan(open + 1, behind - open - 2);
}

/// "lower(name)", "(a + b)", "room_id": what stands before the operator class and the order.
std::optional<std::string> value_of(Pieces element) {
  if (element.empty()) return std::nullopt;
  if (element.front().text == "(") {
    return text_of(element.first(behind_bracket(element, 0)));
  }
  std::size_t end = 1;
  while (end + 1 < element.size() && element[end].text == ".")
    end += 2;
  if (!is_name(element[end - 1])) return std::nullopt;
  if (end < element.size() && element[end].text == "(") end = behind_bracket(element, end);
  return text_of(element.first(end));
}

bool read_element(Pieces element, ExclusionParts& parts) {
  const auto with = std::ranges::find_if(element, [&](const Piece& piece) {
    return piece.depth == element.front().depth && is(piece, "with");
  });
  if (with == element.end()) return false;
  const auto at = static_cast<std::size_t>(with - element.begin());
  const auto value = value_of(element.first(at));
  std::string sign = text_of(element.subspan(at + 1));
  if (!value || sign.empty()) return false;
  parts.values.push_back(*value);
  parts.operators.push_back(std::move(sign));
  return true;
}

}  // namespace

std::optional<ExclusionParts> exclusion_parts(std::string_view text) {
  const auto all = pieces_of(text, Dialect::postgres);
  if (!all) return std::nullopt;
  const Pieces pieces = *all;
  const auto is_begin = [](const Piece& piece) { return is(piece, "exclude"); };
  if (std::ranges::count_if(pieces, is_begin) != 1) return std::nullopt;
  auto at = static_cast<std::size_t>(std::ranges::find_if(pieces, is_begin) - pieces.begin()) + 1;
  if (at + 1 < pieces.size() && is(pieces[at], "using")) at += 2;
  if (at >= pieces.size() || pieces[at].text != "(") return std::nullopt;
  std::size_t behind = behind_bracket(pieces, at);
  ExclusionParts parts;
  const auto is_comma = [](const Piece& piece) { return piece.text == ","; };
  for (const Pieces element : split(inside(pieces, at, behind), is_comma)) {
    if (element.empty() || !read_element(element, parts)) return std::nullopt;
  }
  // INCLUDE (…), WITH (…) and USING INDEX TABLESPACE … may stand before it.
  for (; behind + 1 < pieces.size(); ++behind) {
    if (pieces[behind].text == "," && pieces[behind].depth == pieces[at].depth) break;
    if (!is(pieces[behind], "where") || pieces[behind + 1].text != "(") continue;
    parts.predicate = text_of(inside(pieces, behind + 1, behind_bracket(pieces, behind + 1)));
    break;
  }
  return parts;
}

}  // namespace miglint
