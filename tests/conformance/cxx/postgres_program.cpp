// A program with its migrations inside, as programs have them. It is run against PostgreSQL, whose
// log says what it has sent; `miglint sql` reads this file and must say the same.
//
//   postgres_program CONNECTION
#include <libpq-fe.h>

#include <array>
#include <cstdio>
#include <map>
#include <pqxx/pqxx>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#define SQLDO(sql) run(connection, sql)
#define SCHEMA "shop"
#define QUALIFIED(name) SCHEMA "." name

namespace {

const char* const kLog = "event_log";

constexpr std::string_view kOrders = R"sql(
CREATE TABLE shop.orders (
  id bigint PRIMARY KEY,
  note text DEFAULT 'a "quoted" word'
)
)sql";

struct Step {
  int version;
  const char* sql;
};

constexpr std::array<Step, 2> kSteps{{
    {1, "ALTER TABLE shop.orders ADD COLUMN state text"},
    {2,
     "CREATE INDEX orders_by_state "
     "ON shop.orders (state)"},
}};

const std::map<int, std::string_view> kByVersion{
    {20, "ALTER TABLE shop.orders ADD COLUMN v20 int"},
    {3, "ALTER TABLE shop.orders ADD COLUMN v3 int"},
};

void run(PGconn* connection, const std::string& sql) {
  PGresult* const result = PQexec(connection, sql.c_str());
  if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK) {
    std::fprintf(stderr, "%s: %s", sql.c_str(), PQerrorMessage(connection));
  }
  PQclear(result);
}

std::string drop(const std::string& table) {
  return "DROP TABLE IF EXISTS " + table;
}

std::string create_log(bool with_time) {
  std::string sql = "CREATE TABLE ";
  sql += SCHEMA;
  sql.append(".").append(kLog);
  sql += " (id bigint";
  if (with_time) {
    sql += ", at timestamptz";
  }
  return sql + ')';
}

void fill(PGconn* connection) {
  const std::vector<std::pair<std::string, std::string>> rows{{"1", "it's"}, {"2", "tab\t"}};
  for (const auto& [id, note] : rows) {
    const std::array<const char*, 2> values{id.c_str(), note.c_str()};
    PQclear(PQexecParams(connection, "INSERT INTO shop.orders (id, note) VALUES ($1::bigint, $2)",
                         2, nullptr, values.data(), nullptr, nullptr, 0));
  }
}

void with_pqxx(pqxx::connection& connection, const std::string& suffix) {
  pqxx::work work(connection);
  work.exec("UPDATE shop.orders SET state = 'new' WHERE id = " + std::to_string(1));
  work.exec("CREATE TABLE shop.copy_" + suffix + " (id int)");
  work.commit();
  {
    pqxx::work given_up(connection);
    given_up.exec0("DELETE FROM shop.orders");
  }
  pqxx::nontransaction direct(connection);
  direct.exec("CREATE INDEX CONCURRENTLY orders_by_note ON shop.orders (note)");
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return 2;
  PGconn* const connection = PQconnectdb(arguments[1]);
  if (PQstatus(connection) != CONNECTION_OK) return 1;
  SQLDO("CREATE SCHEMA " SCHEMA);
  SQLDO(drop(QUALIFIED("orders")));
  SQLDO(std::string(kOrders));
  SQLDO("BEGIN");
  SQLDO(create_log(true));
  SQLDO("COMMENT ON TABLE shop.event_log IS 'caf\u00e9\tand more'");
  SQLDO("COMMIT");
  for (const Step& step : kSteps) {
    SQLDO(step.sql);
  }
  for (const auto& [version, sql] : kByVersion) {
    SQLDO(std::string(sql));
  }
  const char* const several[] = {"SET lock_timeout = '1s'", "RESET lock_timeout", nullptr};
  for (int i = 0; several[i] != nullptr; ++i) {
    SQLDO(several[i]);
  }
  char sql[128];
  std::snprintf(sql, sizeof sql, "ALTER TABLE %s.%s ADD COLUMN n%d int", SCHEMA, kLog, 7);
  SQLDO(sql);
  SQLDO("CREATE TABLE shop.a (id int); CREATE TABLE shop.b (id int)");
  fill(connection);
  PQfinish(connection);
  pqxx::connection other(arguments[1]);
  with_pqxx(other, arguments[2]);
  return 0;
}
