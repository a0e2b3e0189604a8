#include "verify/pattern_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace miglint {
namespace {

using testing::HasSubstr;
using testing::Optional;

TEST(PatternText, TakesEachPlaceFromItsClass) {
  EXPECT_THAT(text_matching("^[A-C][0-9]{2}$", "g"), Optional(HasSubstr("substr('ABC', ")));
  EXPECT_THAT(text_matching("^[A-C]\\d{2}$", "g"), Optional(HasSubstr("substr('0123456789', ")));
}

TEST(PatternText, KeepsLiteralsAndDoublesQuotes) {
  EXPECT_THAT(text_matching("^x'$", "g"), Optional(HasSubstr("substr('''', ")));
}

TEST(PatternText, AdmitsWhatItDoesNotUnderstand) {
  for (const char* pattern : {"^(a|b)$", "^[^a]$", "a|b", "^[a", "^a{2", "^a{900}$", ""}) {
    EXPECT_EQ(text_matching(pattern, "g"), std::nullopt) << pattern;
  }
}

}  // namespace
}  // namespace miglint
