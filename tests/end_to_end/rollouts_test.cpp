// The rollouts that miglint was made for, on a server: each hazard that the unsafe form is marked
// with is confirmed, the safe form is all green, also on the way back.

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "marks.h"
#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

/// A hazard that a run on this server cannot show, and what miglint says of it.
struct NotShown {
  std::string_view place;  ///< "file:line rule-id", from the form's folder.
  std::string_view evidence;
};

struct RolloutFixture {
  std::string_view folder;  ///< Below fixtures/.
  std::vector<NotShown> not_shown;
};

void PrintTo(const RolloutFixture& rollout, std::ostream* out) {
  *out << rollout.folder;
}

class Rollouts : public ProgramTest, public testing::WithParamInterface<RolloutFixture> {
 protected:
  [[nodiscard]] static std::string form(const std::string& name) {
    return (std::filesystem::current_path() / "fixtures" / GetParam().folder / name).string();
  }
  /// Few rows: what is shown does not depend on how many there are.
  [[nodiscard]] Outcome verify(const std::string& name, const std::string& arguments) const {
    return miglint("verify --rows 200 --color never " + arguments + " " + form(name));
  }
};

TEST_P(Rollouts, EachHazardOfTheUnsafeFormIsConfirmed) {
  const Outcome outcome = verify("unsafe", "--format json");
  EXPECT_EQ(outcome.exit_code, 1) << outcome.error;
  const Json result = Json::parse(outcome.out);
  EXPECT_EQ(result["verify"]["verdicts"]["refuted"], 0);
  std::map<std::string, Json> verdicts;
  for (const Json& finding : result["findings"]) {
    if (finding["level"] == "note" || !finding["suppressed"].is_null()) continue;
    verdicts[finding["file"].get<std::string>() + ":" + std::to_string(finding["line"].get<int>()) +
             " " + finding["rule"].get<std::string>()] = finding["verdict"];
  }
  std::map<std::string, std::string> excused;
  for (const NotShown& each : GetParam().not_shown)
    excused[form("unsafe") + "/" + std::string(each.place)] = each.evidence;
  const Marks hazards = marks_in(form("unsafe"));
  EXPECT_GE(hazards.size(), 6U);
  for (const std::string& hazard : hazards) {
    ASSERT_TRUE(verdicts.contains(hazard)) << hazard << ": there is no such finding";
    const Json& verdict = verdicts[hazard];
    const auto excuse = excused.find(hazard);
    EXPECT_EQ(verdict["state"], excuse == excused.end() ? "confirmed" : "not exercised")
        << hazard << ": " << verdict["evidence"];
    EXPECT_NE(verdict["evidence"], "") << hazard;
    if (excuse == excused.end()) continue;
    EXPECT_THAT(verdict["evidence"].get<std::string>(), HasSubstr(excuse->second)) << hazard;
    excused.erase(excuse);
  }
  for (const auto& [place, evidence] : excused)
    ADD_FAILURE() << place << " is excused, and no hazard";
}

TEST_P(Rollouts, TheSafeFormIsAllGreen) {
  const Outcome outcome = verify("safe", "");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.out.substr(outcome.out.size() / 2);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr(" 0 refuted"), Not(HasSubstr("unpredicted-effect")),
                                 Not(HasSubstr("statement-fails")), Not(HasSubstr("check-failed")),
                                 Not(HasSubstr("rehearsal: failed")),
                                 Not(HasSubstr("both writers were let in"))));
}

/// The function that runs with its owner's rights waits for an attacker, not for a migration. The
/// extension vector comes with no server that the tests install. The call that fails never gets to
/// the server: the tool refuses it.
const RolloutFixture kRollouts[] = {
    {"ledger",
     {{"0008_tenant_context.sql:39 security-definer-without-search-path",
       "it is not about what the migration does while it runs"}}},
    {"strict-constraints", {}},
    {"alembic/org-id",
     {{"versions/0035_core_tables_org_id.py:42 call-that-fails",
       "the constraint has no name, so that it cannot be dropped: the call fails"}}},
    {"alembic/multi-tenant",
     {{"versions/2024_08_g_pgvector.py:10 missing-lock-timeout",
       "the extension vector, which is not installed with this server"},
      {"versions/2024_08_g_pgvector.py:11 index-without-concurrently",
       "the extension vector, which is not installed with this server"}}},
    {"laravel", {}},
};

std::string test_name(const testing::TestParamInfo<RolloutFixture>& info) {
  std::string name(info.param.folder);
  std::ranges::replace_if(name, [](char letter) { return letter == '/' || letter == '-'; }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Fixtures, Rollouts, testing::ValuesIn(kRollouts), test_name);

}  // namespace
}  // namespace miglint
