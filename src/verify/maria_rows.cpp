#include "verify/maria_rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <utility>

#include "verify/maria_sql.h"

namespace miglint {
namespace {

struct MariaColumn {
  std::string name;
  std::string type;  ///< information_schema.columns.data_type
  std::int64_t length = 0;
};

struct TypeValue {
  std::string_view types;  ///< Between blanks.
  std::string_view value;  ///< Over `g`, the row's number.
};

constexpr std::array kValues{
    TypeValue{" int bigint mediumint ", "g"},
    TypeValue{" smallint ", "g % 32767"},
    TypeValue{" tinyint ", "g % 100"},
    TypeValue{" bit ", "1"},
    TypeValue{" decimal float double ", "g % 1000"},
    TypeValue{" date ", "DATE_ADD('2020-01-01', INTERVAL g % 1000 DAY)"},
    TypeValue{" datetime timestamp ", "DATE_ADD('2020-01-01 12:00:00', INTERVAL g MINUTE)"},
    TypeValue{" time ", "SEC_TO_TIME(g % 80000)"},
    TypeValue{" year ", "2000 + g % 100"},
    TypeValue{" json longtext mediumtext text ", "CONCAT('{\"n\": ', g, '}')"},
    TypeValue{" tinytext varbinary binary blob longblob mediumblob tinyblob ", "CONCAT('b', g)"},
    TypeValue{" uuid ", "CONCAT(LPAD(HEX(g), 8, '0'), '-0000-4000-8000-000000000000')"},
};

std::optional<std::string> value_of(const MariaColumn& column) {
  if (column.type == "enum" || column.type == "set") return "1";
  if (column.type == "char" || column.type == "varchar") {
    return fmt::format("RIGHT(CONCAT('{} ', g), {})", column.name.substr(0, 8),
                       std::max<std::int64_t>(column.length, 1));
  }
  const auto known = std::ranges::find_if(kValues, [&](const TypeValue& each) {
    return each.types.find(" " + column.type + " ") != std::string_view::npos;
  });
  if (known == kValues.end()) return std::nullopt;
  return std::string(known->value);
}

/// What a CHECK leaves of a column's values: one of a list, or a number between two.
std::optional<std::string> value_in(const std::string& column, const std::string& condition) {
  const std::string name = "[`(\\s]*" + std::regex_replace(column, std::regex(R"(\W)"), ".") + "`?";
  const std::regex one_of(name + R"re(\s+in\s*\(([^()]+)\))re", std::regex::icase);
  std::smatch match;
  if (std::regex_search(condition, match, one_of)) {
    const std::string list = match[1].str();
    const auto count = 1 + std::ranges::count(list, ',');
    return fmt::format("ELT(1 + g % {}, {})", count, list);
  }
  const std::regex between(name + R"re(\s+between\s+(-?\d+)\s+and\s+(-?\d+))re", std::regex::icase);
  if (std::regex_search(condition, match, between)) {
    return fmt::format("{0} + g % ({1} - ({0}) + 1)", match[1].str(), match[2].str());
  }
  return std::nullopt;
}

}  // namespace

/// One table's columns, and what its rows must satisfy.
class MariaFill::TableRows {
 public:
  TableRows(MariaFill& fill, const std::string& name) : fill_(fill), name_(name) {}

  void insert() {
    read_keys();
    read_conditions();
    const auto columns = ask(
        "SELECT column_name, data_type, column_type, character_maximum_length, is_nullable FROM "
        "information_schema.columns WHERE table_schema = DATABASE() AND table_name = {} AND extra "
        "NOT LIKE '%auto_increment%' AND is_generated = 'NEVER' ORDER BY ordinal_position");
    if (columns.empty()) return;
    FilledTable filled{.table = name_};
    const std::int64_t there = count(name_);
    for (const Row& row : columns)
      add(row);
    if (there < fill_.rows_) {
      const auto done = fill_.session_.run(fmt::format(
          "INSERT IGNORE INTO {} ({}) SELECT {} FROM (SELECT seq AS g FROM seq_{}_to_{}) AS n{}",
          maria_name(name_), names_, values_, there + 1, fill_.rows_, joins_));
      if (!done) filled.remark = done.error().message;
    }
    filled.rows = count(name_);
    if (filled.rows > 0) filled.remark.clear();
    fill_.filled_.push_back(std::move(filled));
  }

 private:
  std::vector<Row> ask(std::string_view query) const {
    auto rows = fill_.session_.run(fmt::format(fmt::runtime(query), maria_literal(name_)));
    return rows ? *std::move(rows) : std::vector<Row>();
  }

  [[nodiscard]] std::int64_t count(const std::string& table) const {
    const auto rows = fill_.session_.run("SELECT COUNT(*) FROM " + maria_name(table));
    return rows && !rows->empty() ? std::atoll(rows->front()[0].value_or("0").c_str()) : 0;
  }

  /// The keys that are there, and those that the change is going to make.
  void read_keys() {
    for (const Row& key :
         ask("SELECT column_name, referenced_table_name, referenced_column_name FROM "
             "information_schema.key_column_usage WHERE table_schema = DATABASE() AND table_name = "
             "{} AND referenced_table_name IS NOT NULL")) {
      refer(key[0].value_or(""), key[1].value_or(""), key[2].value_or(""));
    }
    for (const Assumption& assumed : fill_.assumptions_) {
      const bool key = assumed.kind == Assumption::Kind::referenced &&
                       last_part(assumed.table) == name_ && assumed.columns.size() == 1 &&
                       assumed.referenced_columns.size() <= 1;
      if (!key) continue;
      refer(assumed.columns.front(), last_part(assumed.referenced_table),
            assumed.referenced_columns.empty() ? "id" : assumed.referenced_columns.front());
    }
  }

  /// Rows of the other table in turn; of the table itself there are none yet.
  void refer(const std::string& column, const std::string& parent, const std::string& key) {
    if (known_.contains(column)) return;
    if (parent == name_) {
      known_[column] = "NULL";
      return;
    }
    fill_.table(parent);
    const std::int64_t rows = count(parent);
    if (rows == 0) return;
    const std::string alias = fmt::format("p{}", known_.size());
    joins_ += fmt::format(
        " JOIN (SELECT {0} AS k, ROW_NUMBER() OVER (ORDER BY {0}) - 1 AS r FROM {1}) AS {2} ON "
        "{2}.r = g % {3}",
        maria_name(key), maria_name(parent), alias, rows);
    known_[column] = alias + ".k";
  }

  void read_conditions() {
    for (const Row& row : ask("SELECT check_clause FROM information_schema.check_constraints WHERE "
                              "constraint_schema = DATABASE() AND table_name = {}")) {
      conditions_.push_back(row[0].value_or(""));
    }
    for (const Assumption& assumed : fill_.assumptions_) {
      if (last_part(assumed.table) != name_) continue;
      if (assumed.kind == Assumption::Kind::condition) conditions_.push_back(assumed.condition);
      if (assumed.kind == Assumption::Kind::some_nulls) {
        half_null_.insert(assumed.columns.begin(), assumed.columns.end());
      }
    }
  }

  void add(const Row& row) {
    const MariaColumn column{.name = row[0].value_or(""),
                             .type = row[1].value_or(""),
                             .length = std::atoll(row[3].value_or("0").c_str())};
    const auto value = value_for(column);
    if (!value) return;
    const bool half = row[4] == "YES" && half_null_.contains(column.name);
    names_ += (names_.empty() ? "" : ", ") + maria_name(column.name);
    values_ += (values_.empty() ? "" : ", ") +
               (half ? fmt::format("IF(g % 2 = 0, NULL, {})", *value) : *value);
  }

  [[nodiscard]] std::optional<std::string> value_for(const MariaColumn& column) const {
    if (const auto known = known_.find(column.name); known != known_.end()) return known->second;
    for (const std::string& condition : conditions_) {
      if (auto value = value_in(column.name, condition)) return value;
    }
    return value_of(column);
  }

  MariaFill& fill_;
  const std::string& name_;
  std::map<std::string, std::string> known_;  ///< By column: the value of a key.
  std::vector<std::string> conditions_;
  std::set<std::string, std::less<>> half_null_;
  std::string names_;
  std::string values_;
  std::string joins_;
};

void MariaFill::table(const std::string& name) {
  if (seen_.emplace(name).second) TableRows(*this, name).insert();
}

}  // namespace miglint
