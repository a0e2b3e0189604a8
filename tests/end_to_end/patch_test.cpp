// The patches of `miglint report`: each applies, and with it the finding is gone.
#include <gmock/gmock.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using Json = nlohmann::json;

struct ShownPatch {
  std::string rule;
  std::string diff;
};

/// The patches of a report in Markdown.
std::vector<ShownPatch> patches_of(std::string_view report) {
  constexpr std::string_view kOpen = "\n```diff\n";
  std::vector<ShownPatch> patches;
  for (std::size_t at = report.find(kOpen); at != std::string_view::npos;
       at = report.find(kOpen, at + 1)) {
    const std::size_t begin = at + kOpen.size();
    const std::size_t end = report.find("\n```\n", begin);
    const std::size_t heading = report.rfind("\n### ", at);
    const std::size_t rule = report.find('`', heading) + 1;
    patches.push_back({std::string(report.substr(rule, report.find('`', rule) - rule)),
                       std::string(report.substr(begin, end + 1 - begin))});
  }
  return patches;
}

class Patches : public ProgramTest {
 protected:
  void copy(const std::string& fixture) {
    const Outcome copied = shell("rm -rf sql && mkdir sql && cp -r '" MIGLINT_FIXTURES "/" +
                                 fixture + "/.' sql && git init -q sql");
    ASSERT_EQ(copied.exit_code, 0) << copied.error;
  }
  [[nodiscard]] Outcome in_copy(const std::string& command) const {
    return shell("cd sql && " + command);
  }
  /// How many findings of the rule there are, and how many errors and warnings of all.
  [[nodiscard]] std::pair<std::ptrdiff_t, std::size_t> findings(const std::string& rule) const {
    const Json result = Json::parse(in_copy("$MIGLINT check --format json .").out);
    const auto& all = result["findings"];
    return {std::ranges::count_if(all, [&](const Json& each) { return each["rule"] == rule; }),
            static_cast<std::size_t>(std::ranges::count_if(
                all, [](const Json& each) { return each["level"] != "note"; }))};
  }

  /// Returns the rules of the patches that were tried.
  std::vector<std::string> try_all() {
    std::vector<std::string> rules;
    for (const auto& [rule, diff] : patches_of(in_copy("$MIGLINT report .").out)) {
      rules.push_back(rule);
      folder_.write("sql/one.patch", diff);
      const Outcome applies = in_copy("git apply --check one.patch");
      EXPECT_EQ(applies.exit_code, 0) << applies.error << diff;
      const auto [before, all_before] = findings(rule);
      EXPECT_EQ(in_copy("git apply one.patch").exit_code, 0);
      const auto [after, all_after] = findings(rule);
      EXPECT_LT(after, before) << diff;
      EXPECT_LE(all_after, all_before) << diff;
      EXPECT_EQ(in_copy("git apply -R one.patch && rm one.patch").exit_code, 0);
    }
    return rules;
  }
};

TEST_F(Patches, OfSqlApplyAndTakeTheFindingAway) {
  copy("ledger/unsafe");
  std::vector<std::string> rules = try_all();
  EXPECT_THAT(rules,
              testing::IsSupersetOf({"index-without-concurrently", "set-not-null-scan",
                                     "foreign-key-validated-in-place", "check-validated-in-place",
                                     "unique-built-in-place", "primary-key-built-in-place",
                                     "reindex-without-concurrently", "foreign-key-without-index"}));
  copy("strict-constraints/unsafe");
  rules = try_all();
  EXPECT_THAT(rules, testing::IsSupersetOf({"foreign-key-validated-in-place",
                                            "check-validated-in-place", "missing-lock-timeout"}));
  copy("mysql/unsafe");
  EXPECT_THAT(try_all(), testing::Contains("missing-lock-wait-timeout"));
}

TEST_F(Patches, OfAlembicAreItsOwnCalls) {
  copy("alembic/org-id/unsafe");
  EXPECT_THAT(try_all(),
              testing::IsSupersetOf({"drop-index-without-concurrently", "missing-lock-timeout"}));
  EXPECT_THAT(in_copy("$MIGLINT report .").out,
              HasSubstr("+        with op.get_context().autocommit_block():\n"
                        "+            op.drop_index(f\"ix_{table}_org_id\", table_name=table, "
                        "postgresql_concurrently=True)"));
  copy("alembic/multi-tenant/unsafe");
  EXPECT_THAT(try_all(), testing::Contains("index-without-concurrently"));
}

TEST_F(Patches, OfLaravelAreItsOwnCalls) {
  copy("laravel/unsafe");
  EXPECT_THAT(try_all(), testing::IsSupersetOf({"update-without-filter", "unbatched-backfill",
                                                "missing-lock-timeout"}));
  copy("laravel-mysql/unsafe");
  EXPECT_THAT(try_all(), testing::Contains("missing-lock-wait-timeout"));
}

constexpr std::string_view kBase = "CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n";

TEST_F(Patches, MoveALineOfAClosureBehindIt) {
  folder_.write("composer.json", R"({"require": {"laravel/framework": "^11.0"}})");
  folder_.write(".miglint.toml", "dialect = \"postgres\"\n");
  folder_.write("database/migrations/2024_01_01_000000_orders.php",
                "<?php\nuse Illuminate\\Database\\Migrations\\Migration;\n"
                "use Illuminate\\Support\\Facades\\Schema;\n"
                "return new class extends Migration\n{\n    public function up(): void\n    {\n"
                "        Schema::create('orders', function ($table) {\n"
                "            $table->id();\n            $table->string('note');\n        });\n"
                "    }\n};\n");
  folder_.write("database/migrations/2024_01_02_000000_index.php",
                "<?php\nuse Illuminate\\Database\\Migrations\\Migration;\n"
                "use Illuminate\\Support\\Facades\\Schema;\n"
                "return new class extends Migration\n{\n    public function up(): void\n    {\n"
                "        Schema::table('orders', function ($table) {\n"
                "            $table->index('note');\n        });\n    }\n};\n");
  const std::string path = "database/migrations/2024_01_02_000000_index.php";
  const auto patches = patches_of(miglint("report " + path).out);
  const auto patch = std::ranges::find(patches, "index-without-concurrently", &ShownPatch::rule);
  ASSERT_NE(patch, patches.end());
  folder_.write("one.patch", patch->diff);
  const Outcome applied = shell("git apply one.patch && php -l " + path + " && cat " + path);
  EXPECT_EQ(applied.exit_code, 0) << applied.error << patch->diff;
  EXPECT_THAT(
      applied.out,
      AllOf(HasSubstr("use Illuminate\\Support\\Facades\\DB;\n"),
            HasSubstr("{\n    public $withinTransaction = false;\n\n    public function up()"),
            HasSubstr("    {\n        DB::statement('create index CONCURRENTLY"),
            Not(HasSubstr("Schema::table"))));
  EXPECT_THAT(miglint("check -q " + path).out, Not(HasSubstr("index-without-concurrently")));
}

/// What a rule advises may be more, or something else, than what the statement does.
TEST_F(Patches, AreNotGivenWhereTheyWouldBeWrong) {
  folder_.write("migrations/1.sql", kBase);
  folder_.write("migrations/2.sql",
                "SET lock_timeout = '5s';\n"
                "ALTER TABLE orders ADD CONSTRAINT a CHECK (id > 0), ADD COLUMN b int;\n"
                "VACUUM FULL orders;\n"
                "BEGIN;\nCREATE INDEX in_transaction ON orders (note);\nCOMMIT;\n"
                "CREATE INDEX with_storage ON orders (note) TABLESPACE fast;\n");
  const auto patches = patches_of(miglint("report migrations/2.sql").out);
  EXPECT_TRUE(std::ranges::none_of(patches, [](const ShownPatch& patch) {
    return patch.rule == "check-validated-in-place" || patch.rule == "vacuum-full" ||
           patch.diff.contains("+CREATE INDEX CONCURRENTLY in_transaction");
  })) << patches.size();
  for (const ShownPatch& patch : patches)
    EXPECT_THAT(patch.diff,
                Not(HasSubstr("-CREATE INDEX with_storage ON orders (note) TABLESPACE "
                              "fast;\n+CREATE INDEX CONCURRENTLY with_storage ON orders "
                              "(note);")));
}

TEST_F(Patches, StandOnBothPages) {
  folder_.write("migrations/1.sql", kBase);
  folder_.write("migrations/2.sql", "SET lock_timeout = '5s';\nCREATE INDEX i ON orders (note);\n");
  EXPECT_THAT(miglint("report ./migrations/2.sql").out,
              HasSubstr("--- a/migrations/2.sql\n+++ b/migrations/2.sql\n@@ -1,2 +1,2 @@\n"
                        " SET lock_timeout = '5s';\n-CREATE INDEX i ON orders (note);\n"
                        "+CREATE INDEX CONCURRENTLY i ON orders (note);\n"));
  EXPECT_THAT(miglint("report --format html migrations/2.sql").out,
              HasSubstr("<ins>+CREATE INDEX CONCURRENTLY i ON orders (note);</ins>"));
  const Outcome piped = shell("$MIGLINT report - <migrations/2.sql");
  EXPECT_THAT(piped.out, AllOf(HasSubstr("index-without-concurrently"), Not(HasSubstr("```diff"))));
}

}  // namespace
}  // namespace miglint
