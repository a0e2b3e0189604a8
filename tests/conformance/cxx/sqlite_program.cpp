// A program with its migrations inside, run against SQLite, which traces what it is sent;
// `miglint sql` reads this file and must say the same.
#include <sqlite3.h>

#include <cstdio>
#include <string>
#include <vector>

namespace {

int print(unsigned, void*, void* statement, void* text) {
  // A trigger's own statements come as comments.
  const char* const sql = static_cast<const char*>(text);
  if (sql[0] != '-' || sql[1] != '-') {
    std::printf("%s\n%c", sqlite3_sql(static_cast<sqlite3_stmt*>(statement)), '\0');
  }
  return 0;
}

void run(sqlite3* database, const std::string& sql) {
  sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr);
}

void prepared(sqlite3* database) {
  sqlite3_stmt* statement = nullptr;
  sqlite3_prepare_v2(database, "INSERT INTO notes (id, body) VALUES (?, ?)", -1, &statement,
                     nullptr);
  sqlite3_bind_int(statement, 1, 1);
  sqlite3_step(statement);
  sqlite3_finalize(statement);
}

}  // namespace

int main() {
  sqlite3* database = nullptr;
  if (sqlite3_open(":memory:", &database) != SQLITE_OK) return 1;
  sqlite3_trace_v2(database, SQLITE_TRACE_STMT, print, nullptr);
  run(database, "PRAGMA foreign_keys = ON");
  const std::vector<std::string> steps{
      "CREATE TABLE notes (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT)",
      R"(CREATE TRIGGER notes_touch AFTER INSERT ON notes
BEGIN
  UPDATE notes SET body = 'x' WHERE id = new.id;
END)",
  };
  for (const std::string& step : steps) {
    run(database, step);
  }
  prepared(database);
  run(database, "PRAGMA user_version = " + std::to_string(steps.size()));
  sqlite3_close(database);
  return 0;
}
