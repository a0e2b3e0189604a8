// A column of type json has no equality.
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
                   if (type.name.name != "json") return {};
                   const std::string name = identifier(table) + '.' + identifier(column.name);
                   return {.message = fmt::format("`{}` is json: SELECT DISTINCT, GROUP BY and "
                                                  "UNION over it fail, and it cannot be indexed.",
                                                  name),
                           .safe_way = "jsonb"};
                 });
}

}  // namespace

extern const RuleLogic json_column;
const RuleLogic json_column{
    .operations = {on<check<op::CreateTable>>(), on<check<op::AddColumn>>()}};

}  // namespace miglint::rules
