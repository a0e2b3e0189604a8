// `miglint stats-query` run on real servers, and its answer read back.
#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <string>

#include "kept_server.h"
#include "program.h"

namespace miglint {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using Json = nlohmann::json;

Json table(const Json& stats, std::string_view name) {
  for (const Json& each : stats["tables"]) {
    if (each["name"] == name) return each;
  }
  return nullptr;
}

class StatsQuery : public ProgramTest {};

TEST_F(StatsQuery, OnPostgres) {
  folder_.write("base.sql",
                "CREATE TABLE orders (id bigint PRIMARY KEY, note text);\n"
                "CREATE TABLE fresh (id bigint);\n"
                "CREATE TABLE parts (id int) PARTITION BY RANGE (id);\n"
                "CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (100);\n"
                "CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (100) TO (1000);\n"
                "CREATE ROLE reader LOGIN;\n");
  folder_.write("rows.sql",
                "INSERT INTO orders SELECT n, 'x' FROM generate_series(1, 20000) AS n;\n"
                "INSERT INTO parts SELECT n FROM generate_series(1, 300) AS n;\n"
                "ANALYZE orders, parts;\n");
  folder_.write("1.sql", "CREATE TABLE nothing (id int);\n");
  const KeptServer server(*this, "--rows 0 1.sql");
  ASSERT_EQ(server.problem(), "");
  const std::string psql = "psql -XAtq -v ON_ERROR_STOP=1 -h " + server.host();
  const Outcome asked = shell(psql +
                              " -U postgres work -f base.sql -f rows.sql >/dev/null && "
                              "\"$MIGLINT\" stats-query | " +
                              psql + " -U reader work >stats.json");
  ASSERT_EQ(asked.exit_code, 0) << asked.error;

  const Json stats = Json::parse(read("stats.json"));
  EXPECT_EQ(stats["version"], 1);
  EXPECT_EQ(stats["default_schema"], "public");
  EXPECT_EQ(table(stats, "orders")["rows"], 20000);
  EXPECT_GT(table(stats, "orders")["table_bytes"], 500'000);
  EXPECT_GT(table(stats, "orders")["index_bytes"], 100'000);
  EXPECT_EQ(table(stats, "fresh")["rows"], 0);
  EXPECT_EQ(table(stats, "parts_2")["rows"], 201);
  EXPECT_EQ(table(stats, "parts")["rows"], 300);
  EXPECT_EQ(table(stats, "parts")["table_bytes"],
            table(stats, "parts_1")["table_bytes"].get<int>() +
                table(stats, "parts_2")["table_bytes"].get<int>());

  folder_.write("new.sql", "CREATE INDEX ON orders (note); CREATE INDEX ON parts_1 (id);\n");
  EXPECT_THAT(miglint("check -q --stats stats.json new.sql").out,
              AllOf(HasSubstr("error[index-without-concurrently]"),
                    HasSubstr("`orders` has about 20,000 rows"), HasSubstr("a note instead of")));
}

/// Starts the MariaDB that is installed, as an unprivileged user, and asks it.
constexpr std::string_view kOnMariadb = R"sh(
S=$(mktemp -d /tmp/miglint-stats.XXXXXX)
trap 'kill "$(cat "$S/pid")" 2>/dev/null; sleep 0.5; rm -rf "$S"' EXIT
as_user=
if [ "$(id -u)" = 0 ]; then
  chown nobody "$S"
  as_user='setpriv --reuid=nobody --regid=nogroup --clear-groups'
fi
PATH=$PATH:/usr/sbin
$as_user mariadb-install-db --no-defaults --datadir="$S/data" --skip-test-db \
  --auth-root-authentication-method=normal >"$S/log" 2>&1 || exit 3
$as_user mariadbd --no-defaults --performance-schema=ON --datadir="$S/data" --socket="$S/socket" \
  --pid-file="$S/pid" --skip-networking >"$S/log" 2>&1 &
ask="mariadb --no-defaults -uroot -S $S/socket"
for _ in $(seq 400); do $ask -e 'SELECT 1' >/dev/null 2>&1 && break; sleep 0.2; done
$ask -e "CREATE DATABASE shop; USE shop; CREATE TABLE orders (id int PRIMARY KEY, note text);
         INSERT INTO orders SELECT seq, 'x' FROM seq_1_to_5000; ANALYZE TABLE orders;
         CREATE TABLE fresh (id int); CREATE VIEW v AS SELECT 1" >/dev/null || exit 4
"$MIGLINT" stats-query --dialect mariadb | $ask -Nr shop >stats.json
"$MIGLINT" stats-query --dialect mysql | $ask -Nr shop >as_mysql.json
)sh";

TEST_F(StatsQuery, OnMariadb) {
  if (shell("command -v mariadbd || PATH=$PATH:/usr/sbin command -v mariadbd").exit_code != 0) {
    GTEST_SKIP() << "no MariaDB is installed";
  }
  folder_.write("ask", kOnMariadb);
  const Outcome asked = shell("export MIGLINT; bash ask");
  ASSERT_EQ(asked.exit_code, 0) << asked.error;
  for (const std::string file : {"stats.json", "as_mysql.json"}) {
    const Json stats = Json::parse(read(file));
    EXPECT_EQ(stats["default_schema"], "shop") << file;
    EXPECT_EQ(stats["tables"].size(), 2U) << file;
    EXPECT_NEAR(table(stats, "orders")["rows"].get<double>(), 5000, 100) << file;
    EXPECT_GT(table(stats, "orders")["table_bytes"], 100'000) << file;
    EXPECT_GT(table(stats, "orders")["writes_per_second"], 1) << file;
  }
  folder_.write("new.sql", "ALTER TABLE orders MODIFY note bigint;\n");
  EXPECT_THAT(miglint("check -q --dialect mariadb --stats stats.json new.sql").out,
              AllOf(HasSubstr("note[alter-blocks-writes]"), HasSubstr("`orders` has about ")));
}

}  // namespace
}  // namespace miglint
