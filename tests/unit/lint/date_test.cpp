#include "lint/date.h"

#include <gtest/gtest.h>

namespace miglint {
namespace {

TEST(Date, IsReadAndWritten) {
  const auto date = date_of("2028-02-29");
  ASSERT_TRUE(date);
  EXPECT_EQ(date_in_words(*date), "2028-02-29");
  EXPECT_EQ(date_in_words(*date + std::chrono::days(1)), "2028-03-01");
}

TEST(Date, OnlyDaysOfTheCalendarAreDates) {
  for (const auto* const text :
       {"", "2027-02-29", "2027-13-01", "2027-00-10", "2027-1-1", "27-01-31", "2027/01/31",
        "2027-01-3x", "2027-01-310", "-027-01-31"}) {
    EXPECT_FALSE(date_of(text)) << text;
  }
}

}  // namespace
}  // namespace miglint
