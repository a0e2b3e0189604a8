#include "verify/maria_copy.h"

#include <fmt/format.h>

#include <regex>
#include <utility>
#include <vector>

#include "verify/maria_sql.h"

namespace miglint {
namespace {

struct Failure {
  std::string what;
};

struct Object {
  std::string name;
  std::string sql;  ///< CREATE …
};

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

/// The objects of one database, as a superuser reads them.
class Objects {
 public:
  Objects(MysqlConnection& watcher, std::string_view database)
      : watcher_(watcher), database_(database) {
    must(watcher_.run("USE " + database_), "USE");
  }

  [[nodiscard]] std::vector<Object> tables() { return made_of("TABLE", names("BASE TABLE"), 1); }
  [[nodiscard]] std::vector<Object> views() { return made_of("VIEW", names("VIEW"), 1); }
  [[nodiscard]] std::vector<Object> triggers() {
    return made_of("TRIGGER",
                   list("SELECT trigger_name FROM information_schema.triggers WHERE "
                        "trigger_schema = DATABASE() ORDER BY action_order"),
                   2);
  }
  [[nodiscard]] std::vector<Object> routines() {
    std::vector<Object> all;
    for (const char* kind : {"FUNCTION", "PROCEDURE"}) {
      auto some =
          made_of(kind,
                  list(fmt::format("SELECT routine_name FROM information_schema.routines WHERE "
                                   "routine_schema = DATABASE() AND routine_type = '{}'",
                                   kind)),
                  2);
      for (Object& object : some)
        all.push_back(std::move(object));
    }
    return all;
  }

  /// Of a table: those that hold values of their own.
  [[nodiscard]] std::vector<std::string> columns(const std::string& table) {
    return list(
        fmt::format("SELECT column_name FROM information_schema.columns WHERE table_schema "
                    "= DATABASE() AND table_name = {} AND is_generated = 'NEVER' ORDER BY "
                    "ordinal_position",
                    maria_literal(table)));
  }

  std::vector<Row> must(std::expected<std::vector<Row>, ServerError> answer,
                        std::string_view what) const {
    if (!answer) throw Failure{fmt::format("{}: {}", what, answer.error().message)};
    return *std::move(answer);
  }

 private:
  std::vector<std::string> list(const std::string& query) {
    std::vector<std::string> values;
    for (const Row& row : must(watcher_.run(query), "information_schema"))
      values.push_back(row[0].value_or(""));
    return values;
  }

  std::vector<std::string> names(std::string_view kind) {
    return list(
        fmt::format("SELECT table_name FROM information_schema.tables WHERE table_schema = "
                    "DATABASE() AND table_type = '{}' ORDER BY table_name",
                    kind));
  }

  std::vector<Object> made_of(std::string_view kind, const std::vector<std::string>& names,
                              std::size_t column) {
    std::vector<Object> objects;
    for (const std::string& name : names) {
      const auto rows =
          must(watcher_.run(fmt::format("SHOW CREATE {} {}", kind, maria_name(name))), name);
      objects.push_back({name, rows.front()[column].value_or("")});
    }
    return objects;
  }

  MysqlConnection& watcher_;
  std::string database_;
};

class Copy {
 public:
  Copy(Objects& objects, MysqlConnection& session, std::string_view from, std::string_view to)
      : objects_(objects), session_(session), from_(from), to_(to) {}

  void run() {
    make("SET foreign_key_checks = 0, unique_checks = 0, sql_mode = 'NO_AUTO_VALUE_ON_ZERO'",
         "SET");
    const std::vector<Object> tables = objects_.tables();
    for (const Object& table : tables)
      make(table.sql, table.name);
    for (const Object& table : tables)
      copy_rows(table.name);
    for (const Object& routine : objects_.routines())
      make(here(routine.sql), routine.name);
    make_views(objects_.views());
    for (const Object& trigger : objects_.triggers())
      make(here(trigger.sql), trigger.name);
  }

 private:
  void make(const std::string& sql, std::string_view name) {
    static_cast<void>(objects_.must(session_.run(sql), name));
  }

  [[nodiscard]] std::string here(const std::string& sql) const {
    return replaced(sql, maria_name(from_) + ".", maria_name(to_) + ".");
  }

  void copy_rows(const std::string& table) {
    const std::string columns = maria_names(objects_.columns(table));
    make(fmt::format("INSERT INTO {0} ({1}) SELECT {1} FROM {2}.{0}", maria_name(table), columns,
                     maria_name(from_)),
         table);
  }

  /// One may ask another.
  void make_views(std::vector<Object> views) {
    while (!views.empty()) {
      std::vector<Object> left;
      for (Object& view : views) {
        if (!session_.run(here(view.sql))) left.push_back(std::move(view));
      }
      if (left.size() == views.size()) make(here(left.front().sql), left.front().name);
      views = std::move(left);
    }
  }

  Objects& objects_;
  MysqlConnection& session_;
  std::string from_;
  std::string to_;
};

/// Its lines, each by itself: what differs is then easily told.
void add_lines(const Object& table, std::set<std::string>& lines) {
  static const std::regex kCounter(R"re( AUTO_INCREMENT=\d+)re");
  const std::string sql = std::regex_replace(table.sql, kCounter, "");
  for (std::size_t begin = 0; begin < sql.size();) {
    const std::size_t end = std::min(sql.find('\n', begin), sql.size());
    std::string line = sql.substr(begin, end - begin);
    begin = end + 1;
    line.erase(0, line.find_first_not_of(" )"));
    if (line.ends_with(',')) line.pop_back();
    if (!line.starts_with("CREATE TABLE")) lines.insert(fmt::format("{}: {}", table.name, line));
  }
  lines.insert("table " + table.name);
}

template <class Work>
auto guarded(const Work& work) -> std::expected<decltype(work()), std::string> {
  try {
    if constexpr (std::is_void_v<decltype(work())>) {
      work();
      return {};
    } else {
      return work();
    }
  } catch (const Failure& failure) {
    return std::unexpected(failure.what);
  }
}

}  // namespace

std::expected<void, std::string> copy_database(const MariaServer& server, std::string_view from,
                                               std::string_view to) {
  if (auto made = server.create(to); !made) return std::unexpected(made.error().message);
  auto watcher = server.watch();
  if (!watcher) return std::unexpected(watcher.error().message);
  auto session = server.migrate(to);
  if (!session) return std::unexpected(session.error().message);
  return guarded([&] {
    Objects objects(*watcher, from);
    Copy(objects, *session, from, to).run();
  });
}

std::expected<Picture, std::string> picture(const MariaServer& server, std::string_view database) {
  auto watcher = server.watch();
  if (!watcher) return std::unexpected(watcher.error().message);
  auto reader = server.fill(database);
  if (!reader) return std::unexpected(reader.error().message);
  return guarded([&] {
    Objects objects(*watcher, database);
    Picture picture;
    const std::string here = maria_name(database) + ".";
    for (const Object& table : objects.tables()) {
      add_lines(table, picture.catalog);
      const auto sum = objects.must(
          reader->run(fmt::format("CHECKSUM TABLE {} EXTENDED", maria_name(table.name))),
          table.name);
      const auto count =
          objects.must(reader->run("SELECT COUNT(*) FROM " + maria_name(table.name)), table.name);
      picture.data.insert(fmt::format("rows of {}: {}, checksum {}", table.name,
                                      count.front()[0].value_or(""),
                                      sum.front()[1].value_or("none")));
    }
    for (const Object& view : objects.views())
      picture.catalog.insert(fmt::format("view {}: {}", view.name, replaced(view.sql, here, "")));
    for (const Object& routine : objects.routines())
      picture.catalog.insert(fmt::format("routine {}: {}", routine.name, routine.sql));
    for (const Object& trigger : objects.triggers())
      picture.catalog.insert(fmt::format("trigger {}: {}", trigger.name, trigger.sql));
    return picture;
  });
}

}  // namespace miglint
