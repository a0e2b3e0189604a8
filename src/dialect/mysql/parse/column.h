// Data types, column definitions, keys and constraints, as CREATE TABLE and ALTER TABLE write them.
#pragma once

#include <vector>

#include "dialect/mysql/parse/parser.h"

namespace miglint::mysql {

/// A data type with its modifiers, sign, character set and collation.
struct WrittenType {
  TypeName type;
  ObjectName collation;
};
[[nodiscard]] WrittenType read_type(Parser& parser);

/// The type and what follows it. UNIQUE on a column becomes an index of its own, which goes to
/// `indexes`; `table` is whose it is.
[[nodiscard]] ColumnDefinition read_column(Parser& parser, std::string_view name, std::size_t begin,
                                           const ObjectName& table,
                                           std::vector<op::CreateIndex>& indexes);
[[nodiscard]] ColumnPosition read_position(Parser& parser);

/// At PRIMARY, UNIQUE, KEY, INDEX, FULLTEXT, SPATIAL, FOREIGN, CHECK or CONSTRAINT.
[[nodiscard]] bool at_key_or_constraint(const Parser& parser);
/// Reads one of them. An index goes to `indexes`, a constraint to `constraints`.
void read_key_or_constraint(Parser& parser, const ObjectName& table,
                            std::vector<op::CreateIndex>& indexes,
                            std::vector<Constraint>& constraints);

/// `(a, b(10) DESC, (lower(c)))`
[[nodiscard]] std::span<const IndexKey> read_index_keys(Parser& parser);
/// USING, COMMENT, VISIBLE, KEY_BLOCK_SIZE … behind an index.
void read_index_options(Parser& parser, op::CreateIndex& index);

}  // namespace miglint::mysql
