// Tables, columns, constraints and indexes as SQLAlchemy's DDL compilers write them.
//
// Comes in: the objects that the code made, `sa.Column(...)`, `sa.UniqueConstraint(...)`. Goes
// out: clauses of DDL. Which statements an operation of Alembic sends does not belong here.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/alembic/core.h"
#include "frontend/alembic/sql_text.h"

namespace miglint::alembic {

/// A `sa.Column`, taken apart. Pointers point into the object.
struct Column {
  eval::Value name;
  eval::Value type;
  bool has_type = false;
  bool nullable = true;
  bool nullable_given = false;
  bool primary_key = false;
  bool unique = false;
  bool index = false;
  const eval::Value* server_default = nullptr;
  const eval::Value* autoincrement = nullptr;
  const eval::Value* comment = nullptr;
  const eval::Object* computed = nullptr;
  const eval::Object* identity = nullptr;
  const eval::Object* sequence = nullptr;
  bool has_python_default = false;
  bool in_foreign_key = false;
  std::vector<const eval::Object*> foreign_keys;
  std::vector<const eval::Object*> checks;
};

/// Nullopt when the value is no column.
[[nodiscard]] std::optional<Column> read_column(const eval::Value& value);

struct TableShape {
  eval::Value name;
  const eval::Value* schema = nullptr;
  std::vector<Column> columns;
  std::vector<const eval::Object*> constraints;
  std::vector<const eval::Object*> indexes;
  const eval::Attributes* options = nullptr;
};

class DdlWriter {
 public:
  explicit DdlWriter(const Words& words) : words_(words) {}

  [[nodiscard]] Sql create_table(TableShape& table) const;
  /// `name TYPE DEFAULT … NOT NULL`, constraints of the column itself included.
  [[nodiscard]] Sql column(const Column& column, bool counts_itself) const;
  [[nodiscard]] Sql server_default(const eval::Value& value) const;
  [[nodiscard]] Sql identity(const eval::Object& identity) const;
  /// `SET INCREMENT BY 2 SET START WITH 3`: the options that differ from those before.
  [[nodiscard]] Sql identity_changes(const eval::Object& identity,
                                     const eval::Object& before) const;

  /// `CONSTRAINT name UNIQUE (a)`; empty for a key without columns.
  [[nodiscard]] Sql constraint(const eval::Object& constraint) const;
  [[nodiscard]] Sql foreign_key_of_column(const Column& column, const eval::Object& key) const;
  /// ` REFERENCES table (column)`: `inline_references` of Alembic 1.18 writes no more of it.
  [[nodiscard]] Sql inline_reference(const eval::Object& key) const;
  [[nodiscard]] Sql check(const eval::Value* name, const eval::Value& condition,
                          const eval::Attributes& options) const;
  [[nodiscard]] Sql columns_constraint(std::string_view words, const eval::Value* name,
                                       const std::vector<eval::Value>& columns,
                                       const eval::Attributes& options) const;
  [[nodiscard]] Sql foreign_key(const eval::Value* name, const std::vector<eval::Value>& local,
                                const Sql& referred_table, const std::vector<Sql>& referred,
                                const eval::Attributes& options) const;
  [[nodiscard]] Sql exclude(const eval::Value* name, const std::vector<eval::Value>& elements,
                            const eval::Attributes& options) const;

  [[nodiscard]] Sql create_index(const eval::Value& name, const Sql& table,
                                 const std::vector<eval::Value>& columns,
                                 const eval::Attributes& options) const;
  /// The name that SQLAlchemy gives an index that has none.
  [[nodiscard]] eval::Value index_name(const eval::Value* schema, const eval::Value& table,
                                       const eval::Value& column) const;
  /// The columns' type of a key column that counts by itself; -1: none does.
  [[nodiscard]] static int counting_column(const std::vector<Column>& columns);

 private:
  [[nodiscard]] Sql postgres_column(const Column& column, bool counts_itself) const;
  [[nodiscard]] Sql mysql_column(const Column& column, bool counts_itself) const;
  [[nodiscard]] Sql name_clause(const eval::Value* name) const;
  [[nodiscard]] Sql deferrability(const eval::Attributes& options) const;
  [[nodiscard]] Sql validity(const eval::Attributes& options) const;
  [[nodiscard]] Sql after_table(const TableShape& table) const;
  [[nodiscard]] Sql index_columns(const std::vector<eval::Value>& columns,
                                  const eval::Attributes& options) const;

  const Words& words_;
};

[[nodiscard]] bool is_true(const eval::Value* value);
[[nodiscard]] bool is_false(const eval::Value* value);
/// Null and missing are the same.
[[nodiscard]] const eval::Value* given(const eval::Value* value);
/// The items of a list of columns, or the one column that stands for itself.
[[nodiscard]] std::optional<std::vector<eval::Value>> column_list(const eval::Value* value);

}  // namespace miglint::alembic
