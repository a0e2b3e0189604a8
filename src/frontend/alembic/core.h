// SQLAlchemy Core: expressions and statements that the code builds from tables and columns.
//
// Comes in: the objects that the code made, `t.update().where(t.c.a == 1)`. Goes out: their SQL
// with values written in. DDL does not belong here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/alembic/sql_text.h"

namespace miglint::alembic {

/// A table as code describes it: `sa.table`, `sa.Table`, a model, an alias of these.
struct CoreTable {
  Sql name;
  std::string key;  ///< What columns are qualified with: the alias, or the name.
  std::vector<eval::Value> columns;
  bool is_alias = false;
};

[[nodiscard]] std::optional<CoreTable> as_table(const eval::Value& value, const Words& words);
/// The column of that name, with its table's name in it.
[[nodiscard]] eval::Value column_of(const eval::Value& table, std::string_view name,
                                    const Words& words, const std::string& origin);
/// Name of a column object; empty when it has none yet.
[[nodiscard]] eval::Value column_name(const eval::Object& column);
[[nodiscard]] bool is_column(const eval::Value& value);

/// An INSERT, UPDATE, DELETE or SELECT, a text() or anything else that can be executed.
[[nodiscard]] bool is_statement(const eval::Value& value);

/// `sa.exists(...)` and the conditions put to it.
[[nodiscard]] bool is_exists(const eval::Value& value);

class CoreWriter {
 public:
  explicit CoreWriter(const Words& words) : words_(words) {}

  /// Columns are written without their table, as CHECK and CREATE INDEX want them.
  CoreWriter& without_tables() {
    with_tables_ = false;
    return *this;
  }

  [[nodiscard]] Sql expression(const eval::Value& value) { return write(value, 0); }
  /// The statement; `parameters`: what `execute(statement, parameters)` was given, one row.
  [[nodiscard]] Sql statement(const eval::Value& value, const eval::Value* parameters);
  /// The text of `sa.text("... :name")` with its values written in.
  [[nodiscard]] Sql text(const eval::Value& value, const eval::Value* parameters);

 private:
  struct Step {
    std::string name;
    const eval::Object* object;
  };
  /// `a.b().c()` as its root and the calls on it, in order.
  struct Chain {
    eval::Value root;
    std::vector<Step> steps;
  };
  [[nodiscard]] static Chain chain_of(const eval::Value& value);

  Sql write(const eval::Value& value, int precedence);
  Sql write_operator(const eval::Object& object, int precedence);
  Sql write_method(const eval::Object& object, const eval::Value& value, int precedence);
  Sql write_call(const eval::Object& object, std::string_view name, int precedence);
  Sql write_function(const eval::Object& object, std::string_view name);
  Sql write_case(const eval::Object& object);
  Sql write_column(const eval::Object& object);
  Sql write_list(const eval::Value& items);
  Sql write_binary(const eval::Value& a, std::string_view word, const eval::Value& b, int own,
                   int outer);
  Sql write_joined(const std::vector<eval::Value>& parts, std::string_view word, int own,
                   int outer);
  Sql write_subquery(const eval::Value& value);
  /// `sa.exists().where(...)`, `sa.exists(select)`.
  Sql write_exists(const eval::Value& value);

  Sql write_insert(const CoreTable& table, const Chain& chain, std::size_t first,
                   const eval::Value* parameters);
  Sql write_update(const CoreTable& table, const Chain& chain, std::size_t first,
                   const eval::Value* parameters);
  Sql write_delete(const CoreTable& table, const Chain& chain, std::size_t first);
  Sql write_select(const Chain& chain);
  Sql write_where(const Chain& chain, std::size_t first);
  Sql write_returning(const eval::Object& step);
  Sql write_row(const CoreTable& table, const eval::Value& row, std::vector<std::string>& names,
                std::vector<Sql>& values);
  std::vector<CoreTable> other_tables(const CoreTable& table, const Chain& chain, std::size_t first,
                                      const eval::Value& values);
  void note_tables(const eval::Value& value, std::vector<CoreTable>& tables, int depth);
  void leave_out_enclosing(std::vector<CoreTable>& tables) const;

  const Words& words_;
  bool with_tables_ = true;
  const eval::Value* parameters_ = nullptr;
  std::vector<std::string> enclosing_;  ///< Tables that a subquery may refer to.
  int depth_ = 0;
};

}  // namespace miglint::alembic
