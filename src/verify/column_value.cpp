#include "verify/column_value.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <regex>
#include <utility>
#include <vector>

#include "verify/pattern_text.h"

namespace miglint {
namespace {

/// What the conditions on one column compare it with.
struct Hints {
  std::vector<std::string> texts;  ///< String literals, in quotes.
  std::vector<std::string> numbers;
  std::optional<std::string> pattern;  ///< A regular expression that it must match.
};

Hints hints_for(const ColumnShape& column, std::span<const CheckShape> checks) {
  static const std::regex kLiteral(R"re('((?:[^']|'')*)')re");
  static const std::regex kNumber(R"re((?:^|[\s(])(-?\d+(?:\.\d+)?)(?=$|[\s):,]))re");
  static const std::regex kPattern(R"re(~ '((?:[^']|'')*)')re");
  Hints hints;
  for (const CheckShape& check : checks) {
    if (std::ranges::find(check.columns, column.name) == check.columns.end()) continue;
    const std::string& text = check.condition;
    std::smatch match;
    if (std::regex_search(text, match, kPattern)) {
      hints.pattern = match[1].str();
      continue;
    }
    using Matches = std::sregex_iterator;
    for (Matches each(text.begin(), text.end(), kLiteral); each != Matches(); ++each)
      if ((*each)[1].length() > 0) hints.texts.push_back("'" + (*each)[1].str() + "'");
    const std::string bare = std::regex_replace(text, kLiteral, "''");
    for (Matches each(bare.begin(), bare.end(), kNumber); each != Matches(); ++each)
      hints.numbers.push_back((*each)[1].str());
  }
  return hints;
}

std::string one_of(const std::vector<std::string>& values, const std::string& random) {
  std::string list;
  for (const std::string& value : values)
    list += (list.empty() ? "" : ", ") + value;
  return fmt::format("(ARRAY[{}])[1 + {} % {}]", list, random, values.size());
}

std::string text_value(const ColumnShape& column) {
  const auto contains = [&](std::string_view word) {
    return column.name.find(word) != std::string::npos;
  };
  const bool has_room = column.length == 0 || column.length >= 40;
  if (has_room && contains("email")) return "'user' || g || '@example.org'";
  if (has_room && contains("url")) return "'https://example.org/' || g";
  if (column.length == 0 || column.length > 30) {
    const std::string stem = column.name.substr(0, 12);
    return fmt::format("{} || ' ' || g", quote_literal(stem));
  }
  // Few places: all of them for digits that tell rows apart.
  return fmt::format("upper(right(lpad(to_hex(g), {0}, '0'), {0}))", column.length);
}

std::string numeric_value(const ColumnShape& column) {
  const int whole = column.precision == 0 ? 12 : column.precision - column.scale;
  if (whole <= 0) return fmt::format("(g % 10)::numeric / (10 ^ {})", std::max(column.scale, 1));
  std::string modulus = "1" + std::string(static_cast<std::size_t>(std::min(whole, 15)), '0');
  return fmt::format("(g % {})::numeric", modulus);
}

/// Rows lie an hour apart, the columns of one row a minute: later columns hold later times, and
/// the times of two rows never overlap.
std::string instant(std::size_t place) {
  return fmt::format(
      "('2020-01-01 00:00:00+00'::timestamptz + g * interval '1 hour' + {} * "
      "interval '1 minute')",
      place % 59);
}

std::string day(std::size_t place) {
  return fmt::format("('2020-01-01'::date + (g % 100000)::int + {})", place);
}

using Maker = std::string (*)(const ColumnShape& column, std::size_t place);

struct TypeValue {
  std::string_view base;
  Maker make;
};

constexpr std::array kTypes = {
    TypeValue{"int2", [](const auto&, auto) { return std::string("(g % 32767)"); }},
    TypeValue{"int4", [](const auto&, auto) { return std::string("g"); }},
    TypeValue{"int8", [](const auto&, auto) { return std::string("g"); }},
    TypeValue{"oid", [](const auto&, auto) { return std::string("g"); }},
    TypeValue{"float4", [](const auto&, auto) { return std::string("(g + 0.5)"); }},
    TypeValue{"float8", [](const auto&, auto) { return std::string("(g + 0.5)"); }},
    TypeValue{"money", [](const auto&, auto) { return std::string("g::numeric"); }},
    TypeValue{"numeric", [](const ColumnShape& c, auto) { return numeric_value(c); }},
    TypeValue{"text", [](const ColumnShape& c, auto) { return text_value(c); }},
    TypeValue{"varchar", [](const ColumnShape& c, auto) { return text_value(c); }},
    TypeValue{"bpchar", [](const ColumnShape& c, auto) { return text_value(c); }},
    TypeValue{"citext", [](const ColumnShape& c, auto) { return text_value(c); }},
    TypeValue{"name", [](const ColumnShape& c, auto) { return text_value(c); }},
    TypeValue{"uuid",
              [](const ColumnShape& c, auto) {
                return fmt::format("md5({} || g)::uuid", quote_literal(c.name));
              }},
    TypeValue{"bytea", [](const auto&, auto) { return std::string("decode(md5(g::text), 'hex')"); }},
    TypeValue{"date", [](const auto&, std::size_t place) { return day(place); }},
    TypeValue{"timestamptz", [](const auto&, std::size_t place) { return instant(place); }},
    TypeValue{"timestamp",
              [](const auto&, std::size_t place) {
                return instant(place) + " AT TIME ZONE 'UTC'";
              }},
    TypeValue{"time",
              [](const auto&, auto) {
                return std::string("('00:00'::time + g * interval '1 second')");
              }},
    TypeValue{"timetz",
              [](const auto&, auto) {
                return std::string("('00:00'::time + g * interval '1 second')::timetz");
              }},
    TypeValue{"interval", [](const auto&, auto) { return std::string("(g * interval '1 minute')"); }},
    TypeValue{"json", [](const auto&, auto) { return std::string("json_build_object('n', g)"); }},
    TypeValue{"jsonb", [](const auto&, auto) { return std::string("jsonb_build_object('n', g)"); }},
    TypeValue{"inet", [](const auto&, auto) { return std::string("('10.0.0.0'::inet + g)"); }},
    TypeValue{"cidr", [](const auto&, auto) { return std::string("('10.0.0.0'::inet + g)::cidr"); }},
    TypeValue{"macaddr",
              [](const auto&, auto) { return std::string("lpad(to_hex(g), 12, '0')::macaddr"); }},
    TypeValue{"tsvector",
              [](const auto&, auto) { return std::string("to_tsvector('simple', 'word' || g)"); }},
    TypeValue{"xml", [](const auto&, auto) { return std::string("('<n>' || g || '</n>')::xml"); }},
    TypeValue{"point", [](const auto&, auto) { return std::string("point(g, g)"); }},
    TypeValue{"bit",
              [](const ColumnShape& c, auto) {
                return fmt::format("g::bit({})", std::max(c.length, 1));
              }},
    TypeValue{"int4range", [](const auto&, auto) { return std::string("int4range(g::int, g::int + 1)"); }},
    TypeValue{"int8range", [](const auto&, auto) { return std::string("int8range(g, g + 1)"); }},
    TypeValue{"numrange", [](const auto&, auto) { return std::string("numrange(g, g + 1)"); }},
    TypeValue{"daterange",
              [](const auto&, auto) { return fmt::format("daterange({0}, {0} + 1)", day(0)); }},
    TypeValue{"tstzrange",
              [](const auto&, auto) {
                return fmt::format("tstzrange({0}, {0} + interval '30 minutes')", instant(0));
              }},
    TypeValue{"tsrange",
              [](const auto&, auto) {
                return fmt::format(
                    "tsrange({0} AT TIME ZONE 'UTC', {0} AT TIME ZONE 'UTC' + interval '30 minutes')",
                    instant(0));
              }},
};

/// Around the values that a condition names, and for every other row as if there were none.
std::string near(const Hints& hints, const ColumnShape& column, const std::string& plain,
                 const std::string& random) {
  if (column.category == 'N' && !hints.numbers.empty()) {
    std::vector<std::string> values;
    for (const std::string& number : hints.numbers) {
      values.push_back(fmt::format("({}) + {} % 3 - 1", number, random));
      values.push_back(number);
    }
    return fmt::format("CASE WHEN {0} % 2 = 0 THEN {1} ELSE {2} END", random,
                       one_of(values, fmt::format("({} / 7)", random)), plain);
  }
  if (column.category == 'D' && !hints.texts.empty()) {
    std::vector<std::string> values;
    for (const std::string& text : hints.texts) {
      values.push_back(text + "::timestamptz");
    }
    const std::string close = fmt::format("({} + (g % 1000) * interval '1 minute')",
                                          one_of(values, fmt::format("({} / 7)", random)));
    return fmt::format("CASE WHEN {0} % 4 <> 0 THEN {1} ELSE {2} END", random, close, plain);
  }
  return plain;
}

}  // namespace

std::string random_number(std::uint64_t seed, std::size_t salt) {
  return fmt::format("(hashint8extended(g, {}) & 1073741823)",
                     (seed * 1000 + salt) & 0x7fffffffffffULL);
}

std::optional<std::string> column_value(const ColumnShape& column, std::size_t place,
                                        std::span<const CheckShape> checks, std::uint64_t seed) {
  const std::string random = random_number(seed, place);
  const Hints hints = hints_for(column, checks);
  const auto typed = [&](const std::string& value) {
    // The row is left out when a domain does not like it; a cast would fail for all rows.
    if (column.domain) return column.array ? fmt::format("ARRAY[{}]", value) : value;
    return column.array ? fmt::format("ARRAY[{}]::{}", value, column.type)
                        : fmt::format("({})::{}", value, column.type);
  };
  if (!column.labels.empty()) {
    std::vector<std::string> labels;
    for (const std::string& label : column.labels)
      labels.push_back(quote_literal(label));
    return typed(one_of(labels, random));
  }
  if (column.category == 'S') {
    if (hints.pattern) {
      if (auto text = text_matching(*hints.pattern, random)) return typed(*text);
    }
    // It may be that the condition rules out what it names: `code <> 'none'`.
    if (!hints.texts.empty()) {
      return typed(fmt::format("CASE WHEN {} % 4 <> 0 THEN {} ELSE {} END", random,
                               one_of(hints.texts, fmt::format("({} / 4)", random)),
                               text_value(column)));
    }
  }
  if (column.base == "bool") return typed(fmt::format("{} % 2 = 0", random));
  const auto found = std::ranges::find(kTypes, column.base, &TypeValue::base);
  if (found != kTypes.end()) {
    return typed(near(hints, column, found->make(column, place), random));
  }
  return std::nullopt;
}

}  // namespace miglint
