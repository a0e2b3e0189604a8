#include "verify/table_shape.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace miglint {
namespace {

constexpr char kSeparator = '\x1f';

std::vector<std::string> split(const std::optional<std::string>& list) {
  std::vector<std::string> parts;
  if (!list || list->empty()) return parts;
  for (std::size_t from = 0; from <= list->size();) {
    const std::size_t end = std::min(list->find(kSeparator, from), list->size());
    parts.push_back(list->substr(from, end - from));
    from = end + 1;
  }
  return parts;
}

std::int32_t number(const std::optional<std::string>& text) {
  return text ? std::atoi(text->c_str()) : 0;
}

/// Names of the columns whose numbers an int2[] holds.
std::string names_of(std::string_view table, std::string_view numbers) {
  return fmt::format(
      "(SELECT string_agg(a.attname, E'\\x1f' ORDER BY u.n) FROM unnest({}) WITH ORDINALITY AS"
      " u(attnum, n) JOIN pg_attribute AS a ON a.attrelid = {} AND a.attnum = u.attnum)",
      numbers, table);
}

/// `base`: the type below domains and arrays.
constexpr std::string_view kColumns = R"(
  WITH RECURSIVE below (attnum, depth, typ, is_array) AS (
    SELECT attnum, 0, atttypid, false FROM pg_attribute
     WHERE attrelid = {0} AND attnum > 0 AND NOT attisdropped
    UNION ALL
    SELECT b.attnum, b.depth + 1, CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.typelem END,
           b.is_array OR t.typtype <> 'd'
      FROM below AS b JOIN pg_type AS t ON t.oid = b.typ
     WHERE t.typtype = 'd' OR t.typcategory = 'A')
  SELECT a.attname, format_type(a.atttypid, a.atttypmod), t.typname, t.typcategory, b.is_array,
         a.attnotnull OR EXISTS (SELECT FROM pg_type AS d WHERE d.oid = a.atttypid AND d.typnotnull),
         a.attgenerated <> '' OR a.attidentity <> ''
           OR coalesce(pg_get_expr(f.adbin, f.adrelid) LIKE 'nextval(%', false),
         a.atthasdef, a.atttypmod,
         (SELECT string_agg(e.enumlabel, E'\x1f' ORDER BY e.enumsortorder)
            FROM pg_enum AS e WHERE e.enumtypid = b.typ),
         EXISTS (SELECT FROM pg_type AS d WHERE d.oid = a.atttypid AND d.typtype = 'd')
    FROM pg_attribute AS a
    JOIN LATERAL (SELECT typ, is_array FROM below WHERE below.attnum = a.attnum
                   ORDER BY depth DESC LIMIT 1) AS b ON true
    JOIN pg_type AS t ON t.oid = b.typ
    LEFT JOIN pg_attrdef AS f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
   WHERE a.attrelid = {0} AND a.attnum > 0 AND NOT a.attisdropped
   ORDER BY a.attnum)";

class Reader {
 public:
  Reader(Connection& watcher, std::string_view name) : watcher_(watcher) { shape_.name = name; }

  std::expected<TableShape, ServerError> read() {
    if (find() && read_columns() && read_constraints() && read_domains() && read_bound()) {
      return std::move(shape_);
    }
    return std::unexpected(error_);
  }

 private:
  using Rows = std::vector<Row>;

  std::optional<Rows> ask(const std::string& query) {
    auto rows = watcher_.run(query);
    if (rows) return *std::move(rows);
    error_ = rows.error();
    return std::nullopt;
  }

  bool find() {
    const auto rows = ask(fmt::format(
        "SELECT c.oid, format('%I.%I', n.nspname, c.relname), c.relkind, c.reltuples::bigint"
        " FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
        " WHERE n.nspname || '.' || c.relname = {}",
        quote_literal(shape_.name)));
    if (!rows) return false;
    if (rows->empty()) {
      error_ = {"42P01", fmt::format("there is no {}", shape_.name)};
      return false;
    }
    const Row& row = rows->front();
    oid_ = row[0].value_or("0");
    shape_.quoted = row[1].value_or("");
    shape_.kind = row[2]->front();
    shape_.rows = std::atoll(row[3].value_or("0").c_str());
    return true;
  }

  bool read_columns() {
    const auto rows = ask(fmt::format(kColumns, oid_));
    if (!rows) return false;
    for (const Row& row : *rows) {
      ColumnShape column{.name = row[0].value_or(""),
                         .type = row[1].value_or(""),
                         .base = row[2].value_or(""),
                         .category = row[3]->front(),
                         .array = row[4] == "t",
                         .domain = row[10] == "t",
                         .not_null = row[5] == "t",
                         .left_out = row[6] == "t",
                         .has_default = row[7] == "t"};
      column.labels = split(row[9]);
      read_modifier(number(row[8]), column);
      shape_.columns.push_back(std::move(column));
    }
    return true;
  }

  /// numeric packs two numbers into one; the character types count their own header.
  static void read_modifier(std::int32_t modifier, ColumnShape& column) {
    constexpr std::int32_t kHeader = 4;
    if (modifier < 0) return;
    if (column.base == "numeric") {
      column.precision = ((modifier - kHeader) >> 16) & 0xffff;
      column.scale = (modifier - kHeader) & 0x7ff;
    } else if (column.base == "varchar" || column.base == "bpchar") {
      column.length = modifier - kHeader;
    } else if (column.base == "bit" || column.base == "varbit") {
      column.length = modifier;
    }
  }

  bool read_constraints() {
    const auto rows = ask(fmt::format(
        "SELECT k.contype, {1}, r.nspname || '.' || f.relname, {2},"
        " pg_get_expr(k.conbin, k.conrelid)"
        " FROM pg_constraint AS k LEFT JOIN pg_class AS f ON f.oid = k.confrelid"
        " LEFT JOIN pg_namespace AS r ON r.oid = f.relnamespace"
        " WHERE k.conrelid = {0} AND k.contype IN ('c', 'f') ORDER BY k.oid",
        oid_, names_of("k.conrelid", "k.conkey"), names_of("k.confrelid", "k.confkey")));
    if (!rows) return false;
    for (const Row& row : *rows) {
      if (row[0] == "f") {
        shape_.foreign_keys.push_back({split(row[1]), row[2].value_or(""), split(row[3])});
      } else {
        shape_.checks.push_back({split(row[1]), row[4].value_or("true")});
      }
    }
    const auto keys =
        ask(fmt::format("SELECT {1} FROM pg_index AS x WHERE x.indrelid = {0} AND x.indisunique AND"
                        " x.indpred IS NULL AND x.indexprs IS NULL",
                        oid_, names_of("x.indrelid", "x.indkey::int2[]")));
    if (!keys) return false;
    for (const Row& row : *keys)
      shape_.unique_keys.push_back(split(row[0]));
    return true;
  }

  /// VALUE stands for the column; a cast to the domain checks it with nothing read.
  bool read_domains() {
    const auto rows = ask(fmt::format(
        "SELECT a.attname, regexp_replace(pg_get_expr(k.conbin, 0), '\\mVALUE\\M',"
        " quote_ident(a.attname), 'g') FROM pg_attribute AS a JOIN pg_constraint AS k ON"
        " k.contypid = a.atttypid WHERE a.attrelid = {} AND a.attnum > 0 AND NOT a.attisdropped"
        " AND k.contype = 'c'",
        oid_));
    if (!rows) return false;
    for (const Row& row : *rows)
      shape_.checks.push_back({{row[0].value_or("")}, row[1].value_or("true")});
    return true;
  }

  bool read_bound() {
    const auto bound = ask(fmt::format(
        "SELECT pg_get_partition_constraintdef({0}), (SELECT string_agg(n.nspname || '.' ||"
        " c.relname, E'\\x1f' ORDER BY c.oid) FROM pg_partition_tree({0}) AS t JOIN pg_class AS c "
        "ON"
        " c.oid = t.relid JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE t.isleaf AND"
        " c.oid <> {0} AND c.relkind = 'r')",
        oid_));
    if (!bound) return false;
    const Row& row = bound->front();
    if (row[0]) {
      CheckShape check{.condition = *row[0]};
      for (const ColumnShape& column : shape_.columns) {
        if (check.condition.find(column.name) != std::string::npos)
          check.columns.push_back(column.name);
      }
      shape_.checks.push_back(std::move(check));
    }
    shape_.partitions = split(row[1]);
    return true;
  }

  Connection& watcher_;
  std::string oid_;
  TableShape shape_;
  ServerError error_;
};

}  // namespace

const ColumnShape* TableShape::find(std::string_view column) const {
  const auto found = std::ranges::find(columns, column, &ColumnShape::name);
  return found == columns.end() ? nullptr : &*found;
}

std::expected<TableShape, ServerError> read_table(Connection& watcher, std::string_view name) {
  return Reader(watcher, name).read();
}

}  // namespace miglint
