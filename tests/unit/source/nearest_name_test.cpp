#include "source/nearest_name.h"

#include <gtest/gtest.h>

#include <array>

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kNames{"exclude"sv, "dialect"sv, "paths"sv, "rules"sv, "drop-column"sv};

TEST(NearestName, FindsTheNameThatIsAFewEditsAway) {
  EXPECT_EQ(nearest_name("excludes", kNames), "exclude");
  EXPECT_EQ(nearest_name("path", kNames), "paths");
  EXPECT_EQ(nearest_name("dialcet", kNames), "dialect");
  EXPECT_EQ(nearest_name("rulse", kNames), "rules");
}

TEST(NearestName, CaseAndUnderscoresCostNothing) {
  EXPECT_EQ(nearest_name("Drop_Column", kNames), "drop-column");
  EXPECT_EQ(nearest_name("DIALECT", kNames), "dialect");
}

TEST(NearestName, SaysNothingWhenNoneIsNear) {
  EXPECT_EQ(nearest_name("timeout", kNames), std::nullopt);
  EXPECT_EQ(nearest_name("", kNames), std::nullopt);
  EXPECT_EQ(nearest_name("paths", {}), std::nullopt);
}

TEST(NearestName, AnEndMayBeLeftOut) {
  constexpr std::array levels{"note"sv, "warning"sv, "error"sv};
  EXPECT_EQ(nearest_name("warn", levels), "warning");
  EXPECT_EQ(nearest_name("wa", levels), std::nullopt);
}

TEST(NearestName, OfSeveralTakesTheNearest) {
  constexpr std::array names{"add-column"sv, "drop-columns"sv, "drop-column"sv};
  EXPECT_EQ(nearest_name("drop-colum", names), "drop-column");
}

TEST(NearestName, DoesNotTryOnAnAbsurdlyLongWord) {
  EXPECT_EQ(nearest_name(std::string(1'000'000, 'x'), kNames), std::nullopt);
}

}  // namespace
}  // namespace miglint
