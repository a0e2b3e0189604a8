// A column holds binary fractions.
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
                   if (type.name.name != "float4" && type.name.name != "float8") return {};
                   const std::string name = identifier(table) + '.' + identifier(column.name);
                   return {.message = fmt::format("`{}` holds binary fractions: 0.1 is not 0.1 in "
                                                  "it, and sums depend on the order of the rows.",
                                                  name),
                           .safe_way = "numeric, where the digits matter"};
                 });
}

}  // namespace

extern const RuleLogic float_column;
const RuleLogic float_column{
    .operations = {on<check<op::CreateTable>>(), on<check<op::AddColumn>>()}};

}  // namespace miglint::rules
