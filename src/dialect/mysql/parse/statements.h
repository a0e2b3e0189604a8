// One function a statement: the keyword that it is found by is taken already.
#pragma once

#include "dialect/mysql/parse/parser.h"

namespace miglint::mysql {

// create_table.cpp
void read_create_table(Parser& parser, bool temporary, bool or_replace);
// table_option.cpp
/// One option of CREATE TABLE or ALTER TABLE; false: none stands here.
bool read_table_option(Parser& parser, op::SetTableOption& option);
/// PARTITION BY … with its partitions; takes all of it. The columns that rows are spread by.
std::span<const std::string_view> read_partitioning(Parser& parser, op::ChangePartitions& change);
// alter_table.cpp
/// `online`: MariaDB's ALTER ONLINE TABLE, which asks for LOCK=NONE.
void read_alter_table(Parser& parser, bool online);
/// ALGORITHM= and LOCK=; false: neither stands here.
bool read_online_clause(Parser& parser, op::OnlineClause& clause);
// index.cpp
void read_create_index(Parser& parser);
void read_drop_index(Parser& parser);
/// MariaDB's WAIT n and NOWAIT; false: neither stands here.
bool skip_wait(Parser& parser);
// drop.cpp
void read_drop(Parser& parser);
void read_rename(Parser& parser);
void read_truncate(Parser& parser);
// rows.cpp
void read_insert(Parser& parser);  ///< Also REPLACE.
void read_update(Parser& parser);
void read_delete(Parser& parser);
void read_select(Parser& parser);
void read_with(Parser& parser);
void read_load(Parser& parser);
// session.cpp
void read_set(Parser& parser);
bool read_transaction(Parser& parser);  ///< False: it is something else.
void read_lock_tables(Parser& parser);
void read_flush(Parser& parser);
void read_maintenance(Parser& parser);  ///< OPTIMIZE, ANALYZE, CHECK, REPAIR TABLE.
void read_grant(Parser& parser);        ///< Also REVOKE.
// routine.cpp
void read_create_view(Parser& parser, bool or_replace);
void read_create_routine(Parser& parser, bool or_replace);
void read_create_trigger(Parser& parser, bool or_replace);
/// BEGIN NOT ATOMIC, IF, LOOP and the like outside of a routine, as MariaDB takes them: what stands
/// in it may run now.
void read_block(Parser& parser);

/// Any statement; the operations go to the parser.
void read_statement(Parser& parser);

}  // namespace miglint::mysql
