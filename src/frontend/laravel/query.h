// Illuminate\Database\Query\Builder and its grammars: the SQL of reads and writes.
//
// Comes in: tables, columns, conditions as plain values. Goes out: SQL with the values in it, as
// the framework prints a query that it only pretends to run. Closures and PHP's overloads of a
// method do not belong here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "frontend/laravel/connection.h"
#include "frontend/laravel/fluent.h"
#include "frontend/laravel/wrap.h"

namespace miglint::laravel {

/// Conditions in the order in which they were given: {"and", "\"a\" = 1"}.
using Conditions = std::vector<std::pair<std::string, std::string>>;
using Row = std::vector<std::pair<std::string, Attribute>>;

struct Join {
  std::string type;   ///< "inner", "left".
  std::string table;  ///< As it is printed.
  Conditions on;
};

class Query {
 public:
  Query(const Connection& connection, Attribute table)
      : connection_(&connection), wrap_(connection), from_(std::move(table)) {}

  [[nodiscard]] const Connection& connection() const { return *connection_; }
  [[nodiscard]] const Wrapper& wrap() const { return wrap_; }
  [[nodiscard]] const Attribute& from() const { return from_; }
  void set_from(Attribute table) { from_ = std::move(table); }

  // Conditions, each as SQL.
  [[nodiscard]] std::string compare(const Attribute& column, std::string_view op,
                                    const Attribute& value) const;
  [[nodiscard]] std::string compare_columns(const Attribute& left, std::string_view op,
                                            const Attribute& right) const;
  [[nodiscard]] std::string is_null(const Attribute& column, bool negate) const;
  [[nodiscard]] std::string in(const Attribute& column, const Attribute::List& values,
                               bool negate) const;
  [[nodiscard]] std::string between(const Attribute& column, const Attribute& low,
                                    const Attribute& high, bool negate) const;
  /// `part`: "date", "month".
  [[nodiscard]] std::string date_part(std::string_view part, const Attribute& column,
                                      std::string_view op, const Attribute& value) const;
  [[nodiscard]] std::string json_contains(const Attribute& column, const Attribute& value) const;
  /// A value as the framework prints it into a pretended query.
  [[nodiscard]] std::string literal(const Attribute& value) const;
  /// Conditions without `where`.
  [[nodiscard]] static std::string joined(const Conditions& conditions);

  // Statements.
  [[nodiscard]] std::string select() const;
  [[nodiscard]] std::string aggregate(std::string_view function, const Attribute& column) const;
  [[nodiscard]] std::string exists() const;
  [[nodiscard]] std::string update(const Row& values) const;
  /// PostgreSQL's UPDATE … FROM with the joined tables.
  [[nodiscard]] std::string update_from(const Row& values) const;
  [[nodiscard]] std::string remove() const;
  /// Rows that name other columns than the first are printed as they are, as the framework does.
  [[nodiscard]] std::string insert(const std::vector<Row>& rows) const;
  [[nodiscard]] std::string insert_using(const Attribute::List& columns,
                                         std::string_view select) const;
  [[nodiscard]] std::string insert_or_ignore(const std::vector<Row>& rows) const;
  [[nodiscard]] std::string upsert(const std::vector<Row>& rows, const Attribute::List& unique_by,
                                   const Row& update) const;
  [[nodiscard]] std::string truncate() const;

  Conditions wheres;
  Conditions havings;
  std::vector<Join> joins;
  std::vector<std::string> columns;  ///< Empty: all.
  std::vector<std::string> groups;
  std::vector<std::string> orders;
  std::vector<std::pair<bool, std::string>> unions;  ///< {all, select}
  std::optional<std::string> limit;
  std::optional<std::string> offset;
  std::string lock;
  bool distinct = false;
  bool is_join = false;  ///< Collects the conditions of a join.
  /// The model that it is asked through; empty: none.
  std::string model;
  std::string key = "id";
  bool timestamps = false;
  bool soft_deletes = false;

 private:
  [[nodiscard]] std::string table() const { return wrap_.table(from_); }
  [[nodiscard]] std::string alias() const;
  [[nodiscard]] std::string where_clause() const;
  [[nodiscard]] std::string join_clause() const;
  [[nodiscard]] std::string tail() const;
  [[nodiscard]] std::string ctids() const;
  [[nodiscard]] std::string assignments(const Row& values) const;

  const Connection* connection_;
  Wrapper wrap_;
  Attribute from_;
};

}  // namespace miglint::laravel
