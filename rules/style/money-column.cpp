// A column of type money depends on a setting of the session.
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
                   if (type.name.name != "money") return {};
                   const std::string name = identifier(table) + '.' + identifier(column.name);
                   return {.message = fmt::format("`{}` is money: what its text means depends on "
                                                  "lc_monetary, and so does what a dump can read.",
                                                  name),
                           .safe_way = "numeric, with the currency beside it"};
                 });
}

}  // namespace

extern const RuleLogic money_column;
const RuleLogic money_column{
    .operations = {on<check<op::CreateTable>>(), on<check<op::AddColumn>>()}};

}  // namespace miglint::rules
