#include "frontend/laravel/laravel_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "frontend/laravel/pluralize.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Read {
  Arena arena;
  SourceFile source;
  Migration migration;

  Read(const std::string& up, Dialect dialect, const std::string& members)
      : source("2024_01_01_000000_x.php", "<?php\nreturn new class extends Migration {\n" +
                                              members + "\npublic function up() {\n" + up +
                                              "\n}\n};\n") {
    laravel::Surroundings around;
    around.connection.dialect = dialect;
    around.model = [](const std::string& name) {
      laravel::Model model;
      model.name = name;
      model.table = laravel::table_of_model(name);
      model.is_model = name.starts_with("App\\Models\\");
      return model;
    };
    migration = read_laravel_file(FileId{}, source, around, arena);
  }

  [[nodiscard]] std::vector<std::string> sql() const {
    std::vector<std::string> all;
    for (const SqlStatement& statement : migration.up.statements) {
      all.emplace_back(statement.certainty == Certainty::opaque
                           ? "opaque: " + statement.opaque_reason
                           : std::string(statement.text));
    }
    return all;
  }
};

std::vector<std::string> sent(const std::string& up, const std::string& members = {}) {
  return Read(up, Dialect::postgres, members).sql();
}

std::vector<std::string> facts(const std::string& up, const std::string& members = {}) {
  const Read read(up, Dialect::postgres, members);
  std::vector<std::string> all;
  for (const CodeFact& fact : read.migration.code_facts)
    all.push_back(fact.subject);
  return all;
}

TEST(LaravelFile, ASwitchIsLeftOnWhenAConditionAsksForIt) {
  const std::string constant = "private const DRY_RUN = true;";
  EXPECT_THAT(facts("if (self::DRY_RUN) { return; }", constant), ElementsAre("DRY_RUN"));
  EXPECT_THAT(facts("if ($this->dryRun) { return; }", "private bool $dryRun = true;"),
              ElementsAre("dryRun"));
  EXPECT_THAT(facts("$dryRun = true; if (!$dryRun) { DB::statement('SELECT 1'); }"),
              ElementsAre("$dryRun"));
  EXPECT_THAT(facts("$this->run();", constant), IsEmpty());
  EXPECT_THAT(facts("if (self::DRY_RUN) { return; }", "private const DRY_RUN = false;"), IsEmpty());
}

TEST(LaravelFile, SaysWhatItsSqlDoesNotShow) {
  EXPECT_THAT(facts("App\\Models\\User::where('id', 1)->delete();"),
              ElementsAre("App\\Models\\User"));
  EXPECT_THAT(facts("DB::statement('DROP TABLE ' . config('a.b'));"), ElementsAre("config('a.b')"));
  EXPECT_THAT(facts("DB::statement('DELETE FROM a WHERE b = ?', [config('c')]);"), IsEmpty());
}

TEST(LaravelFile, DoctrineSendsWhatAddSqlWasGivenLast) {
  const SourceFile source("Version1.php",
                          "<?php\nclass Version1 extends AbstractMigration {\n"
                          "public function isTransactional(): bool { return false; }\n"
                          "public function up(Schema $schema): void {\n"
                          "$this->addSql('SELECT :a', ['a' => 1]);\n"
                          "$this->connection->executeStatement('SELECT 2');\n"
                          "$this->connection->update('t', ['c' => 'x'], ['id' => 3]);\n}\n}\n");
  laravel::Surroundings around;
  around.tool = laravel::Surroundings::Tool::doctrine;
  around.connection.dialect = Dialect::postgres;
  Arena arena;
  const Migration migration = read_laravel_file(FileId{}, source, around, arena);
  std::vector<std::string> all;
  for (const SqlStatement& statement : migration.up.statements)
    all.emplace_back(statement.text);
  EXPECT_THAT(all,
              ElementsAre("SELECT 2", "update \"t\" set \"c\" = 'x' where \"id\" = 3", "SELECT 1"));
  EXPECT_EQ(migration.framework, "doctrine");
  EXPECT_EQ(migration.up.scopes.at(0).wrap, Wrap::none);
}

TEST(LaravelFile, SaysWhichLineCausedAStatement) {
  const Read read(
      "Schema::table('a', function ($t) {\n  $t->string('b');\n  $t->dropColumn('c');\n});",
      Dialect::postgres, "");
  ASSERT_EQ(read.migration.up.statements.size(), 2);
  EXPECT_EQ(read.source.position(read.migration.up.statements[0].span.begin).line, 6);
  EXPECT_EQ(read.source.position(read.migration.up.statements[1].span.begin).line, 7);
  EXPECT_EQ(read.source.text(read.migration.up.statements[1].span), "$t->dropColumn('c')");
}

TEST(LaravelFile, KnowsItsTransaction) {
  EXPECT_EQ(Read("", Dialect::postgres, "").migration.up.scopes.front().wrap, Wrap::file);
  EXPECT_EQ(Read("", Dialect::mysql, "").migration.up.scopes.front().wrap, Wrap::none);
  const Read without("", Dialect::postgres, "public $withinTransaction = false;");
  EXPECT_EQ(without.migration.up.scopes.front().wrap, Wrap::none);
  EXPECT_EQ(without.migration.up.scopes.front().known_by, KnownBy::marker);
}

TEST(LaravelFile, OpensATransactionWhereLaravelHasNone) {
  const std::string up = "DB::transaction(function () { DB::statement('A'); });";
  EXPECT_THAT(sent(up), ElementsAre("A"));
  EXPECT_THAT(sent(up, "public $withinTransaction = false;"), ElementsAre("BEGIN", "A", "COMMIT"));
  EXPECT_THAT(Read(up, Dialect::mysql, "").sql(), ElementsAre("START TRANSACTION", "A", "COMMIT"));
}

TEST(LaravelFile, TakesBothWaysWhereTheConditionIsNotKnown) {
  const Read read(
      "if (Schema::hasColumn('a', 'b')) {\n DB::statement('A');\n} else {\n DB::statement('B');\n}"
      "\nDB::statement('C');",
      Dialect::postgres, "");
  EXPECT_THAT(read.sql(), ElementsAre("A", "B", "C"));
  const auto& statements = read.migration.up.statements;
  ASSERT_EQ(statements[0].guards.size(), 1);
  EXPECT_EQ(statements[0].guards[0].text, "Schema::hasColumn('a', 'b')");
  EXPECT_EQ(statements[1].guards[0].text, "!(Schema::hasColumn('a', 'b'))");
  EXPECT_THAT(statements[2].guards, IsEmpty());
}

TEST(LaravelFile, GuardsWhatFollowsAReturnThatMayHappen) {
  const Read read("if (Schema::hasTable('a')) { return; }\nDB::statement('C');", Dialect::postgres,
                  "");
  ASSERT_EQ(read.migration.up.statements.size(), 1);
  EXPECT_EQ(read.migration.up.statements[0].guards.at(0).text, "!(Schema::hasTable('a'))");
}

TEST(LaravelFile, FollowsWhatIsKnown) {
  EXPECT_THAT(sent("if (self::DRY) { return; }\nDB::statement('A');", "const DRY = true;"),
              IsEmpty());
  EXPECT_THAT(sent("foreach ($this->names as $i => $n) { DB::statement(\"x{$i}$n\"); }",
                   "private $names = ['a', 'b'];"),
              ElementsAre("x0a", "x1b"));
}

TEST(LaravelFile, LoopsOverRowsOnceUnderAGuard) {
  const Read read(
      "foreach (DB::table('a')->get() as $row) {\n"
      " DB::table('b')->where('id', $row->b_id)->update(['x' => 1]);\n}",
      Dialect::postgres, "");
  EXPECT_THAT(read.sql(),
              ElementsAre("select * from \"a\"", "update \"b\" set \"x\" = 1 where \"id\" = $1"));
  const SqlStatement& update = read.migration.up.statements[1];
  EXPECT_EQ(update.certainty, Certainty::symbolic);
  EXPECT_EQ(update.guards.at(0).kind, Guard::Kind::loop);
}

TEST(LaravelFile, ShowsWhereAnUnknownPartStands) {
  EXPECT_THAT(sent("$t = config('x.table');\nDB::statement(\"DROP TABLE pre_$t\");"),
              ElementsAre("DROP TABLE \"pre_{config(xtable)}\""));
  EXPECT_THAT(sent("$v = config('v');\nDB::statement(\"UPDATE a SET b = '$v'\");"),
              ElementsAre("UPDATE a SET b = '{config(v)}'"));
}

TEST(LaravelFile, NeverPassesOverWhatItCannotFollow) {
  EXPECT_THAT(sent("$sql = file_get_contents('x.sql');\nDB::unprepared($sql);"),
              ElementsAre(HasSubstr("opaque: the statement is not known")));
  EXPECT_THAT(sent("Importer::run();"), ElementsAre(HasSubstr("opaque: Importer::run()")));
  EXPECT_THAT(sent("Artisan::call('db:seed');"), ElementsAre(HasSubstr("opaque: the Artisan")));
  EXPECT_THAT(sent("Schema::table('a', function ($t) { $t->money('x'); });"),
              ElementsAre(HasSubstr("opaque: Laravel's Blueprint has no method money()")));
  EXPECT_THAT(sent("anything_of_ours();"), ElementsAre(HasSubstr("opaque: the function")));
}

TEST(LaravelFile, SendsWhatModelsSend) {
  const std::string use = "App\\Models\\UserGroup";
  EXPECT_THAT(sent("\\" + use + "::where('a', 1)->delete();"),
              ElementsAre("delete from \"user_groups\" where \"a\" = 1"));
  EXPECT_THAT(sent("\\" + use + "::query()->toBase()->whereNull('b')->get();"),
              ElementsAre("select * from \"user_groups\" where \"b\" is null"));
}

TEST(Pluralize, FollowsTheInflectorOfTheFramework) {
  using laravel::plural;
  EXPECT_EQ(plural("category"), "categories");
  EXPECT_EQ(plural("Person"), "People");
  EXPECT_EQ(plural("status"), "statuses");
  EXPECT_EQ(plural("day"), "days");
  EXPECT_EQ(plural("news"), "news");
  EXPECT_EQ(plural("user_address"), "user_addresses");
  EXPECT_EQ(laravel::table_of_model("App\\AirTrafficController"), "air_traffic_controllers");
  EXPECT_EQ(laravel::foreign_key_of_model("App\\UserGroup", "id"), "user_group_id");
}

}  // namespace
}  // namespace miglint
