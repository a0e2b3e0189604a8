#include "verify/writers.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "verify/column_value.h"
#include "verify/evidence.h"
#include "verify/fill.h"
#include "verify/table_shape.h"

namespace miglint {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Outcome = WriterContest::Outcome;

/// Enough for two writers.
constexpr std::int64_t kRows = 10;
/// Far beyond the numbers of the rows that are there.
constexpr std::int64_t kFreshRow = 7654321;
/// Whoever neither answers nor waits for a lock by then is left alone.
constexpr auto kPatience = 1s;
constexpr auto kGiveUp = 5s;

constexpr std::string_view kIndexes = R"(
  SELECT x.indexrelid, n.nspname || '.' || c.relname, m.nspname || '.' || t.relname,
         x.indisexclusion, pg_catalog.pg_get_expr(x.indpred, x.indrelid),
         (SELECT pg_catalog.string_agg(a.attname, E'\x1f' ORDER BY a.attnum)
            FROM pg_catalog.pg_attribute AS a
           WHERE a.attrelid = x.indrelid AND a.attnum > 0
             AND (a.attnum = ANY (x.indkey)
               OR x.indpred IS NULL AND EXISTS (
                    SELECT FROM pg_catalog.pg_depend AS d
                     WHERE d.refobjid = x.indrelid AND d.refobjsubid = a.attnum
                       AND (d.objid = x.indexrelid OR d.objid = k.oid))))
    FROM pg_catalog.pg_index AS x
    JOIN pg_catalog.pg_class AS c ON c.oid = x.indexrelid
    JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_class AS t ON t.oid = x.indrelid
    JOIN pg_catalog.pg_namespace AS m ON m.oid = t.relnamespace
    LEFT JOIN pg_catalog.pg_constraint AS k ON k.conindid = x.indexrelid AND k.contype IN ('u', 'x')
   WHERE x.indrelid >= 16384 AND t.relkind = 'r' AND c.relkind = 'i' AND x.indisvalid
     AND (x.indisunique OR x.indisexclusion) AND NOT x.indisprimary
     AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
   ORDER BY x.indexrelid)";

struct UniqueIndex {
  Oid oid = 0;
  std::string name;
  std::string table;
  bool exclusion = false;
  std::string predicate;
  std::vector<std::string> columns;
};

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\x1f', begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

class Contest {
 public:
  Contest(Connection& first, Connection& second, const TableShape& table, const UniqueIndex& index,
          std::uint64_t seed)
      : first_(first), second_(second), table_(table), index_(index), seed_(seed) {}

  WriterContest run() {
    result_.index = index_.name;
    if (!choose_rows() || !write_assignments()) return result_;
    first_.try_to_run("BEGIN");
    second_.try_to_run("BEGIN");
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

  /// What points to another table must point to something: one NULL is not equal to another.
  bool choose_rows() {
    std::string condition = index_.predicate.empty() ? "true" : "(" + index_.predicate + ")";
    for (const std::string& column : index_.columns) {
      if (!is_key_of_another(column)) continue;
      condition += fmt::format(" AND {} IS NOT NULL", quote_identifier(column));
    }
    const auto rows = first_.run(fmt::format("SELECT ctid FROM {} WHERE {} ORDER BY ctid LIMIT 2",
                                             table_.quoted, condition));
    if (!rows) return give_up(rows.error().message);
    if (rows->size() < 2) return give_up("there are no two rows to be written");
    first_row_ = (*rows)[0][0].value_or("");
    second_row_ = (*rows)[1][0].value_or("");
    return true;
  }

  [[nodiscard]] bool is_key_of_another(const std::string& column) const {
    return std::ranges::any_of(table_.foreign_keys, [&](const ForeignKeyShape& key) {
      return std::ranges::find(key.columns, column) != key.columns.end();
    });
  }

  /// New values for both, and what points to another table as the first row has it.
  bool write_assignments() {
    bool fresh = false;
    for (std::size_t place = 0; place < table_.columns.size(); ++place) {
      const ColumnShape& column = table_.columns[place];
      if (std::ranges::find(index_.columns, column.name) == index_.columns.end()) continue;
      const std::string name = quote_identifier(column.name);
      const auto value = column_value(column, place, table_.checks, seed_);
      if (!is_key_of_another(column.name) && value) {
        fresh = true;
        assignments_ += fmt::format("{}{} = {}", assignments_.empty() ? "" : ", ", name, *value);
      } else {
        assignments_ +=
            fmt::format("{}{} = (SELECT {} FROM {} WHERE ctid = '{}')",
                        assignments_.empty() ? "" : ", ", name, name, table_.quoted, first_row_);
      }
    }
    return fresh || give_up("all of its columns point to other tables");
  }

  [[nodiscard]] std::string update(const std::string& row) const {
    return fmt::format("UPDATE {} SET {} FROM (SELECT {}::bigint AS g) AS n WHERE {}.ctid = '{}'",
                       table_.quoted, assignments_, kFreshRow, table_.quoted, row);
  }

  void race() {
    if (const auto done = first_.run(update(first_row_)); !done) {
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
    while (second_.is_busy() && Clock::now() < begin + kGiveUp)
      second_.wait(10ms);
    if (second_.is_busy()) second_.cancel();
    auto done = second_.finish();
    // A deferred constraint speaks up only here.
    if (done) done = second_.run("COMMIT");
    if (!committed) {
      give_up("the first writer is refused: " + refusal_words(committed.error()));
    } else if (done) {
      result_.outcome = index_.exclusion ? Outcome::not_tried : Outcome::both_written;
      result_.evidence = index_.exclusion ? "rows with the same values do not exclude each other"
                                          : "both writers were let in";
    } else if (done.error().sqlstate == "23505" || done.error().sqlstate == "23P01") {
      result_.outcome = Outcome::refused;
      result_.evidence = fmt::format("one of them {}was refused: {}", waited ? "waited, and " : "",
                                     refusal_words(done.error()));
    } else {
      give_up("the second writer is refused for another reason: " + refusal_words(done.error()));
    }
  }

  [[nodiscard]] bool second_waits() {
    const auto rows = first_.run(fmt::format(
        "SELECT FROM pg_catalog.pg_locks WHERE NOT granted AND pid = {}", second_.backend_pid()));
    return rows && !rows->empty();
  }

  Connection& first_;
  Connection& second_;
  const TableShape& table_;
  const UniqueIndex& index_;
  std::uint64_t seed_;
  std::string first_row_;
  std::string second_row_;
  std::string assignments_;
  WriterContest result_;
};

std::vector<UniqueIndex> new_indexes(const std::vector<Row>& rows, const std::set<Oid>& before) {
  std::vector<UniqueIndex> indexes;
  for (const Row& row : rows) {
    UniqueIndex index{.oid = static_cast<Oid>(std::atoll(row[0].value_or("0").c_str())),
                      .name = row[1].value_or(""),
                      .table = row[2].value_or(""),
                      .exclusion = row[3] == "t",
                      .predicate = row[4].value_or(""),
                      .columns = split(row[5].value_or(""))};
    if (!before.contains(index.oid)) indexes.push_back(std::move(index));
  }
  return indexes;
}

}  // namespace

std::expected<std::vector<WriterContest>, std::string> race_writers(
    const Sandbox& sandbox, std::string_view database, const std::set<Oid>& indexes_before,
    std::uint64_t seed) {
  auto watcher = sandbox.watch(database);
  auto first = sandbox.fill(database);
  auto second = sandbox.fill(database);
  for (const auto* session : {&watcher, &first, &second}) {
    if (!*session) return std::unexpected(session->error().message);
  }
  const auto rows = watcher->run(kIndexes);
  if (!rows) return std::unexpected(rows.error().message);
  std::vector<WriterContest> contests;
  for (const UniqueIndex& index : new_indexes(*rows, indexes_before)) {
    Fill(*watcher, *first, {.rows = kRows, .seed = seed}, {}).table(index.table);
    const auto table = read_table(*watcher, index.table);
    if (!table) continue;
    // A trigger may refuse every UPDATE; what is tried here is the constraint.
    first->try_to_run("ALTER TABLE " + table->quoted + " DISABLE TRIGGER USER");
    contests.push_back(Contest(*first, *second, *table, index, seed).run());
  }
  return contests;
}

}  // namespace miglint
