#include "verify/maria_writers.h"

#include <fmt/format.h>

#include <chrono>
#include <map>
#include <optional>
#include <utility>

#include "verify/evidence.h"
#include "verify/maria_rows.h"
#include "verify/maria_sql.h"

namespace miglint {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Outcome = WriterContest::Outcome;

/// Enough for two writers.
constexpr std::int64_t kRows = 10;
/// Whoever neither answers nor waits for a lock by then is left alone.
constexpr auto kPatience = 1s;
constexpr std::string_view kDuplicate = "1062";

struct UniqueKey {
  std::string table;
  std::string name;
  std::vector<std::string> columns;
};

/// By "table.key".
std::expected<std::map<std::string, UniqueKey>, ServerError> read_keys(MysqlConnection& watcher,
                                                                       std::string_view database,
                                                                       bool primary) {
  const auto rows = watcher.run(fmt::format(
      "SELECT table_name, index_name, column_name FROM information_schema.statistics WHERE "
      "table_schema = {} AND non_unique = 0 AND index_name {} 'PRIMARY' ORDER BY table_name, "
      "index_name, seq_in_index",
      maria_literal(database), primary ? "=" : "<>"));
  if (!rows) return std::unexpected(rows.error());
  std::map<std::string, UniqueKey> keys;
  for (const Row& row : *rows) {
    UniqueKey& key = keys[row[0].value_or("") + "." + row[1].value_or("")];
    key.table = row[0].value_or("");
    key.name = row[1].value_or("");
    key.columns.push_back(row[2].value_or(""));
  }
  return keys;
}

class Contest {
 public:
  Contest(MysqlConnection& watcher, MysqlConnection& first, MysqlConnection& second,
          const UniqueKey& key, const UniqueKey* primary)
      : watcher_(watcher), first_(first), second_(second), key_(key), primary_(primary) {}

  WriterContest run() {
    result_.index = key_.table + "." + key_.name;
    if (!choose_rows() || !write_assignments()) return result_;
    first_.try_to_run("START TRANSACTION");
    second_.try_to_run("START TRANSACTION");
    race();
    first_.try_to_run("ROLLBACK");
    second_.try_to_run("ROLLBACK");
    return result_;
  }

 private:
  bool give_up(std::string why) {
    result_.evidence = std::move(why);
    return false;
  }

  bool choose_rows() {
    if (primary_ == nullptr) return give_up("without a primary key no row can be named");
    // One NULL is not equal to another.
    std::string filter = "TRUE";
    for (const std::string& column : key_.columns)
      filter += fmt::format(" AND {} IS NOT NULL", maria_name(column));
    const auto rows =
        first_.run(fmt::format("SELECT {} FROM {} WHERE {} LIMIT 2", maria_names(primary_->columns),
                               maria_name(key_.table), filter));
    if (!rows) return give_up(rows.error().message);
    if (rows->size() < 2) return give_up("there are no two rows to be written");
    first_row_ = condition((*rows)[0]);
    second_row_ = condition((*rows)[1]);
    return true;
  }

  [[nodiscard]] std::string condition(const Row& row) const {
    std::string text;
    for (std::size_t i = 0; i < primary_->columns.size(); ++i) {
      text += fmt::format("{}{} = {}", i == 0 ? "" : " AND ", maria_name(primary_->columns[i]),
                          maria_literal(row[i].value_or("")));
    }
    return text;
  }

  /// Both get the first row's values, but for the last column that takes one of its own.
  bool write_assignments() {
    const auto types = first_.run(fmt::format(
        "SELECT column_name, data_type, character_maximum_length FROM information_schema.columns "
        "WHERE table_schema = DATABASE() AND table_name = {} AND is_generated = 'NEVER' AND "
        "column_name NOT IN (SELECT k.column_name FROM information_schema.key_column_usage AS k "
        "WHERE k.table_schema = DATABASE() AND k.table_name = {} AND k.referenced_table_name IS "
        "NOT NULL)",
        maria_literal(key_.table), maria_literal(key_.table)));
    if (!types) return give_up(types.error().message);
    std::string fresh;
    for (const Row& row : *types) {
      const std::string type = row[1].value_or("");
      const bool number = type == "int" || type == "bigint" || type == "mediumint" ||
                          type == "decimal" || type == "double";
      const bool text =
          (type == "varchar" || type == "char") && std::atoll(row[2].value_or("0").c_str()) >= 7;
      const bool in_key =
          std::ranges::find(key_.columns, row[0].value_or("")) != key_.columns.end();
      if (in_key && (number || text)) {
        fresh = row[0].value_or("");
        value_ = number ? "7654321" : "'miglint'";
      }
    }
    if (fresh.empty()) return give_up("none of its columns takes a value of miglint's own");
    for (const std::string& column : key_.columns) {
      const std::string name = maria_name(column);
      if (!assignments_.empty()) assignments_ += ", ";
      assignments_ += column == fresh
                          ? fmt::format("{} = {}", name, value_)
                          : fmt::format(
                                "{0} = (SELECT {0} FROM (SELECT {0} FROM {1} WHERE {2}) AS "
                                "one_row)",
                                name, maria_name(key_.table), first_row_);
    }
    return true;
  }

  [[nodiscard]] std::string update(const std::string& row) const {
    return fmt::format("UPDATE {} SET {} WHERE {}", maria_name(key_.table), assignments_, row);
  }

  void race() {
    if (const auto done = with_number(first_.run(update(first_row_)), first_); !done) {
      give_up("the first writer is refused: " + refusal_words(done.error()));
      return;
    }
    if (!second_.send(update(second_row_))) return;
    const auto begin = Clock::now();
    bool waited = false;
    while (!waited && second_.is_busy() && Clock::now() < begin + kPatience) {
      second_.wait(2ms);
      waited = second_waits();
    }
    const auto committed = first_.run("COMMIT");
    // Its own innodb_lock_wait_timeout ends it.
    const auto done = with_number(second_.finish(), second_);
    if (!committed) {
      give_up("the first writer is refused: " + refusal_words(committed.error()));
    } else if (done) {
      result_.outcome = Outcome::both_written;
      result_.evidence = "both writers were let in";
    } else if (done.error().sqlstate == kDuplicate) {
      result_.outcome = Outcome::refused;
      result_.evidence = fmt::format("one of them {}was refused: {}", waited ? "waited, and " : "",
                                     refusal_words(done.error()));
    } else {
      give_up("the second writer is refused for another reason: " + refusal_words(done.error()));
    }
  }

  [[nodiscard]] bool second_waits() {
    const auto rows = watcher_.run(fmt::format(
        "SELECT 1 FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = {} AND "
        "trx_state = 'LOCK WAIT'",
        second_.id()));
    return rows && !rows->empty();
  }

  MysqlConnection& watcher_;
  MysqlConnection& first_;
  MysqlConnection& second_;
  const UniqueKey& key_;
  const UniqueKey* primary_;
  std::string first_row_;
  std::string second_row_;
  std::string value_;
  std::string assignments_;
  WriterContest result_;
};

}  // namespace

std::expected<std::set<std::string>, std::string> unique_keys(const MariaServer& server,
                                                              std::string_view database) {
  auto watcher = server.watch();
  if (!watcher) return std::unexpected(watcher.error().message);
  const auto keys = read_keys(*watcher, database, /*primary=*/false);
  if (!keys) return std::unexpected(keys.error().message);
  std::set<std::string> names;
  for (const auto& [name, key] : *keys)
    names.insert(name);
  return names;
}

std::expected<std::vector<WriterContest>, std::string> race_writers(
    const MariaServer& server, std::string_view database,
    const std::set<std::string>& keys_before) {
  auto watcher = server.watch();
  auto first = server.fill(database);
  auto second = server.fill(database);
  for (const auto* session : {&watcher, &first, &second}) {
    if (!*session) return std::unexpected(session->error().message);
  }
  const auto keys = read_keys(*watcher, database, /*primary=*/false);
  const auto primary = read_keys(*watcher, database, /*primary=*/true);
  if (!keys) return std::unexpected(keys.error().message);
  if (!primary) return std::unexpected(primary.error().message);
  std::vector<WriterContest> contests;
  for (const auto& [name, key] : *keys) {
    if (keys_before.contains(name)) continue;
    MariaFill(*first, kRows, {}).table(key.table);
    const auto rows_key = primary->find(key.table + ".PRIMARY");
    contests.push_back(Contest(*watcher, *first, *second, key,
                               rows_key == primary->end() ? nullptr : &rows_key->second)
                           .run());
  }
  return contests;
}

}  // namespace miglint
