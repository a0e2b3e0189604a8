// A TIMESTAMP counts seconds in 32 bits.
#include <fmt/format.h>

#include "lint/column_definitions.h"
#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

/// MariaDB 11.5 on 64 bit made the seconds unsigned: they last until 2106.
bool lasts_longer(const Moment& at) {
  const ServerVersion longer{11, 5, 0};
  return at.migration.dialect == Dialect::mariadb && at.server >= longer;
}

template <class Op>
void check(const Op& /*op*/, const Operation& operation, const Moment& at, Findings& findings) {
  if (lasts_longer(at)) return;
  report_columns(
      operation, at, findings,
      [](const ObjectName& table, const ColumnDefinition& column) -> Finding {
        if (column.type.name.name != "timestamp") return {};
        return {.message = fmt::format("`{}.{}` holds no time after 2038-01-19 03:14:07 UTC: a "
                                       "later one is refused (error 1292).",
                                       mysql_name(table), mysql_name(column.name)),
                .safe_way = "datetime"};
      });
}

}  // namespace

extern const RuleLogic timestamp_ends_in_2038;
const RuleLogic timestamp_ends_in_2038{
    .operations = {on<check<op::CreateTable>>(), on<check<op::AddColumn>>()}};

}  // namespace miglint::rules
