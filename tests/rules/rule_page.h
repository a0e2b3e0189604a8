// The examples in a rule's page.
//
// In: the text of rules/<group>/<rule-id>.md. Out: its fenced blocks that are marked `bad` or
// `good`, its headings, and what is wrong with them. Linting them does not belong here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "migration/dialect.h"
#include "migration/migration.h"
#include "migration/transaction_scope.h"

namespace miglint {

/// A block ` ```sql bad version=18 transaction=file tool=goose history=complete down `, or
/// ` ```sql good dialect=mariadb `, or ` ```sql bad files=goose `: then the text, without its lines
/// `-- migration: 00002_name.sql`, is what stands in the files of that tool, markers and all. A
/// block of ` ```sql bad config ` is linted with the settings of the page's last ` ```toml ` block
/// before it. One of ` ```python good ` holds one of Alembic's revisions; one of ` ```php good `
/// Laravel's migrations, each begun by a line `<?php // migration: name`.
struct Example {
  enum class Language : std::uint8_t { sql, python, php };
  Language language = Language::sql;
  bool good = false;
  int line = 0;           ///< Of the opening fence.
  std::size_t begin = 0;  ///< Its content, as bytes of the page.
  std::size_t end = 0;
  ServerVersion version{15, 0};
  Dialect dialect = Dialect::postgres;
  TransactionScope scope;
  /// Of its last migration; those before it have run `up`.
  Direction direction = Direction::up;
  std::string tool = "sql";       ///< `Migration::framework`.
  bool as_files = false;          ///< The tool's own reader cuts the text.
  bool complete_history = false;  ///< The first migration finds an empty database.
  bool with_config = false;       ///< The page's last ```toml block before it holds.
};

struct PageExamples {
  std::vector<Example> examples;
  std::vector<std::string> headings;  ///< "What happens": second level, in their order.
  std::vector<std::string> problems;  ///< "line 12: unknown option 'x'".
};

PageExamples read_examples(std::string_view page);

}  // namespace miglint
