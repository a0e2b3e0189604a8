#include "frontend/laravel/query.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "frontend/laravel/placeholder.h"
#include "source/ascii.h"

namespace miglint::laravel {
namespace {

/// PDO::quote() of the driver.
std::string quote(std::string_view text, bool mysql) {
  std::string result = "'";
  for (const char c : text) {
    if (c == '\'') {
      result += mysql ? "\\'" : "''";
    } else if (mysql && (c == '\\' || c == '"')) {
      result += '\\';
      result += c;
    } else if (mysql && c == '\n') {
      result += "\\n";
    } else if (mysql && c == '\r') {
      result += "\\r";
    } else {
      result += c;
    }
  }
  return result + '\'';
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

std::string json_text(const Attribute& value) {
  if (value.is_null()) return "null";
  if (const bool* flag = std::get_if<bool>(&value.value)) return *flag ? "true" : "false";
  if (value.string() != nullptr) {
    std::string out = "\"";
    for (const char c : value.text()) {
      if (c == '"' || c == '\\' || c == '/') out += '\\';
      out += c;
    }
    return out + '"';
  }
  if (const auto* list = value.list()) {
    std::string out = "[";
    for (const Attribute& item : *list)
      out += (out.size() > 1 ? "," : "") + json_text(item);
    return out + ']';
  }
  return value.text();
}

std::string last_segment(std::string_view name) {
  return std::string(name.substr(name.rfind('.') + 1));
}

}  // namespace

std::string Query::literal(const Attribute& value) const {
  if (const Raw* raw = value.raw()) return raw->sql;
  if (value.is_null()) return "null";
  if (const bool* flag = std::get_if<bool>(&value.value)) {
    if (connection_->is_mysql()) return *flag ? "1" : "0";
    return *flag ? "true" : "false";
  }
  if (value.list() != nullptr) return quote(json_text(value), connection_->is_mysql());
  if (value.string() == nullptr) return value.text();
  const std::string& text = *value.string();
  if (has_unknown(text) && begins_unknown(text) && text.find('\x03') + 1 == text.size())
    return text;
  return quote(text, connection_->is_mysql());
}

std::string Query::compare(const Attribute& column, std::string_view op,
                           const Attribute& value) const {
  const std::string name = wrap_.name(column);
  const bool like = ascii::lower_case(op).find("like") != std::string::npos;
  if (!connection_->is_mysql() && like) {
    return fmt::format("{}::text {} {}", name, op, literal(value));
  }
  return fmt::format("{} {} {}", name, op, literal(value));
}

std::string Query::compare_columns(const Attribute& left, std::string_view op,
                                   const Attribute& right) const {
  return fmt::format("{} {} {}", wrap_.name(left), op, wrap_.name(right));
}

std::string Query::is_null(const Attribute& column, bool negate) const {
  const std::string_view test = negate ? "is not null" : "is null";
  if (connection_->is_mysql() && column.raw() == nullptr &&
      Wrapper::is_json_selector(column.text())) {
    const auto [field, path] = wrap_.json_field_and_path(column.text());
    return fmt::format("(json_extract({0}{1}) {2} {3} json_type(json_extract({0}{1})) {4} 'NULL')",
                       field, path, test, negate ? "AND" : "OR", negate ? "!=" : "=");
  }
  return fmt::format("{} {}", wrap_.name(column), test);
}

std::string Query::in(const Attribute& column, const Attribute::List& values, bool negate) const {
  if (values.empty()) return negate ? "1 = 1" : "0 = 1";
  std::vector<std::string> all;
  for (const Attribute& value : values)
    all.push_back(literal(value));
  return fmt::format("{} {} ({})", wrap_.name(column), negate ? "not in" : "in", join(all, ", "));
}

std::string Query::between(const Attribute& column, const Attribute& low, const Attribute& high,
                           bool negate) const {
  return fmt::format("{} {} {} and {}", wrap_.name(column), negate ? "not between" : "between",
                     literal(low), literal(high));
}

std::string Query::date_part(std::string_view part, const Attribute& column, std::string_view op,
                             const Attribute& value) const {
  const std::string name = wrap_.name(column);
  if (connection_->is_mysql()) return fmt::format("{}({}) {} {}", part, name, op, literal(value));
  if (part == "date" || part == "time") {
    return fmt::format("{}::{} {} {}", name, part, op, literal(value));
  }
  return fmt::format("extract({} from {}) {} {}", part, name, op, literal(value));
}

std::string Query::json_contains(const Attribute& column, const Attribute& value) const {
  const std::string json = quote(json_text(value), connection_->is_mysql());
  if (!connection_->is_mysql()) {
    return fmt::format("({})::jsonb @> {}", replace_all(wrap_.name(column), "->>", "->"), json);
  }
  const auto [field, path] = wrap_.json_field_and_path(column.text());
  return fmt::format("json_contains({}, {}{})", field, json, path);
}

std::string Query::joined(const Conditions& conditions) {
  std::string result;
  for (const auto& [boolean, sql] : conditions) {
    // Of the first one only AND and OR go: `not` stays.
    const bool negated = boolean.ends_with(" not");
    if (!result.empty()) {
      fmt::format_to(std::back_inserter(result), " {} ", boolean);
    } else if (negated) {
      result += "not ";
    }
    result += sql;
  }
  return result;
}

std::string Query::alias() const {
  const std::string text = from_.text();
  const std::size_t as = ascii::lower_case(text).rfind(" as ");
  return as == text.npos ? text : text.substr(as + 4);
}

std::string Query::where_clause() const {
  return wheres.empty() ? "" : " where " + joined(wheres);
}

std::string Query::join_clause() const {
  std::string result;
  for (const Join& one : joins) {
    result += fmt::format(" {} join {}", one.type, one.table);
    if (!one.on.empty()) result += " on " + joined(one.on);
  }
  return result;
}

std::string Query::tail() const {
  std::string result;
  if (!orders.empty()) result += " order by " + join(orders, ", ");
  if (limit) result += " limit " + *limit;
  return result;
}

std::string Query::select() const {
  std::string sql = fmt::format("select {}{} from {}{}{}", distinct ? "distinct " : "",
                                columns.empty() ? "*" : join(columns, ", "), table(), join_clause(),
                                where_clause());
  if (!groups.empty()) sql += " group by " + join(groups, ", ");
  if (!havings.empty()) sql += " having " + joined(havings);
  sql += tail();
  if (offset) sql += " offset " + *offset;
  if (!lock.empty()) sql += " " + lock;
  if (unions.empty()) return sql;
  sql = "(" + sql + ")";
  for (const auto& [all, other] : unions)
    sql += fmt::format(" union {}({})", all ? "all " : "", other);
  return sql;
}

std::string Query::aggregate(std::string_view function, const Attribute& column) const {
  Query counted = *this;
  const std::string name = wrap_.name(column);
  const bool only_distinct = distinct && name != "*";
  counted.distinct = false;
  counted.columns = {
      fmt::format("{}({}{}) as {}", function, only_distinct ? "distinct " : "", name,
                  connection_->laravel < 13 ? "aggregate" : wrap_.value("aggregate"))};
  counted.orders.clear();
  return counted.select();
}

std::string Query::exists() const {
  return fmt::format("select exists({}) as {}", select(), wrap_.value("exists"));
}

std::string Query::assignments(const Row& values) const {
  std::vector<std::string> all;
  for (const auto& [column, value] : values) {
    const bool json = Wrapper::is_json_selector(column);
    if (json && connection_->is_mysql()) {
      const auto [field, path] = wrap_.json_field_and_path(column);
      std::string printed = literal(value);
      if (const bool* flag = std::get_if<bool>(&value.value)) printed = *flag ? "true" : "false";
      if (value.list() != nullptr) printed = fmt::format("cast({} as json)", printed);
      all.push_back(fmt::format("{0} = json_set({0}{1}, {2})", field, path, printed));
    } else if (json) {
      const auto parts = split(column, "->");
      std::vector<std::string> path;
      for (std::size_t i = 1; i < parts.size(); ++i)
        path.push_back('"' + std::string(parts[i]) + '"');
      const std::string field = wrap_.name(Attribute(last_segment(parts.front())));
      const std::string printed =
          value.raw() != nullptr ? literal(value) : quote(json_text(value), false);
      all.push_back(fmt::format("{0} = jsonb_set({0}::jsonb, '{{{1}}}', {2})", field,
                                join(path, ","), printed));
    } else {
      const Attribute name(connection_->is_mysql() ? column : last_segment(column));
      all.push_back(wrap_.name(name) + " = " + literal(value));
    }
  }
  return join(all, ", ");
}

/// PostgreSQL has no UPDATE or DELETE with joins or a limit: rows are found by their place.
std::string Query::ctids() const {
  Query inner = *this;
  inner.columns = {wrap_.name(Attribute(alias() + ".ctid"))};
  return fmt::format("{} in ({})", wrap_.value("ctid"), inner.select());
}

std::string Query::update(const Row& values) const {
  const std::string set = assignments(values);
  if (!connection_->is_mysql() && (!joins.empty() || limit)) {
    return fmt::format("update {} set {} where {}", table(), set, ctids());
  }
  std::string sql =
      fmt::format("update {}{} set {}{}", table(), join_clause(), set, where_clause());
  if (connection_->is_mysql() && joins.empty()) sql += tail();
  return sql;
}

std::string Query::update_from(const Row& values) const {
  std::string from;
  Conditions all = wheres;
  for (const Join& join : joins) {
    from += (from.empty() ? " from " : ", ") + join.table;
    all.insert(all.end(), join.on.begin(), join.on.end());
  }
  return fmt::format("update {} set {}{}{}", table(), assignments(values), from,
                     all.empty() ? "" : " where " + joined(all));
}

std::string Query::remove() const {
  if (!connection_->is_mysql()) {
    if (joins.empty() && !limit) return "delete from " + table() + where_clause();
    return fmt::format("delete from {} where {}", table(), ctids());
  }
  if (joins.empty()) return "delete from " + table() + where_clause() + tail();
  const std::string whole = table();
  const std::size_t as = whole.rfind(" as ");
  const std::string target = as == whole.npos ? whole : whole.substr(as + 4);
  return fmt::format("delete {} from {}{}{}{}", target, whole, join_clause(), where_clause(),
                     connection_->laravel >= 12 ? tail() : "");
}

std::string Query::insert(const std::vector<Row>& rows) const {
  std::vector<std::string> names;
  if (!rows.empty()) {
    for (const auto& [column, value] : rows.front())
      names.push_back(wrap_.name(Attribute(column)));
  }
  std::vector<std::string> tuples;
  for (const Row& row : rows) {
    std::vector<std::string> values;
    for (const auto& [column, value] : row)
      values.push_back(literal(value));
    tuples.push_back("(" + join(values, ", ") + ")");
  }
  if (names.empty() && !connection_->is_mysql()) {
    return fmt::format("insert into {} default values", table());
  }
  if (tuples.empty()) tuples.emplace_back("()");
  return fmt::format("insert into {} ({}) values {}", table(), join(names, ", "),
                     join(tuples, ", "));
}

std::string Query::insert_using(const Attribute::List& names, std::string_view select) const {
  if (names.empty()) return fmt::format("insert into {} {}", table(), select);
  return fmt::format("insert into {} ({}) {}", table(), wrap_.columnize(names), select);
}

std::string Query::insert_or_ignore(const std::vector<Row>& rows) const {
  if (connection_->is_mysql()) return "insert ignore" + insert(rows).substr(6);
  return insert(rows) + " on conflict do nothing";
}

std::string Query::upsert(const std::vector<Row>& rows, const Attribute::List& unique_by,
                          const Row& update) const {
  std::vector<std::string> sets;
  const bool mysql = connection_->is_mysql();
  const bool alias = mysql && connection_->use_upsert_alias;
  for (const auto& [column, value] : update) {
    const std::string name = wrap_.name(Attribute(column));
    if (!value.is_null()) {
      sets.push_back(name + " = " + literal(value));
    } else if (!mysql) {
      sets.push_back(fmt::format("{0} = \"excluded\".{0}", name));
    } else {
      sets.push_back(alias ? fmt::format("{0} = `laravel_upsert_alias`.{0}", name)
                           : fmt::format("{0} = values({0})", name));
    }
  }
  if (mysql) {
    return fmt::format("{}{} on duplicate key update {}", insert(rows),
                       alias ? " as laravel_upsert_alias" : "", join(sets, ", "));
  }
  return fmt::format("{} on conflict ({}) do update set {}", insert(rows),
                     wrap_.columnize(unique_by), join(sets, ", "));
}

std::string Query::truncate() const {
  if (connection_->is_mysql()) return "truncate table " + table();
  return "truncate " + table() + " restart identity cascade";
}

}  // namespace miglint::laravel
