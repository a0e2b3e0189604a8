// Names and queries as a server's SQL writes them, for checks.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migration/dialect.h"
#include "schema/schema.h"

namespace miglint {

class CheckSql {
 public:
  explicit CheckSql(Dialect dialect) : dialect_(dialect) {}

  [[nodiscard]] bool is_postgres() const { return dialect_ == Dialect::postgres; }
  [[nodiscard]] std::string name(std::string_view column) const;
  [[nodiscard]] std::string table(RelationKey relation) const;
  /// "a, b"; `prefix` stands before each: "c.".
  [[nodiscard]] std::string names(std::span<const std::string> columns,
                                  std::string_view prefix = {}) const;
  /// 'text'
  [[nodiscard]] std::string literal(std::string_view text) const;
  /// The relation's OID, or NULL when it is not there.
  [[nodiscard]] std::string regclass(RelationKey relation) const;

  /// How many rows of the table the condition holds for.
  [[nodiscard]] std::string count(RelationKey relation, std::string_view condition) const;
  [[nodiscard]] std::string orphans(RelationKey relation, std::span<const std::string> columns,
                                    RelationKey referenced,
                                    std::span<const std::string> referenced_columns) const;
  [[nodiscard]] std::string duplicates(RelationKey relation,
                                       std::span<const std::string> expressions,
                                       std::string_view condition, bool nulls_not_distinct) const;
  /// How many rows there are another one for, so that each operator holds between the values of
  /// both. PostgreSQL only.
  [[nodiscard]] std::string not_apart(RelationKey relation, std::span<const std::string> values,
                                      std::span<const std::string> operators,
                                      std::string_view condition) const;
  /// For how many of the rows behind FROM the condition holds, in percent.
  [[nodiscard]] std::string share(std::string_view condition, std::string_view rows) const;
  /// How many of `wanted` there is no row of `found` for, or one for; names them in the remark.
  [[nodiscard]] std::string missing(std::span<const std::string> wanted,
                                    std::string_view found) const;
  [[nodiscard]] std::string present(std::span<const std::string> wanted,
                                    std::string_view found) const;

  // What to look for in the server's catalog, as the rest of a query behind EXISTS (SELECT 1 FROM,
  // which compares something with `w.name`.

  /// Any relation; `w.name` is its `lookup_name`.
  [[nodiscard]] std::string found_relation() const;
  [[nodiscard]] std::string lookup_name(RelationKey relation) const;
  [[nodiscard]] std::string found_column(RelationKey table, bool not_null) const;
  /// MySQL validates whatever it takes.
  [[nodiscard]] std::string found_constraint(RelationKey table, bool validated) const;
  /// One that serves queries; `w.name` is its `lookup_name` on PostgreSQL, its name on MySQL.
  [[nodiscard]] std::string found_index(RelationKey table) const;
  /// One that is enabled.
  [[nodiscard]] std::string found_trigger(RelationKey table) const;

  /// All values of the expression, each once, as one text.
  [[nodiscard]] std::string list_of_values(std::string_view expression) const;

  /// MySQL: information_schema's rows about the relation, as the rest of a query behind FROM.
  [[nodiscard]] std::string about(std::string_view view, RelationKey relation) const;

 private:
  [[nodiscard]] std::string named(std::span<const std::string> wanted) const;

  Dialect dialect_;
};

}  // namespace miglint
