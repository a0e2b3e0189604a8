// Each tool: what it is recognised by, the order, the scripts it cuts a file into.
#include "project/tools/tool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../temporary_folder.h"
#include "project/discover.h"
#include "project/tools/parts.h"

namespace miglint {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Tools : public testing::Test {
 protected:
  void write(const std::string& name, std::string_view text = "SELECT 1;\n") {
    folder_.write(name, text);
  }

  Discovery discover_all() {
    ConfigFinder configs({}, "");
    const std::vector<std::string> paths = discover_folders(folder_.path().string(), configs);
    return discover(paths, {}, configs);
  }

  /// The only set there is.
  const MigrationSet& find() {
    discovery_ = discover_all();
    EXPECT_EQ(discovery_.sets.size(), 1U);
    static const MigrationSet kNone;
    return discovery_.sets.empty() ? kNone : discovery_.sets.front();
  }

  static std::string_view tool_of(const MigrationSet& set) {
    return set.tool == nullptr ? "none" : set.tool->name;
  }

  static std::vector<std::string> names(const MigrationSet& set) {
    std::vector<std::string> result;
    for (const MigrationFile& file : set.files)
      result.emplace_back(name_of(file.path));
    return result;
  }

  static std::vector<std::string> ids(const MigrationSet& set) {
    std::vector<std::string> result;
    for (const MigrationFile& file : set.files)
      result.push_back(file.id);
    return result;
  }

  Migration read(const MigrationSet& set, std::size_t index, std::string_view text) {
    Migration migration;
    set.tool->read({set, set.files.at(index), FileId{}, text, arena_}, migration);
    return migration;
  }

  static std::vector<std::string> texts(const Script& script) {
    std::vector<std::string> result;
    for (const SqlStatement& statement : script.statements)
      result.emplace_back(tools::trimmed(statement.text));
    return result;
  }

  TemporaryFolder folder_;
  Discovery discovery_;
  Arena arena_;
};

TEST_F(Tools, GooseIsKnownByItsMarkerAndOrderedByNumber) {
  write("migrations/10_b.sql", "-- +goose Up\n");
  write("migrations/9_a.sql", "-- +goose Up\n");
  write("migrations/11_code.go");
  write("migrations/seed.sql");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "goose");
  EXPECT_THAT(names(set), ElementsAre("9_a.sql", "10_b.sql"));
  EXPECT_THAT(set.why, HasSubstr("`-- +goose Up` in 9_a.sql"));
  ASSERT_EQ(set.left_out.size(), 2U);
  EXPECT_THAT(set.left_out[0].path, HasSubstr("seed.sql"));
  EXPECT_THAT(set.left_out[1].reason, HasSubstr("Go"));
}

TEST_F(Tools, GooseCutsUpAndDown) {
  write("migrations/1_a.sql", "-- +goose Up\n");
  const std::string text =
      "-- a licence\n-- +goose Up\nCREATE TABLE a ();\n-- +goose StatementBegin\nDO $$ BEGIN END "
      "$$;\n"
      "-- +goose StatementEnd\nCREATE TABLE b ();\n-- +goose Down\nDROP TABLE a;\n";
  const Migration migration = read(find(), 0, text);
  EXPECT_THAT(texts(migration.up),
              ElementsAre("CREATE TABLE a ();", "DO $$ BEGIN END $$;", "CREATE TABLE b ();"));
  EXPECT_THAT(texts(migration.down), ElementsAre("DROP TABLE a;"));
  for (const SqlStatement& statement : migration.up.statements) {
    EXPECT_EQ(statement.text,
              text.substr(statement.span.begin, statement.span.end - statement.span.begin));
    EXPECT_EQ(migration.up.scopes.at(statement.scope).wrap, Wrap::file);
  }
  EXPECT_EQ(migration.up.scopes.at(0).send, Send::statement);
  EXPECT_EQ(migration.up.scopes.at(1).send, Send::chunk);
  EXPECT_THAT(migration.down.scopes.at(0).reason, HasSubstr("NO TRANSACTION"));
}

TEST_F(Tools, GooseNoTransactionHoldsForBothDirections) {
  write("migrations/1_a.sql", "-- +goose Up\n");
  const Migration migration = read(
      find(), 0, "-- +goose Up\nSELECT 1;\n-- +goose no transaction\n-- +goose Down\nSELECT 2;\n");
  EXPECT_EQ(migration.up.scopes.at(0).wrap, Wrap::none);
  EXPECT_EQ(migration.down.scopes.at(0).wrap, Wrap::none);
  EXPECT_EQ(migration.up.scopes.at(0).known_by, KnownBy::marker);
}

TEST_F(Tools, GooseRefusesMarkersWithBlanksInFront) {
  write("migrations/1_a.sql", "-- +goose Up\n");
  const Migration migration =
      read(find(), 0, "-- +goose Up\n  -- +goose NO TRANSACTION\nSELECT 1;\n");
  EXPECT_EQ(migration.up.scopes.at(0).wrap, Wrap::file);
  ASSERT_EQ(migration.ignored_markers.size(), 1U);
  EXPECT_EQ(migration.ignored_markers[0].span.begin, 15U);
}

TEST_F(Tools, GooseSubstitutesVariables) {
  write("migrations/1_a.sql", "-- +goose Up\n");
  const Migration migration =
      read(find(), 0, "-- +goose ENVSUB ON\n-- +goose Up\nCREATE TABLE ${SCHEMA}.t ();\n");
  EXPECT_THAT(texts(migration.up), ElementsAre("CREATE TABLE __SCHEMA_.t ();"));
  EXPECT_EQ(migration.up.statements[0].certainty, Certainty::symbolic);
  ASSERT_EQ(migration.placeholders.size(), 1U);
  EXPECT_EQ(migration.placeholders[0].written, "${SCHEMA}");
  EXPECT_EQ(migration.placeholders[0].name, "__schema_");
}

TEST_F(Tools, DbmateCutsPairsOfSections) {
  write("db/migrations/20200101000000_a.sql", "-- migrate:up\n");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "dbmate");
  const Migration migration = read(set, 0,
                                   "-- migrate:up transaction:false\nSELECT 1;\n-- "
                                   "migrate:down\nSELECT 2;\n-- migrate:up\nSELECT 3;\n");
  EXPECT_THAT(texts(migration.up), ElementsAre("SELECT 1;", "SELECT 3;"));
  EXPECT_THAT(texts(migration.down), ElementsAre("SELECT 2;"));
  EXPECT_EQ(migration.up.scopes.at(0).wrap, Wrap::none);
  EXPECT_EQ(migration.up.scopes.at(0).send, Send::section);
  EXPECT_EQ(migration.up.scopes.at(1).wrap, Wrap::section);
  EXPECT_THAT(migration.ignored_markers, IsEmpty());
}

TEST_F(Tools, DbmateOptionsAreReadOnTheMarkersLineAlone) {
  write("db/migrations/1_a.sql", "-- migrate:up\n");
  const MigrationSet& set = find();
  EXPECT_EQ(read(set, 0, "-- migrate:up transaction: false\nSELECT 1;\n").ignored_markers.size(),
            1U);
  EXPECT_EQ(read(set, 0, "-- migrate:up\n-- transaction:false\nSELECT 1;\n").ignored_markers.size(),
            1U);
}

TEST_F(Tools, DbmateMarkersBeginTheirLine) {
  write("db/migrations/1_a.sql", "-- migrate:up\n");
  const Migration migration =
      read(find(), 0, "-- migrate:up\nSELECT 1;\n  -- migrate:down\nSELECT 2;\n");
  EXPECT_THAT(migration.down.statements, IsEmpty());
  ASSERT_EQ(migration.ignored_markers.size(), 1U);
  EXPECT_EQ(migration.ignored_markers[0].span.begin, 26U);
}

TEST_F(Tools, GolangMigrateIsTwoFilesAMigration) {
  write("migrations/10_b.up.sql");
  write("migrations/9_a.down.sql");
  write("migrations/9_a.up.sql");
  write("go.mod", "require github.com/golang-migrate/migrate/v4 v4.17.0\n");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "golang-migrate");
  EXPECT_FALSE(set.guessed);
  EXPECT_THAT(names(set), ElementsAre("9_a.up.sql", "9_a.down.sql", "10_b.up.sql"));
  EXPECT_THAT(ids(set), ElementsAre("9", "9", "10"));
  const Migration down = read(set, 1, "SELECT 1;");
  EXPECT_THAT(down.up.statements, IsEmpty());
  EXPECT_EQ(down.down.scopes.at(0).send, Send::file);
  EXPECT_EQ(down.down.scopes.at(0).wrap, Wrap::none);
}

TEST_F(Tools, FilesCalledLikeGolangMigratesAloneAreAGuess) {
  write("migrations/1_a.up.sql");
  EXPECT_TRUE(find().guessed);
  EXPECT_EQ(read(find(), 0, "").up.scopes.at(0).known_by, KnownBy::guess);
}

TEST_F(Tools, SqlxNeedsItsCrate) {
  write("migrations/20230101000000_a.sql");
  EXPECT_EQ(tool_of(find()), "sql");
  write("Cargo.toml", "[dependencies]\nsqlx = \"0.8\"\n");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "sqlx");
  EXPECT_THAT(set.why, HasSubstr("Cargo.toml"));
}

TEST_F(Tools, ATestsFilesAreNoMigrationsBecauseTheProjectUsesATool) {
  write("Cargo.toml", "[dependencies]\nsqlx = \"0.8\"\n");
  write("package.json", R"({"dependencies": {"postgres-migrations": "^5.3.0"}})");
  write("tests/data/01_users.sql");
  EXPECT_THAT(discover_all().sets, IsEmpty());
}

TEST_F(Tools, SqlxLooksAtTheFirstBytesAlone) {
  write("migrations/1_a.sql", "-- no-transaction\n");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "sqlx");
  const Migration opted_out = read(set, 0, "-- no-transaction\nSELECT 1;\n");
  EXPECT_EQ(opted_out.up.scopes.at(0).wrap, Wrap::none);
  EXPECT_EQ(opted_out.up.scopes.at(0).send, Send::file);
  for (const std::string_view text :
       {"\n-- no-transaction\nSELECT 1;\n", "-- (c) us\n-- no-transaction\nSELECT 1;\n",
        "--no-transaction\nSELECT 1;\n"}) {
    const Migration migration = read(set, 0, text);
    EXPECT_EQ(migration.up.scopes.at(0).wrap, Wrap::file) << text;
    EXPECT_EQ(migration.ignored_markers.size(), 1U) << text;
  }
}

TEST_F(Tools, DieselReadsMetadata) {
  write("diesel.toml");
  write("migrations/2020-01-02-000000_b/up.sql");
  write("migrations/2020-01-02-000000_b/down.sql");
  write("migrations/2020-01-02-000000_b/metadata.toml", "run_in_transaction = false\n");
  write("migrations/00000000000000_setup/up.sql");
  write("migrations/2020-01-03-000000_c/up.sql");
  write("migrations/2020-01-03-000000_c/metadata.toml", "# nothing\n");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "diesel");
  EXPECT_FALSE(set.guessed);
  EXPECT_THAT(ids(set),
              ElementsAre("00000000000000", "20200102000000", "20200102000000", "20200103000000"));
  EXPECT_EQ(read(set, 0, "").up.scopes.at(0).wrap, Wrap::file);
  EXPECT_EQ(read(set, 1, "").up.scopes.at(0).wrap, Wrap::none);
  EXPECT_EQ(read(set, 2, "").down.scopes.at(0).wrap, Wrap::none);
  // The file's own default is false, that of a missing file true.
  EXPECT_EQ(read(set, 3, "").up.scopes.at(0).wrap, Wrap::none);
}

TEST_F(Tools, FlywayOrdersByThePartsOfTheVersion) {
  write("db/migration/V1_10__c.sql");
  write("db/migration/V1.2__b.sql");
  write("db/migration/U1.2__b.sql");
  write("db/migration/V1__a.sql");
  write("db/migration/R__view.sql");
  write("db/migration/V1.2__b.sql.conf", "executeInTransaction=false\n");
  write("db/migration/notes.sql");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "flyway");
  EXPECT_THAT(names(set), ElementsAre("V1__a.sql", "V1.2__b.sql", "U1.2__b.sql", "V1_10__c.sql",
                                      "R__view.sql"));
  EXPECT_EQ(read(set, 0, "").up.scopes.at(0).wrap, Wrap::file);
  EXPECT_EQ(read(set, 0, "").up.scopes.at(0).runs_alone, RunsAlone::script_of_only_such);
  EXPECT_EQ(read(set, 1, "").up.scopes.at(0).wrap, Wrap::none);
  EXPECT_THAT(texts(read(set, 0, "ALTER TABLE ${app_schema}.t ADD x int;").up),
              ElementsAre("ALTER TABLE __app_schema_.t ADD x int;"));
  ASSERT_EQ(set.left_out.size(), 1U);
}

TEST_F(Tools, LiquibaseCutsChangesets) {
  write("db/changelog/b.sql", "--liquibase formatted sql\n");
  write("db/changelog/a.sql", "-- liquibase formatted sql\n");
  write("db/changelog/db.changelog-master.yaml",
        "databaseChangeLog:\n  - include: {file: b.sql}\n  - include: {file: a.sql}\n");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "liquibase");
  EXPECT_THAT(names(set), ElementsAre("b.sql", "a.sql"));
  const std::string text =
      "--liquibase formatted sql\n"
      "--changeset me:1\nCREATE TABLE a ();\n--rollback DROP TABLE\n--rollback   a;\n"
      "--changeset me:2 runInTransaction:false\nSELECT 2;\n--rollback not required\n"
      "--changeset me:3 dbms:mysql\nSELECT 3;\n"
      "--changeset me:4\nCREATE TABLE b ();\n--rollback DROP TABLE b;\n";
  const Migration migration = read(set, 0, text);
  ASSERT_EQ(migration.up.statements.size(), 3U);
  EXPECT_EQ(migration.up.scopes.at(0).wrap, Wrap::changeset);
  EXPECT_EQ(migration.up.scopes.at(1).wrap, Wrap::none);
  ASSERT_EQ(migration.down.statements.size(), 2U);
  EXPECT_EQ(tools::trimmed(migration.down.statements[0].text), "DROP TABLE b;");
  const SqlStatement& rollback = migration.down.statements[1];
  EXPECT_THAT(rollback.text, HasSubstr("DROP TABLE\n"));
  EXPECT_EQ(rollback.text.size(), rollback.span.end - rollback.span.begin);
  EXPECT_EQ(text.substr(rollback.span.begin + rollback.text.find("a;"), 2), "a;");
}

TEST_F(Tools, PrismaSendsTheScriptInOneMessage) {
  write("prisma/migrations/20240102_b/migration.sql");
  write("prisma/migrations/20240101_a/migration.sql");
  write("prisma/migrations/migration_lock.toml");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "prisma");
  EXPECT_THAT(ids(set), ElementsAre("20240101_a", "20240102_b"));
  EXPECT_EQ(read(set, 0, "").up.scopes.at(0).send, Send::file);
  EXPECT_EQ(read(set, 0, "").up.scopes.at(0).runs_alone, RunsAlone::none);
  write("package.json", R"({"devDependencies": {"prisma": "^7.4.1"}})");
  EXPECT_EQ(read(find(), 0, "").up.scopes.at(0).runs_alone, RunsAlone::script_if_any);
}

TEST_F(Tools, DrizzleFollowsItsJournal) {
  write("drizzle/0000_z.sql");
  write("drizzle/0001_a.sql");
  write("drizzle/0002_stray.sql");
  write(
      "drizzle/meta/_journal.json",
      R"({"entries": [{"idx": 0, "when": 20, "tag": "0000_z"}, {"idx": 1, "when": 10, "tag": "0001_a"}]})");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "drizzle");
  EXPECT_THAT(names(set), ElementsAre("0001_a.sql", "0000_z.sql"));
  EXPECT_THAT(set.left_out.at(0).path, HasSubstr("0002_stray.sql"));
  const Migration migration = read(set, 0, "SELECT 1;--> statement-breakpoint\nSELECT 2;");
  EXPECT_THAT(texts(migration.up), ElementsAre("SELECT 1;", "SELECT 2;"));
  EXPECT_EQ(migration.up.scopes.at(0).wrap, Wrap::all_pending);
  EXPECT_EQ(migration.up.scopes.at(0).send, Send::chunk);
}

TEST_F(Tools, DrizzleOfTheNewLayoutHasFolders) {
  write("drizzle/20250102000000_b/migration.sql");
  write("drizzle/20250102000000_b/snapshot.json", "{}");
  write("drizzle/20250101000000_a/migration.sql");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "drizzle");
  EXPECT_THAT(ids(set), ElementsAre("20250101000000_a", "20250102000000_b"));
}

TEST_F(Tools, SupabaseIsKnownByItsFolder) {
  write("supabase/migrations/20240101000000_a.sql");
  write("supabase/migrations/notes.sql");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "supabase");
  EXPECT_THAT(names(set), ElementsAre("20240101000000_a.sql"));
  EXPECT_EQ(read(set, 0, "").up.scopes.at(0).send, Send::pipeline);
}

TEST_F(Tools, SqitchFollowsItsPlan) {
  write("sqitch.plan",
        "%syntax-version=1.0.0\n%project=x\n\nusers 2020-01-01T00:00:00Z me <m@x> # n\n"
        "accounts [users] 2020-01-01T00:00:00Z me <m@x>\n@v1 2020-01-01T00:00:00Z me <m@x>\n"
        "users [users@v1] 2020-01-01T00:00:00Z me <m@x>\n");
  write("deploy/users.sql");
  write("deploy/users@v1.sql");
  write("revert/users.sql");
  write("deploy/accounts.sql");
  write("verify/users.sql");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "sqitch");
  ASSERT_EQ(set.left_out.size(), 1U);
  EXPECT_FALSE(set.left_out.front().is_needed);
  EXPECT_THAT(names(set), ElementsAre("users@v1.sql", "accounts.sql", "users.sql", "users.sql"));
  EXPECT_EQ(set.files.back().holds, MigrationFile::Holds::down);
  EXPECT_EQ(read(set, 0, "").up.scopes.at(0).wrap, Wrap::none);
}

TEST_F(Tools, PostgresMigrationsIsKnownByItsPackageOrItsMarker) {
  write("migrations/tenant/0002-b.sql", "-- postgres-migrations disable-transaction\n");
  write("migrations/tenant/0001-a.sql");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "postgres-migrations");
  EXPECT_THAT(names(set), ElementsAre("0001-a.sql", "0002-b.sql"));
  EXPECT_EQ(read(set, 0, "SELECT 1;").up.scopes.at(0).wrap, Wrap::file);
  const Migration opted_out =
      read(set, 1, "SELECT 1;\n-- postgres-migrations disable-transaction\n");
  EXPECT_EQ(opted_out.up.scopes.at(0).wrap, Wrap::none);
  EXPECT_EQ(opted_out.up.scopes.at(0).send, Send::file);
}

TEST_F(Tools, PostgratorHasItsOwnWordsForUpAndDown) {
  write("package.json", R"({"devDependencies": {"postgrator": "^4.1.1"}})");
  for (const std::string name : {"10.do.b", "10.undo.b", "9.do.a", "9.undo.a", "notes"})
    write("db/migrations/" + name + ".sql");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "postgrator");
  EXPECT_EQ(set.version, "^4.1.1");
  EXPECT_THAT(names(set),
              ElementsAre("9.do.a.sql", "9.undo.a.sql", "10.do.b.sql", "10.undo.b.sql"));
  ASSERT_EQ(set.left_out.size(), 1U);
  const Migration up = read(set, 0, "SELECT 1;");
  EXPECT_EQ(up.up.scopes.at(0).wrap, Wrap::none);
  EXPECT_EQ(up.up.scopes.at(0).send, Send::file);
  EXPECT_EQ(read(set, 1, "SELECT 1;").down.statements.size(), 1U);
}

TEST_F(Tools, OfPopsFilesThoseOfOneServerAreRead) {
  for (const std::string name :
       {"1_a.up", "1_a.postgres.up", "1_a.mysql.up", "1_a.sqlite3.up", "1_a.down",
        "2_b.autocommit.up", "3_c.cockroach.autocommit.up", "3_c.mysql.up", "4_d.up"}) {
    write("migrations/" + name + ".sql");
  }
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "pop");
  EXPECT_EQ(set.dialect, Dialect::postgres);
  EXPECT_THAT(names(set), ElementsAre("1_a.postgres.up.sql", "1_a.down.sql",
                                      "2_b.autocommit.up.sql", "4_d.up.sql"));
  EXPECT_EQ(set.left_out.size(), 5U);
  EXPECT_EQ(read(set, 0, "SELECT 1;").up.scopes.at(0).wrap, Wrap::file);
  EXPECT_EQ(read(set, 2, "SELECT 1;").up.scopes.at(0).wrap, Wrap::none);

  ConfigFinder configs({}, "");
  const std::vector<std::string> paths{folder_.path().string()};
  const DiscoverOptions options{
      .standard_input = {}, .with_history = true, .dialect = Dialect::mysql};
  const Discovery of_mysql = discover(paths, options, configs);
  ASSERT_EQ(of_mysql.sets.size(), 1U);
  EXPECT_THAT(names(of_mysql.sets.front()),
              ElementsAre("1_a.mysql.up.sql", "1_a.down.sql", "2_b.autocommit.up.sql",
                          "3_c.mysql.up.sql", "4_d.up.sql"));
}

TEST_F(Tools, NamesWithoutAServerAreNotPops) {
  write("migrations/1_a.up.sql");
  write("migrations/2_b.up.sql");
  EXPECT_EQ(tool_of(find()), "golang-migrate");
}

TEST_F(Tools, AlembicAndLaravelAreKnownByTheirPlaces) {
  write("app/alembic/env.py");
  write("app/alembic/versions/1_last.py", "revision = 'b2'\ndown_revision = 'a1'\n");
  write("app/alembic/versions/2_first.py", "revision: str = \"a1\"\ndown_revision = None\n");
  write("app/alembic/versions/helpers.py", "WORDS = 1\n");
  EXPECT_EQ(tool_of(find()), "alembic");
  EXPECT_THAT(names(find()), ElementsAre("2_first.py", "1_last.py"));
  const TemporaryFolder other;
  other.write("database/migrations/2014_10_12_000000_create_users.php");
  ConfigFinder configs({}, "");
  const std::vector<std::string> folders = discover_folders(other.path().string(), configs);
  ASSERT_EQ(folders.size(), 1U);
  EXPECT_EQ(tool_of(discover(folders, {}, configs).sets.at(0)), "laravel");
}

TEST_F(Tools, DoctrineAndPhinxAreKnownByTheirBaseClass) {
  constexpr const char* kDoctrine = "<?php\nfinal class V extends AbstractMigration {}\n";
  write("migrations/Version20250102000000.php", kDoctrine);
  write("migrations/Version20250101000000.php", kDoctrine);
  write("migrations/Helper.php", "<?php\n");
  EXPECT_EQ(tool_of(find()), "doctrine");
  EXPECT_THAT(names(find()), ElementsAre("Version20250101000000.php", "Version20250102000000.php"));
  const TemporaryFolder other;
  other.write("db/migrations/20250101000000_orders.php", kDoctrine);
  ConfigFinder configs({}, "");
  const std::vector<std::string> folders = discover_folders(other.path().string(), configs);
  ASSERT_EQ(folders.size(), 1U);
  EXPECT_EQ(tool_of(discover(folders, {}, configs).sets.at(0)), "phinx");
}

TEST_F(Tools, AlembicIniNamesFoldersAndServer) {
  write("app/alembic.ini",
        "[alembic]\n"
        "script_location = %(here)s/database\n"
        "version_locations = %(here)s/database/core, %(here)s/billing/revisions\n"
        "sqlalchemy.url = mysql+pymysql://user@localhost/app\n");
  write("app/database/env.py");
  write("app/database/core/1_a.py", "revision = 'a1'\ndown_revision = None\n");
  write("app/database/core/old/1_a.py", "revision = 'a1'\ndown_revision = None\n");
  write("app/billing/revisions/2_b.py", "revision = 'b2'\ndown_revision = 'a1'\n");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "alembic");
  EXPECT_THAT(names(set), ElementsAre("1_a.py", "2_b.py"));
  EXPECT_EQ(set.dialect, Dialect::mysql);
  EXPECT_THAT(set.why, testing::HasSubstr("version_locations"));
  EXPECT_THAT(set.environment, testing::EndsWith("app/database/env.py"));
  EXPECT_TRUE(set.files[0].graph.is_followed);
  EXPECT_FALSE(set.files[1].graph.is_followed);
  EXPECT_TRUE(std::ranges::all_of(discovery_.files, &DiscoveredFile::reported));
}

TEST_F(Tools, AlembicKnowsWhatIsWrongWithItsGraph) {
  write("alembic/env.py");
  write("alembic/versions/1.py", "revision = 'a1'\ndown_revision = 'gone'\n");
  write("alembic/versions/2.py", "revision = 'b2'\ndown_revision = 'b2'\n");
  write("alembic/versions/3.py",
        "revision = 'a1'\ndown_revision = None\ndepends_on = 'billing@head'\n");
  const MigrationSet& set = find();
  ASSERT_EQ(set.files.size(), 3U);
  const auto of = [&](std::string_view path) -> const GraphPlace& {
    return std::ranges::find_if(
               set.files, [&](const MigrationFile& file) { return file.path.ends_with(path); })
        ->graph;
  };
  EXPECT_THAT(of("1.py").missing, ElementsAre("gone"));
  EXPECT_TRUE(of("2.py").in_circle);
  EXPECT_THAT(of("3.py").same_id, testing::EndsWith("1.py"));
  EXPECT_THAT(of("3.py").missing, ElementsAre());
}

TEST_F(Tools, PlainFilesSayTheirDirectionByName) {
  for (const char* path : {"a.down.sql", "x/a_down.sql", "x/down.sql", "DOWN.SQL", "rollback.sql",
                           "rollback_001_003.sql", "x/revert/users.sql", "revert/users.sql"}) {
    EXPECT_EQ(tools::direction_by_name(path), Direction::down) << path;
  }
  for (const char* path :
       {"a.up.sql", "a.sql", "breakdown.sql", "x/down/a.sql", "payment_rollback.sql", "rollback",
        "revert.sql", "revert/x/a.sql", "", "/"}) {
    EXPECT_EQ(tools::direction_by_name(path), Direction::up) << path;
  }
}

TEST_F(Tools, SeveralInOneRepositoryAreKeptApart) {
  write("api/prisma/migrations/migration_lock.toml");
  write("api/prisma/migrations/1_a/migration.sql");
  write("worker/migrations/1_a.sql", "-- +goose Up\n");
  write("legacy/migrations/1_a.sql");
  const Discovery found = discover_all();
  ASSERT_EQ(found.sets.size(), 3U);
  EXPECT_EQ(tool_of(found.sets[0]), "prisma");
  EXPECT_EQ(tool_of(found.sets[1]), "sql");
  EXPECT_EQ(tool_of(found.sets[2]), "goose");
}

TEST_F(Tools, TheConfigSaysWhatTheTreeDoesNot) {
  write("db/changes/1_a.sql");
  write(".miglint.toml", "[frameworks.dbmate]\npaths = [\"db/changes\"]\n");
  const MigrationSet& set = find();
  EXPECT_EQ(tool_of(set), "dbmate");
  EXPECT_THAT(set.why, HasSubstr("[frameworks.dbmate]"));
}

TEST_F(Tools, AFileAloneHasWhatComesBeforeItAsHistory) {
  write("migrations/1_a.sql", "-- +goose Up\n");
  write("migrations/2_b.sql", "-- +goose Up\n");
  write("migrations/3_c.sql", "-- +goose Up\n");
  ConfigFinder configs({}, "");
  const std::vector<std::string> paths{folder_.at("migrations/2_b.sql")};
  const Discovery found = discover(paths, {}, configs);
  ASSERT_EQ(found.files.size(), 2U);
  EXPECT_EQ(name_of(found.files[0].file.path), "1_a.sql");
  EXPECT_FALSE(found.files[0].reported);
  EXPECT_EQ(name_of(found.files[1].file.path), "2_b.sql");
  EXPECT_TRUE(found.files[1].reported);
  EXPECT_EQ(discover(paths, {.standard_input = {}, .with_history = false}, configs).files.size(),
            1U);
}

TEST_F(Tools, ThePlainFileOfAMigrationFolderHasHistoryToo) {
  write("migrations/1.sql");
  write("migrations/2.sql");
  write("other/orders.sql");
  write("other/users.sql");
  ConfigFinder configs({}, "");
  const std::vector<std::string> named{folder_.at("migrations/2.sql")};
  EXPECT_EQ(discover(named, {}, configs).files.size(), 2U);
  const std::vector<std::string> elsewhere{folder_.at("other/users.sql")};
  EXPECT_EQ(discover(elsewhere, {}, configs).files.size(), 1U);
}

TEST_F(Tools, TheNumberedFilesBesideANumberedFileAreItsHistory) {
  write("db/001_tables.sql");
  write("db/002_keys.sql");
  write("db/003_later.sql");
  write("db/000_notes.txt");
  write("db/seeds.sql");
  write("db/old/001_tables.sql");
  ConfigFinder configs({}, "");
  const std::vector<std::string> paths{folder_.at("db/002_keys.sql")};
  const Discovery found = discover(paths, {}, configs);
  ASSERT_EQ(found.files.size(), 2U);
  EXPECT_EQ(name_of(found.files[0].file.path), "001_tables.sql");
  EXPECT_FALSE(found.files[0].reported);
  EXPECT_TRUE(found.files[1].reported);
}

TEST_F(Tools, HalfOfAMigrationBringsTheOtherHalf) {
  write("migrations/1_a.up.sql");
  write("migrations/1_a.down.sql");
  write("migrations/2_b.up.sql");
  ConfigFinder configs({}, "");
  const std::vector<std::string> paths{folder_.at("migrations/1_a.up.sql")};
  const Discovery found = discover(paths, {}, configs);
  ASSERT_EQ(found.files.size(), 2U);
  EXPECT_FALSE(found.files[1].reported);
}

TEST_F(Tools, StandardInputStandsInItsPlace) {
  write("migrations/1_a.sql", "-- +goose Up\n");
  ConfigFinder configs({}, "");
  const std::string path = folder_.at("migrations/2_new.sql");
  const Discovery found = discover({}, {.standard_input = path, .with_history = true}, configs);
  ASSERT_EQ(found.files.size(), 2U);
  EXPECT_EQ(tool_of(*found.files[1].set), "goose");
  EXPECT_TRUE(found.files[1].is_standard_input);
}

TEST_F(Tools, ExcludedFilesAreNoHistory) {
  write("migrations/1_a.sql", "-- +goose Up\n");
  write("migrations/2_b.sql", "-- +goose Up\n");
  write(".miglint.toml", "exclude = [\"migrations/1_a.sql\"]\n");
  ConfigFinder configs({}, "");
  const std::vector<std::string> paths{folder_.at("migrations/2_b.sql")};
  EXPECT_EQ(discover(paths, {}, configs).files.size(), 1U);
}

}  // namespace
}  // namespace miglint
