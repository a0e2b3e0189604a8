// What rows of a table must be like, as the server's own catalog says it.
//
// Comes in: a watching session. Goes out: columns with their types, and constraints. Making rows
// does not belong here.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "verify/server/connection.h"

namespace miglint {

struct ColumnShape {
  std::string name;
  std::string type;     ///< As SQL writes it: "numeric(10,2)", "app.status[]".
  std::string base;     ///< pg_type.typname, below domains and arrays: "int4".
  char category = 'S';  ///< pg_type.typcategory of `base`.
  bool array = false;
  bool domain = false;  ///< `type` is a domain: a cast to it checks it.
  bool not_null = false;
  bool left_out = false;  ///< The server fills it in: generated, identity, serial.
  bool has_default = false;
  bool sometimes_null = false;  ///< Rows without a value are wanted.
  std::int32_t length = 0;      ///< Of varchar(n), char(n), bit(n); 0: none.
  std::int32_t precision = 0;   ///< Of numeric(p, s); 0: none.
  std::int32_t scale = 0;
  std::vector<std::string> labels;  ///< Of an enum.
};

struct ForeignKeyShape {
  std::vector<std::string> columns;
  std::string table;  ///< "schema.name" of the referenced one.
  std::vector<std::string> referenced;
  bool is_empty = false;  ///< The other table holds no rows (yet).
};

struct CheckShape {
  std::vector<std::string> columns;  ///< That it reads.
  std::string condition;             ///< As SQL.
};

struct TableShape {
  std::string name;    ///< "schema.name".
  std::string quoted;  ///< The same as SQL has to write it.
  char kind = 'r';     ///< pg_class.relkind.
  std::int64_t rows = 0;
  std::vector<ColumnShape> columns;
  std::vector<ForeignKeyShape> foreign_keys;
  std::vector<CheckShape> checks;  ///< Also those of domains, and a partition's bound.
  std::vector<std::vector<std::string>> unique_keys;
  std::vector<std::string> partitions;  ///< "schema.name" of its leaves.

  [[nodiscard]] const ColumnShape* find(std::string_view column) const;
};

/// Nothing has such a name: an error with SQLSTATE 42P01.
[[nodiscard]] std::expected<TableShape, ServerError> read_table(Connection& watcher,
                                                                std::string_view name);

}  // namespace miglint
