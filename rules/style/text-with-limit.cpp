// A text column has a limit of length in its type.
#include <fmt/format.h>

#include "lint/column_definitions.h"
#include "lint/rule.h"
#include "lint/wording.h"

namespace miglint::rules {
namespace {

template <class Op>
void check(const Op&, const Operation& operation, const Moment& at, Findings& findings) {
  report_columns(
      operation, at, findings,
      [](const ObjectName& table, const ColumnDefinition& column) -> Finding {
        const TypeName& type = column.type;
        if (type.name.name != "varchar" || type.modifiers.empty()) return {};
        const std::string name = identifier(table) + '.' + identifier(column.name);
        return {.message = fmt::format("`{}` has its limit in its type: lowering it later rewrites "
                                       "the table under ACCESS EXCLUSIVE.",
                                       name),
                .safe_way = "text, with CHECK (length(…) <= n), which can be changed NOT VALID"};
      });
}

}  // namespace

extern const RuleLogic text_with_limit;
const RuleLogic text_with_limit{
    .operations = {on<check<op::CreateTable>>(), on<check<op::AddColumn>>()}};

}  // namespace miglint::rules
