#include "frontend/cxx/render.h"

#include <gtest/gtest.h>

namespace miglint::cxx {
namespace {

using Kind = SqlPiece::Kind;

constexpr Span kWhole{FileId{0}, 1, 2};

RenderedSql of(const std::vector<SqlPiece>& pieces, Dialect dialect = Dialect::postgres,
               ValueMarks marks = ValueMarks::server) {
  return render(pieces, dialect, marks, kWhole);
}

SqlPiece known(std::string text, std::uint32_t at = 0) {
  const auto size = static_cast<std::uint32_t>(text.size());
  return {Kind::known, std::move(text), {FileId{0}, at, at + size}};
}

SqlPiece unknown(std::string origin, Kind kind = Kind::unknown) {
  return {kind, std::move(origin), {FileId{0}, 900, 905}};
}

Span place(const RenderedSql& sql, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(sql.text.find(part));
  return place_in(sql.pieces, static_cast<std::uint32_t>(sql.text.size()), begin,
                  begin + static_cast<std::uint32_t>(part.size()), kWhole);
}

TEST(Render, KnownTextIsAsItIsWritten) {
  const RenderedSql sql = of({known("DROP TABLE ", 100), known("a", 300)});
  EXPECT_EQ(sql.text, "DROP TABLE a");
  EXPECT_FALSE(sql.symbolic);
  EXPECT_EQ(place(sql, "TABLE"), (Span{FileId{0}, 105, 110}));
  EXPECT_EQ(place(sql, "a"), (Span{FileId{0}, 300, 301}));
}

TEST(Render, AnUnknownNameShowsItsOrigin) {
  const RenderedSql sql = of({known("DROP TABLE "), unknown("t.name()"), known(" CASCADE", 50)});
  EXPECT_EQ(sql.text, "DROP TABLE \"{tname()}\" CASCADE");
  EXPECT_TRUE(sql.symbolic);
  EXPECT_EQ(place(sql, "CASCADE"), (Span{FileId{0}, 51, 58}));
  EXPECT_EQ(place(sql, "tname"), (Span{FileId{0}, 900, 905}));
}

TEST(Render, LettersThatTouchAnUnknownNameArePartOfIt) {
  EXPECT_EQ(of({known("DROP TABLE my_"), unknown("x"), known("_log")}).text,
            "DROP TABLE \"my_{x}_log\"");
  EXPECT_EQ(of({known("DROP TABLE "), unknown("x"), unknown("y")}, Dialect::mysql).text,
            "DROP TABLE `{x}{y}`");
}

TEST(Render, PlacesBehindAnInsertedQuoteStayRight) {
  const RenderedSql sql = of({known("DROP TABLE my_", 100), unknown("x"), known(" CASCADE", 500)});
  EXPECT_EQ(place(sql, "DROP"), (Span{FileId{0}, 100, 104}));
  EXPECT_EQ(place(sql, "CASCADE"), (Span{FileId{0}, 501, 508}));
}

TEST(Render, InQuotesNothingIsQuotedAgain) {
  EXPECT_EQ(of({known("DROP TABLE \""), unknown("x"), known("_log\"")}).text,
            "DROP TABLE \"{x}_log\"");
  EXPECT_EQ(of({known("SELECT 'it''s "), unknown("x", Kind::number), known("'")}).text,
            "SELECT 'it''s {x}'");
}

TEST(Render, AnUnknownNumberIsAValue) {
  EXPECT_EQ(of({known("LIMIT "), unknown("n", Kind::number), known(" OFFSET "),
                unknown("m", Kind::number)})
                .text,
            "LIMIT $1 OFFSET $2");
  EXPECT_EQ(of({known("LIMIT "), unknown("n", Kind::number)}, Dialect::mysql).text, "LIMIT ?");
  EXPECT_EQ(of({known("DROP TABLE part_"), unknown("n", Kind::number)}).text,
            "DROP TABLE \"part_{n}\"");
}

TEST(Render, ValuesAreMarkedAsTheServerMarksThem) {
  const std::vector<SqlPiece> named{known("SELECT :id, '?:x', a::text, :id, :b -- ? :c")};
  EXPECT_EQ(of(named, Dialect::postgres, ValueMarks::colons).text,
            "SELECT $1, '?:x', a::text, $1, $2 -- ? :c");
  EXPECT_EQ(of(named, Dialect::mysql, ValueMarks::colons).text,
            "SELECT ?, '?:x', a::text, ?, ? -- ? :c");
  EXPECT_EQ(of({known("SELECT ?, ?")}, Dialect::postgres, ValueMarks::questions).text,
            "SELECT $1, $2");
  EXPECT_EQ(of({known("SELECT a ? 'b', :x")}).text, "SELECT a ? 'b', :x");
}

TEST(Render, WhatHasNoPlaceIsWhereTheCallIs) {
  const RenderedSql sql = of({{Kind::known, "BEGIN", {}}});
  EXPECT_EQ(place(sql, "BEGIN"), kWhole);
}

}  // namespace
}  // namespace miglint::cxx
