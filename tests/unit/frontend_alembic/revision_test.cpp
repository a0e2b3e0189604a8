#include "frontend/alembic/revision.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "migration/failing_call.h"

namespace miglint::alembic {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Read {
  explicit Read(std::string_view body, Dialect dialect = Dialect::postgres,
                const Environment& environment = {})
      : source("0001_x.py",
               "import sqlalchemy as sa\nfrom alembic import op\n\n"
               "revision = 'a1'\ndown_revision = ('b1', 'b2')\ndepends_on = 'c1'\n\n" +
                   std::string(body)),
        migration(read_revision(FileId{}, source, dialect, environment, arena)) {}

  [[nodiscard]] std::vector<std::string> up() const { return lines(migration.up); }
  [[nodiscard]] std::vector<std::string> down() const { return lines(migration.down); }

  static std::vector<std::string> lines(const Script& script) {
    std::vector<std::string> all;
    for (const SqlStatement& sql : script.statements) {
      std::string line = sql.certainty == Certainty::opaque ? "opaque: " + sql.opaque_reason
                                                            : std::string(sql.text);
      if (sql.certainty == Certainty::symbolic) line += " (symbolic)";
      for (const Guard& guard : sql.guards)
        line += fmt::format(" [{}]", guard.text);
      all.push_back(line);
    }
    return all;
  }

  Arena arena;
  SourceFile source;
  Migration migration;
};

TEST(Revision, NamesWhatItFollows) {
  const Read read("def upgrade():\n    pass\n");
  EXPECT_EQ(read.migration.id, "a1");
  EXPECT_THAT(read.migration.predecessors, ElementsAre("b1", "b2", "c1"));
  EXPECT_EQ(read.migration.framework, "alembic");
}

TEST(Revision, PointsAtTheCall) {
  const Read read("def upgrade():\n    op.execute('SELECT 1')\n");
  ASSERT_EQ(read.migration.up.statements.size(), 1);
  EXPECT_EQ(read.source.text(read.migration.up.statements[0].span), "op.execute('SELECT 1')");
}

TEST(Revision, GuardsWhatDependsOnTheDatabase) {
  const Read read(
      "def upgrade():\n"
      "    if not sa.inspect(op.get_bind()).has_table('t'):\n"
      "        op.create_table('t', sa.Column('a', sa.Integer))\n"
      "    for row in op.get_bind().execute(sa.text('SELECT id FROM t')).fetchall():\n"
      "        op.execute(f\"UPDATE t SET a = 1 WHERE id = {row.id}\")\n");
  EXPECT_THAT(
      read.up(),
      ElementsAre("CREATE TABLE t (a INTEGER) [not sa.inspect(op.get_bind()).has_table('t')]",
                  "SELECT id FROM t",
                  "UPDATE t SET a = 1 WHERE id = \"row_id\" (symbolic) [for row in "
                  "op.get_bind().execute(sa.text('SELECT id FROM t')).fetchall()]"));
}

TEST(Revision, SaysWhatCannotBeKnown) {
  const Read read(
      "from app.jobs import backfill\n"
      "def upgrade():\n"
      "    backfill()\n"
      "    op.sync_enum_values('public', 'kind', ['a'], [])\n"
      "    op.execute(open('x.sql').read())\n");
  EXPECT_THAT(read.up(), ElementsAre("opaque: calls `app.jobs.backfill`, which is not read",
                                     "opaque: op.sync_enum_values is an operation of a plug-in",
                                     HasSubstr("opaque: ")));
}

TEST(Revision, SaysThatTheConnectionIsGivenAway) {
  const Read read(
      "from app.jobs import backfill\ndef upgrade():\n    x = backfill(op.get_bind())\n");
  EXPECT_THAT(read.up(), ElementsAre(HasSubstr("gives the connection to `app.jobs.backfill`")));
}

TEST(Revision, MarksCallsThatRaise) {
  const Read read(
      "def upgrade():\n    pass\n"
      "def downgrade():\n    op.drop_constraint(None, 't', type_='foreignkey')\n"
      "    op.drop_column('t')\n");
  ASSERT_EQ(read.migration.down.statements.size(), 2);
  EXPECT_TRUE(raises_error(read.migration.down.statements[0]));
  EXPECT_TRUE(raises_error(read.migration.down.statements[1]));
}

TEST(Revision, LeavesTheTransactionForAutocommitBlocks) {
  const Read read(
      "def upgrade():\n"
      "    op.execute('SELECT 1')\n"
      "    with op.get_context().autocommit_block():\n"
      "        op.execute('SELECT 2')\n"
      "    op.execute('SELECT 3')\n");
  const Script& up = read.migration.up;
  ASSERT_EQ(up.statements.size(), 3);
  EXPECT_EQ(up.scopes[up.statements[0].scope].wrap, Wrap::all_pending);
  EXPECT_EQ(up.scopes[up.statements[1].scope].wrap, Wrap::none);
  EXPECT_EQ(up.scopes[up.statements[2].scope].wrap, Wrap::all_pending);
}

TEST(Revision, TakesTheTransactionFromTheEnvironment) {
  const Environment own = parse_environment(
      "context.configure(connection=c, transaction_per_migration=True)\n", "env.py");
  const Read read("def upgrade():\n    op.execute('SELECT 1')\n", Dialect::postgres, own);
  EXPECT_EQ(read.migration.up.scopes[0].wrap, Wrap::file);
  EXPECT_EQ(read.migration.up.scopes[0].known_by, KnownBy::config);
  const Read mysql("def upgrade():\n    op.execute('SELECT 1')\n", Dialect::mysql);
  EXPECT_EQ(mysql.migration.up.scopes[0].wrap, Wrap::none);
}

TEST(Revision, StartsBothDirectionsFromTheSameState) {
  const Read read(
      "names = ['a']\n"
      "def upgrade():\n    names.append('b')\n    op.execute(str(len(names)))\n"
      "def downgrade():\n    op.execute(str(len(names)))\n");
  EXPECT_THAT(read.up(), ElementsAre("2"));
  EXPECT_THAT(read.down(), ElementsAre("1"));
}

TEST(Revision, SendsWhatSessionsSend) {
  const Read read(
      "from sqlalchemy.orm import Session, declarative_base\n"
      "class Account(declarative_base()):\n"
      "    __tablename__ = 'account'\n"
      "    id = sa.Column(sa.Integer, primary_key=True)\n"
      "    name = sa.Column(sa.String)\n"
      "def upgrade():\n"
      "    session = Session(bind=op.get_bind())\n"
      "    session.add(Account(id=1, name='x'))\n"
      "    session.query(Account).filter(Account.id == 1).update({'name': 'y'})\n"
      "    for account in session.query(Account).all():\n"
      "        account.name = 'z'\n"
      "    session.commit()\n");
  EXPECT_THAT(read.up(),
              ElementsAre("INSERT INTO account (id, name) VALUES (1, 'x')",
                          "UPDATE account SET name='y' WHERE account.id = 1",
                          HasSubstr("opaque: sets `name` of a row that the ORM has loaded")));
}

TEST(Revision, KeepsGoingBehindABrokenLine) {
  const Read read(
      "def upgrade():\n    op.execute('SELECT 1')\n    x = = 2\n    op.execute('SELECT 2')\n");
  ASSERT_EQ(read.migration.problems.size(), 1);
  EXPECT_THAT(read.up(), testing::Contains("SELECT 1"));
}

TEST(IsRevision, WantsAnIdAndAnUpgrade) {
  EXPECT_TRUE(is_revision("revision = 'a'\ndown_revision = None\ndef upgrade():\n    pass\n"));
  EXPECT_FALSE(
      is_revision("from alembic import context\ndef run_migrations_online():\n    pass\n"));
  EXPECT_FALSE(is_revision(""));
}

TEST(Revision, RunsTheFunctionsOfEachDatabase) {
  const Read read(
      "def upgrade(engine_name):\n    globals()['upgrade_%s' % engine_name]()\n\n"
      "def downgrade(engine_name):\n    globals()['downgrade_%s' % engine_name]()\n\n"
      "def upgrade_app():\n    op.drop_table('a')\n\n"
      "def downgrade_app():\n    op.drop_table('b')\n\n"
      "def upgrade_log():\n    op.drop_table('c')\n");
  EXPECT_THAT(read.up(), ElementsAre("DROP TABLE a [engine_name == 'app']",
                                     "DROP TABLE c [engine_name == 'log']"));
  EXPECT_THAT(read.down(), ElementsAre("DROP TABLE b [engine_name == 'app']"));
}

TEST(Revision, KnowsReflectedTablesByTheirNames) {
  const Read read(
      "def upgrade():\n"
      "    bind = op.get_bind()\n"
      "    meta = sa.MetaData()\n"
      "    meta.reflect(bind)\n"
      "    users = meta.tables['users']\n"
      "    bind.execute(users.update().where(users.c.org == None).values(org=1))\n");
  EXPECT_THAT(read.up(), ElementsAre("UPDATE users SET org=1 WHERE users.org IS NULL"));
}

TEST(Environment, IsReadFromConfigure) {
  const Environment environment = parse_environment(
      "context.configure(connection=c, render_as_batch=True, upgrade_token='up',\n"
      "  version_table_schema='app', **{'transaction_per_migration': True})\n",
      "env.py");
  EXPECT_TRUE(environment.transaction_per_migration);
  EXPECT_TRUE(environment.is_known);
  EXPECT_THAT(settings_in(environment),
              ElementsAre("transaction_per_migration", "render_as_batch",
                          "version_table_schema=app", "several databases"));
  EXPECT_FALSE(parse_environment("configure(transaction_per_migration=per_file)", "").is_known);
  EXPECT_THAT(settings_in(parse_environment("context.configure(connection=c)", "")), IsEmpty());
}

TEST(Environment, MayOpenNoTransaction) {
  Environment environment = parse_environment("configure(transactional_ddl=False)", "env.py");
  const Read read("def upgrade():\n    op.drop_table('a')\n", Dialect::postgres, environment);
  EXPECT_EQ(read.migration.up.scopes.at(0).wrap, Wrap::none);
}

/// A project's folder with a module of its own, and a revision that stands four folders deeper.
class OwnTypes : public testing::Test {
 public:
  OwnTypes() {
    const std::string here = fs::temp_directory_path() / "miglint-own-types.XXXXXX";
    std::string name = here;
    folder_ = mkdtemp(name.data());
    fs::create_directories(folder_ / "app/server/db/versions/postgresql");
    fs::create_directories(folder_ / "app/tools");
  }
  ~OwnTypes() override {
    std::error_code error;
    fs::remove_all(folder_, error);
  }
  OwnTypes(const OwnTypes&) = delete;
  OwnTypes& operator=(const OwnTypes&) = delete;

 protected:
  void module(const std::string& text) const {
    std::ofstream(folder_ / "app/tools/types.py")
        << "import sqlalchemy as sa\nfrom sqlalchemy.dialects import postgresql\n"
        << text;
  }

  /// What an ADD COLUMN of the type sends, from the type on.
  [[nodiscard]] std::string column(const std::string& imports, const std::string& type,
                                   Dialect dialect = Dialect::postgres) const {
    const SourceFile source(
        (folder_ / "app/server/db/versions/postgresql/1_x.py").string(),
        fmt::format("{}\nimport sqlalchemy as sa\nfrom alembic import op\nrevision = 'a'\n"
                    "def upgrade():\n    op.add_column('t', sa.Column('c', {}))\n",
                    imports, type));
    Arena arena;
    const Environment environment;
    const Migration migration = read_revision(FileId{}, source, dialect, environment, arena);
    const auto lines = Read::lines(migration.up);
    return lines.size() == 1 ? lines[0].substr(lines[0].find(" c ") + 3) : "not one statement";
  }

 private:
  fs::path folder_;
};

constexpr auto kJson =
    "class JSON(sa.types.TypeDecorator):\n    impl = sa.Text\n"
    "    def load_dialect_impl(self, dialect):\n"
    "        if dialect.name == 'postgresql':\n"
    "            return dialect.type_descriptor(postgresql.JSONB())\n"
    "        return dialect.type_descriptor(sa.JSON())\n";

TEST_F(OwnTypes, AreReadWhereTheProjectHasThem) {
  module(kJson);
  EXPECT_EQ(column("from app.tools.types import JSON", "JSON"), "JSONB");
  EXPECT_EQ(column("from app.tools.types import JSON", "JSON(astext_type=sa.Text())"), "JSONB");
  EXPECT_EQ(column("from app.tools import types", "types.JSON()"), "JSONB");
  EXPECT_EQ(column("import app.tools.types as t", "t.JSON()"), "JSONB");
  EXPECT_EQ(column("import app", "app.tools.types.JSON()"), "JSONB");
  EXPECT_EQ(column("import app.tools.types", "app.tools.types.JSON"), "JSONB");
  EXPECT_EQ(column("import app", "app.tools.types.JSON()", Dialect::mysql), "JSON");
}

TEST_F(OwnTypes, AreUnknownWhereTheyAreNotRead) {
  for (const std::string type :
       {"JSON", "Integer", "DateTime", "String", "Enum", "UUID", "ARRAY"}) {
    for (const Dialect dialect : {Dialect::postgres, Dialect::mysql}) {
      const char quote = dialect == Dialect::postgres ? '"' : '`';
      const std::string expected = fmt::format("{0}other_kinds_{1}{0} (symbolic)", quote, type);
      EXPECT_EQ(column("import other", "other.kinds." + type + "()", dialect), expected);
      EXPECT_EQ(column("from other.kinds import " + type, type, dialect), expected);
    }
  }
  EXPECT_EQ(column("import x.postgresql.kinds", "x.postgresql.kinds.JSON()"),
            "\"x_postgresql_kinds_JSON\" (symbolic)");
}

TEST_F(OwnTypes, SayWhatTheyAreInManyWays) {
  module(
      "class Base(sa.types.TypeDecorator):\n    impl = sa.String(40)\n"
      "class Inherited(Base):\n    pass\n"
      "class Default(Base):\n"
      "    def load_dialect_impl(self, d):\n        return super().load_dialect_impl(d)\n"
      "class Given(Base):\n"
      "    def __init__(self, impl):\n        self.impl = impl\n"
      "class ByServer(Base):\n"
      "    def load_dialect_impl(self, dialect):\n"
      "        return sa.Text() if dialect.server_version_info > (9, 4) else sa.JSON()\n"
      "class Itself(Base):\n"
      "    def load_dialect_impl(self, dialect):\n        return Itself()\n");
  const auto is = [&](const std::string& type) {
    return column("from app.tools.types import *", type);
  };
  EXPECT_EQ(is("Inherited()"), "VARCHAR(40)");
  EXPECT_EQ(is("Default()"), "VARCHAR(40)");
  EXPECT_EQ(is("Given(sa.BigInteger())"), "BIGINT");
  EXPECT_EQ(is("ByServer()"), "\"ByServer\" (symbolic)");
  EXPECT_EQ(is("Itself()"), "\"Itself\" (symbolic)");
}

}  // namespace
}  // namespace miglint::alembic
