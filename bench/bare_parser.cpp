#include "bare_parser.h"

extern "C" {
#include <pg_query.h>
#include <pg_query_internal.h>

#include <nodes/pg_list.h>
#include <postgres.h>
}

namespace miglint::bench {

int parse_only(const std::string& script) {
  MemoryContext context = pg_query_enter_memory_context();
  const PgQueryInternalParsetreeAndError parsed =
      pg_query_raw_parse(script.c_str(), PG_QUERY_PARSE_DEFAULT);
  const int statements = parsed.error != nullptr ? -1 : list_length(parsed.tree);
  pg_query_exit_memory_context(context);
  return statements;
}

}  // namespace miglint::bench
