#include "cli/commands.h"
#include "cli/output.h"
#include "project/table_sizes.h"

namespace miglint {

int run_stats_query(const Arguments& arguments) {
  const std::string query = stats_query(arguments.dialect.value_or(Dialect::postgres));
  if (const auto failure = write_output(arguments.output, query)) {
    complain(*failure);
    return kFailed;
  }
  return kNothingFound;
}

}  // namespace miglint
