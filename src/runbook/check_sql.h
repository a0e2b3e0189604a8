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
  [[nodiscard]] static std::string literal(std::string_view text);
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
  /// How many of `wanted` there is no row of `found` for; names them in the remark. `found` is the
  /// rest of a query behind EXISTS (SELECT FROM, which compares something with `w.name`.
  [[nodiscard]] static std::string missing(std::span<const std::string> wanted,
                                           std::string_view found);

 private:
  Dialect dialect_;
};

}  // namespace miglint
