// Operations that only MySQL and MariaDB have.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "schema/operation/name.h"
#include "schema/operation/table.h"

namespace miglint::op {

/// MODIFY and CHANGE: the column gets a whole new definition. What is not said is gone.
struct ChangeColumn {
  AlterTarget table;
  std::string_view column;
  ColumnDefinition definition;  ///< Its name is the new one.
  ColumnPosition position;
  bool change = false;  ///< CHANGE was written, not MODIFY.
};

/// ALGORITHM= and LOCK= of ALTER TABLE, CREATE INDEX and DROP INDEX. Stands behind the operations
/// of its command.
struct OnlineClause {
  AlterTarget table;
  std::string_view algorithm;  ///< "INSTANT", "NOCOPY", "INPLACE", "COPY"; empty: DEFAULT or none.
  std::string_view lock;       ///< "NONE", "SHARED", "EXCLUSIVE"; empty: DEFAULT or none.
};

/// A table option, or a subcommand of ALTER TABLE that changes the table as a whole.
struct SetTableOption {
  enum class Kind : std::uint8_t {
    engine,
    row_format,
    key_block_size,
    default_charset,
    convert_charset,  ///< CONVERT TO CHARACTER SET: every text column is converted.
    auto_increment,
    comment,
    statistics,  ///< STATS_PERSISTENT, STATS_AUTO_RECALC, STATS_SAMPLE_PAGES.
    encryption,
    compression,
    force,
    order_by,
    keys,             ///< ENABLE KEYS, DISABLE KEYS: of MyISAM.
    tablespace_file,  ///< DISCARD or IMPORT TABLESPACE.
    optimize,         ///< OPTIMIZE TABLE: InnoDB rebuilds the table.
    system_versioning,
    other,
  };
  AlterTarget table;
  Kind kind = Kind::other;
  std::string_view option;  ///< As SQL says it: "ROW_FORMAT".
  std::string_view value;   ///< Lower case.
  TableTraits traits;
};

/// Subcommands on partitions.
struct ChangePartitions {
  enum class Kind : std::uint8_t {
    partition_by,
    remove,
    add,
    drop,
    truncate,
    coalesce,
    reorganize,
    exchange,
    rebuild,
    optimize,
    analyze,
    check,
    repair,
    discard_tablespace,
    import_tablespace,
    convert,  ///< MariaDB: CONVERT PARTITION … TO TABLE, CONVERT TABLE … TO PARTITION.
  };
  AlterTarget table;
  Kind kind = Kind::add;
  std::string_view strategy;  ///< PARTITION BY: "range", "list", "hash", "key".
  std::span<const std::string_view> partitions;
  ObjectName other_table;  ///< EXCHANGE … WITH TABLE, CONVERT.
};

struct RenameIndex {
  AlterTarget table;
  std::string_view index;
  std::string_view new_name;
};

/// ALTER INDEX … VISIBLE, INVISIBLE; MariaDB: IGNORED, NOT IGNORED.
struct SetIndexVisibility {
  AlterTarget table;
  std::string_view index;
  bool visible = true;
};

/// USE: where unqualified names are looked for from here on.
struct UseDatabase {
  std::string_view database;
};

}  // namespace miglint::op
