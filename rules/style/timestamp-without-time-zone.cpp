// A point in time is stored without its time zone.
#include <fmt/format.h>

#include "lint/column_definitions.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

template <class Op>
void check(const Op&, const Operation& operation, const Moment& at, Findings& findings) {
  report_columns(operation, at, findings,
                 [](const ObjectName& table, const ColumnDefinition& column) -> Finding {
                   const TypeName& type = column.type;
                   if (type.name.name != "timestamp") return {};
                   const std::string name = identifier(table) + '.' + identifier(column.name);
                   return {.message = fmt::format("`{}` is timestamp without time zone: what "
                                                  "moment it stands for depends on who wrote it.",
                                                  name),
                           .safe_way = "timestamptz"};
                 });
}

}  // namespace

extern const RuleLogic timestamp_without_time_zone;
const RuleLogic timestamp_without_time_zone{
    .operations = {on<check<op::CreateTable>>(), on<check<op::AddColumn>>()}};

}  // namespace miglint::rules
