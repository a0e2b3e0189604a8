#include "timeline/settings.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace miglint {
namespace {

constexpr auto kSession = op::SetParameter::Scope::session;
constexpr auto kLocal = op::SetParameter::Scope::local;

class SettingsTest : public testing::Test {
 protected:
  void set(std::string_view value, op::SetParameter::Scope scope = kSession) {
    settings.apply({.parameter = "lock_timeout", .value = value, .scope = scope}, {},
                   in_transaction);
  }
  void reset(op::SetParameter::Scope scope = kSession) {
    settings.apply({.parameter = "lock_timeout", .value = "", .scope = scope, .reset = true}, {},
                   in_transaction);
  }
  void begin() {
    settings.begin_transaction();
    in_transaction = true;
  }
  void commit() {
    settings.commit();
    in_transaction = false;
  }
  void rollback() {
    settings.rollback();
    in_transaction = false;
  }
  [[nodiscard]] std::string value() const {
    const Setting* setting = settings.find("lock_timeout");
    return setting == nullptr ? "none" : setting->value;
  }

  Settings settings;
  bool in_transaction = false;
};

TEST_F(SettingsTest, HoldsWhatWasSetUntilItIsReset) {
  EXPECT_EQ(value(), "none");
  set("5s");
  EXPECT_EQ(value(), "5s");
  EXPECT_EQ(settings.find("statement_timeout"), nullptr);
  set("3s");
  EXPECT_EQ(value(), "3s");
  reset();
  EXPECT_EQ(value(), "none");
}

TEST_F(SettingsTest, TellsWhereAndHowItWasSet) {
  const Span span{{}, 3, 9};
  settings.begin_transaction();
  settings.apply({.parameter = "lock_timeout", .value = "", .scope = kLocal, .value_known = false},
                 span, true);
  const Setting* setting = settings.find("lock_timeout");
  ASSERT_NE(setting, nullptr);
  EXPECT_EQ(setting->span, span);
  EXPECT_TRUE(setting->local);
  EXPECT_FALSE(setting->value_known);
}

TEST_F(SettingsTest, SetLocalHasNoEffectOutsideATransaction) {
  set("5s", kLocal);
  EXPECT_EQ(value(), "none");
}

TEST_F(SettingsTest, SetLocalEndsWithTheTransaction) {
  set("1s");
  begin();
  set("5s", kLocal);
  EXPECT_EQ(value(), "5s");
  commit();
  EXPECT_EQ(value(), "1s");
}

TEST_F(SettingsTest, SessionLevelSetSurvivesCommit) {
  begin();
  set("5s");
  commit();
  EXPECT_EQ(value(), "5s");
}

TEST_F(SettingsTest, RollbackUndoesSessionLevelSetAndReset) {
  set("1s");
  begin();
  set("5s");
  rollback();
  EXPECT_EQ(value(), "1s");
  begin();
  reset();
  EXPECT_EQ(value(), "none");
  rollback();
  EXPECT_EQ(value(), "1s");
}

TEST_F(SettingsTest, RollbackUndoesNoMoreThanItsOwnTransaction) {
  begin();
  set("5s");
  commit();
  begin();
  rollback();
  EXPECT_EQ(value(), "5s");
}

TEST_F(SettingsTest, SetTakesThePlaceOfAnEarlierSetLocal) {
  begin();
  set("5s", kLocal);
  set("7s");
  EXPECT_EQ(value(), "7s");
  commit();
  EXPECT_EQ(value(), "7s");
}

TEST_F(SettingsTest, SetLocalToDefaultHidesTheSessionsValueForAWhile) {
  set("1s");
  begin();
  reset(kLocal);
  EXPECT_EQ(value(), "none");
  commit();
  EXPECT_EQ(value(), "1s");
}

TEST_F(SettingsTest, ResetAllForgetsEverythingUntilRollback) {
  set("1s");
  begin();
  settings.apply({.parameter = "all", .value = "", .reset = true}, {}, true);
  EXPECT_EQ(value(), "none");
  rollback();
  EXPECT_EQ(value(), "1s");
  settings.reset_all();
  EXPECT_EQ(value(), "none");
}

TEST_F(SettingsTest, CommitTellsWhetherItChangedAValue) {
  begin();
  set("5s");
  EXPECT_FALSE(settings.commit());
  begin();
  set("6s", kLocal);
  EXPECT_TRUE(settings.commit());
}

using Milliseconds = std::optional<std::int64_t>;

TEST(SettingsDuration, ReadsUnitsAsTheServerDoes) {
  EXPECT_EQ(milliseconds("0"), Milliseconds(0));
  EXPECT_EQ(milliseconds("500"), Milliseconds(500));
  EXPECT_EQ(milliseconds("5s"), Milliseconds(5'000));
  EXPECT_EQ(milliseconds(" 2 min "), Milliseconds(120'000));
  EXPECT_EQ(milliseconds("1.5s"), Milliseconds(1'500));
  EXPECT_EQ(milliseconds("1h"), Milliseconds(3'600'000));
  EXPECT_EQ(milliseconds("1d"), Milliseconds(86'400'000));
  EXPECT_EQ(milliseconds("1500us"), Milliseconds(2));
  EXPECT_EQ(milliseconds("250us"), Milliseconds(0));
  EXPECT_EQ(milliseconds("-1"), Milliseconds(-1));
  EXPECT_EQ(milliseconds("+7"), Milliseconds(7));
}

TEST(SettingsDuration, RefusesWhatTheServerRefuses) {
  for (const auto* value : {"", "s", "five", "5 S", "5sec", "5 s x", "1e30", "nan", "inf", "25d"}) {
    EXPECT_EQ(milliseconds(value), std::nullopt) << value;
  }
}

}  // namespace
}  // namespace miglint
