// Column types of SQLAlchemy as its PostgreSQL and MySQL type compilers write them.
//
// Comes in: the type as the code gives it, `sa.String(20)` or `sa.String`. Goes out: SQL, and
// what the rest of the DDL asks of a type. Columns do not belong here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/alembic/sql_text.h"

namespace miglint::alembic {

/// A type by its class: "String" of "sqlalchemy", "JSONB" of "postgresql", "Vector" of "pgvector".
struct TypeName {
  std::string package;
  std::string name;
};

/// Empty when the value is no type, and when it is a class of the application or of a package that
/// is not known: `app.types.JSON` may be anything.
[[nodiscard]] TypeName type_name(const eval::Value& type);

[[nodiscard]] Sql type_sql(const eval::Value& type, const Words& words);

/// A column of it may count by itself (SERIAL, AUTO_INCREMENT).
[[nodiscard]] bool is_integer_like(const eval::Value& type);

/// The SQL types that an enum makes on PostgreSQL when a table of it is created.
struct NativeEnum {
  Sql name;  ///< With its schema.
  std::vector<Sql> labels;
  bool create_type = true;
};
/// Nullopt when the type, or the item type of an array, is no native enum.
[[nodiscard]] std::optional<NativeEnum> native_enum(const eval::Value& type, const Words& words);

/// `postgresql.DOMAIN(…).create(bind)` and `.drop(bind)`; nullopt for another type.
[[nodiscard]] std::optional<Sql> domain_command(const eval::Value& type, bool create,
                                                const Words& words);

/// `Enum` and `Boolean` that ask for a CHECK of their own.
[[nodiscard]] bool makes_check(const eval::Value& type);
/// The labels of an enum, as literals.
[[nodiscard]] std::vector<Sql> enum_labels(const eval::Value& type, const Words& words);
[[nodiscard]] const eval::Value* type_argument(const eval::Value& type, std::size_t position,
                                               std::string_view name);

}  // namespace miglint::alembic
