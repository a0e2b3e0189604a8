// Expected names are what PostgreSQL 15 gives; tests/conformance/schema compares many more with it.
#include "schema/names.h"

#include <gtest/gtest.h>

#include <string>

#include "schema/catalog.h"

namespace miglint {
namespace {

TEST(MakeObjectName, JoinsTheParts) {
  EXPECT_EQ(make_object_name("t", "a", "key"), "t_a_key");
  EXPECT_EQ(make_object_name("t", "", "pkey"), "t_pkey");
}

TEST(MakeObjectName, CutsTheLongerPartFirst) {
  const std::string long_name(60, 'x');
  EXPECT_EQ(make_object_name(long_name, "short", "key"), std::string(53, 'x') + "_short_key");
  EXPECT_EQ(make_object_name(long_name, std::string(60, 'y'), "idx"),
            std::string(29, 'x') + "_" + std::string(29, 'y') + "_idx");
}

TEST(MakeObjectName, CutsNoCharacterInTwo) {
  std::string umlauts;
  for (int i = 0; i < 40; ++i)
    umlauts += "ä";
  const std::string name = make_object_name(umlauts, "", "pkey");
  EXPECT_EQ(name, umlauts.substr(0, 58) + "_pkey");
  EXPECT_EQ(make_object_name("x" + umlauts, "", "pkey"), "x" + umlauts.substr(0, 56) + "_pkey");
}

class TakenNames : public testing::Test {
 protected:
  std::string choose() { return choose_constraint_name(catalog_, "public", "t", "a", "check"); }
  void take(std::string_view name) { catalog_.count_constraint_name("public", name); }

  Catalog catalog_;
};

TEST_F(TakenNames, AreNumberedFromOneOn) {
  take("t_a_check");
  EXPECT_EQ(choose(), "t_a_check1");
  take("t_a_check1");
  take("t_a_check3");
  EXPECT_EQ(choose(), "t_a_check2");
  catalog_.uncount_constraint_name("public", "t_a_check");
  EXPECT_EQ(choose(), "t_a_check");
}

TEST_F(TakenNames, OfAnotherSchemaDoNotCount) {
  catalog_.count_constraint_name("other", "t_a_check");
  EXPECT_EQ(choose(), "t_a_check");
}

TEST_F(TakenNames, CanBeVeryMany) {
  take("t_a_check");
  for (int i = 1; i < 5000; ++i)
    take("t_a_check" + std::to_string(i));
  EXPECT_EQ(choose(), "t_a_check5000");
}

}  // namespace
}  // namespace miglint
