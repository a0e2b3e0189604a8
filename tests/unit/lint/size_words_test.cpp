#include "lint/size_words.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

TEST(SizeWords, RowsHaveFewDigits) {
  EXPECT_EQ(rows_in_words(0), "0 rows");
  EXPECT_EQ(rows_in_words(1), "1 row");
  EXPECT_EQ(rows_in_words(999), "999 rows");
  EXPECT_EQ(rows_in_words(39'817), "39,800 rows");
  EXPECT_EQ(rows_in_words(999'400), "999,000 rows");
  EXPECT_EQ(rows_in_words(999'700), "1 million rows");
  EXPECT_EQ(rows_in_words(1'430'000), "1.4 million rows");
  EXPECT_EQ(rows_in_words(412'345'678), "412 million rows");
  EXPECT_EQ(rows_in_words(3.04e9), "3 billion rows");
}

TEST(SizeWords, BytesHaveAUnit) {
  EXPECT_EQ(bytes_in_words(0), "0 bytes");
  EXPECT_EQ(bytes_in_words(999), "999 bytes");
  EXPECT_EQ(bytes_in_words(999.7), "1 kB");
  EXPECT_EQ(bytes_in_words(1'440'000), "1.4 MB");
  EXPECT_EQ(bytes_in_words(96e9), "96 GB");
  EXPECT_EQ(bytes_in_words(5e15), "5000 TB");
}

TEST(SizeWords, DurationsAreRough) {
  EXPECT_EQ(seconds_in_words(0.2), "less than a second");
  EXPECT_EQ(seconds_in_words(1), "1 s");
  EXPECT_EQ(seconds_in_words(99), "99 s");
  EXPECT_EQ(seconds_in_words(500), "8 min");
  EXPECT_EQ(seconds_in_words(6000), "1.7 h");
  EXPECT_EQ(seconds_in_words(36'000 * 2.5), "25 h");
}

TEST(SizeWords, WorkGoesThroughTheTableAndWritingThroughItsIndexesToo) {
  const TableSize size{.rows = 1, .table_bytes = 100, .index_bytes = 30, .writes_per_second = {}};
  EXPECT_EQ(bytes_of_work(size, WorkKind::read), 100);
  EXPECT_EQ(bytes_of_work(size, WorkKind::build), 100);
  EXPECT_EQ(bytes_of_work(size, WorkKind::write), 130);
  EXPECT_EQ(bytes_of_work({}, WorkKind::write), std::nullopt);
}

}  // namespace
}  // namespace miglint
