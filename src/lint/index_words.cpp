#include "lint/index_words.h"

#include <fmt/format.h>

#include "lint/mysql_advice.h"
#include "lint/wording.h"

namespace miglint {

std::string index_words(const Index& index, const Schema& schema, Dialect dialect) {
  if (dialect == Dialect::postgres) return fmt::format("`{}`", identifier(index.key, schema));
  return index.name == "PRIMARY" ? "the primary key" : fmt::format("`{}`", mysql_name(index.name));
}

std::string drop_index_online(const Index& index, const Schema& schema, Dialect dialect) {
  if (dialect == Dialect::postgres) {
    return fmt::format("-- outside of a transaction\nDROP INDEX CONCURRENTLY {};\n",
                       identifier(index.key, schema));
  }
  const Table* table = schema.find_table(index.table);
  return fmt::format("ALTER TABLE {} DROP INDEX {}, ALGORITHM=INPLACE, LOCK=NONE;\n",
                     table == nullptr ? "…" : mysql_name(table->name), mysql_name(index.name));
}

}  // namespace miglint
