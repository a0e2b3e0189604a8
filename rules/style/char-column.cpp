// A column of type char(n) pads its values with blanks.
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
        if (type.name.name != "bpchar") return {};
        const std::string name = identifier(table) + '.' + identifier(column.name);
        return {.message = fmt::format("`{}` is char(n): shorter values are padded with blanks, "
                                       "which some comparisons see and others do not.",
                                       name),
                .safe_way = "text, with a CHECK where the length matters"};
      });
}

}  // namespace

extern const RuleLogic char_column;
const RuleLogic char_column{
    .operations = {on<check<op::CreateTable>>(), on<check<op::AddColumn>>()}};

}  // namespace miglint::rules
