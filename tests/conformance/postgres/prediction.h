// What miglint predicts for a case of the conformance suite, in the record's own terms.
//
// Comes in: a case and a server version. Goes out: the locks, rewrites, scans and builds that
// `impact` gives once the set-up has been replayed. Comparing belongs to the test.
#pragma once

#include <map>
#include <set>
#include <string>

#include "case_file.h"

namespace miglint::conformance {

struct Prediction {
  bool transactional = true;
  /// By "schema.name", strongest mode as pg_locks names it. What the statement makes is left out.
  std::map<std::string, std::string> table_locks;
  std::map<std::string, std::string> index_locks;
  /// Tables of indexes, for weighing an index's lock against its table's.
  std::map<std::string, std::string> table_of_index;
  std::set<std::string> rewritten;
  std::set<std::string> scanned;
  std::set<std::string> built;         ///< Tables on which indexes are built.
  std::set<std::string> partitions;    ///< Of the schema: a plan may leave some out.
  bool queries = false;                ///< Only reads and writes rows.
  std::set<std::string> may_truncate;  ///< Tables of which VACUUM may cut off the end.
  std::string syntax_error;            ///< The set-up or statement did not parse.
  std::string opaque;                  ///< The statement could not be read.
};

[[nodiscard]] Prediction predict(const Case& wanted, int version);

}  // namespace miglint::conformance
