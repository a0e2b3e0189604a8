// The helper of the other tests, and what holds for all statements.
#include "lowered.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "dialect/postgres/body_sql.h"
#include "dialect/postgres/parse.h"

namespace miglint::postgres {

Lowered::Lowered(std::string sql, bool verbatim, std::vector<std::string_view> variables)
    : sql_(std::move(sql)) {
  const ParserMemory memory;
  if (const auto parsed = parse(sql_); !parsed) {
    ADD_FAILURE() << begin_of_text() << "\ndoes not parse: " << parsed.error().message;
    return;
  }
  const auto size = static_cast<std::uint32_t>(sql_.size());
  const ParsedText text{sql_, {FileId{7}, base, base + size}, verbatim};
  LowerContext context{.arena = arena_, .out = operations_, .text = text};
  BodySql{.body = text, .nesting = {}, .variables = variables, .context = context}.all();
}

std::string Lowered::begin_of_text() const {
  return sql_.substr(0, 300);
}

std::string Lowered::text(Span span) const {
  EXPECT_EQ(span.file, FileId{7});
  EXPECT_GE(span.begin, base);
  EXPECT_LE(span.end, base + sql_.size());
  if (span.begin < base || span.end > base + sql_.size() || span.empty()) return "no place";
  return sql_.substr(span.begin - base, span.end - span.begin);
}

std::string joined(std::span<const std::string_view> names) {
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string joined(std::span<const ObjectName> names) {
  std::string result;
  for (const ObjectName& each : names)
    result += (result.empty() ? "" : ", ") + name(each);
  return result;
}

std::string joined(std::span<const FunctionCall> calls) {
  std::string result;
  for (const FunctionCall& call : calls) {
    result += (result.empty() ? "" : ", ") + name(call.function);
  }
  return result;
}

std::string name(const ObjectName& name) {
  return name.schema.empty() ? std::string(name.name)
                             : fmt::format("{}.{}", name.schema, name.name);
}

std::string name(const TypeName& type) {
  std::string result = name(type.name);
  if (!type.modifiers.empty()) result += fmt::format("({})", fmt::join(type.modifiers, ","));
  for (int i = 0; i < type.array_dimensions; ++i)
    result += "[]";
  return result;
}

namespace {

TEST(Lower, NumbersCommandsAndNotOperations) {
  const Lowered sql("ALTER TABLE t ADD a int, ADD b int; DROP TABLE x, y; SELECT 1");
  ASSERT_EQ(sql.size(), 5U);
  EXPECT_EQ(sql.operations()[0].command, 0U);
  EXPECT_EQ(sql.operations()[1].command, 0U);
  EXPECT_EQ(sql.operations()[2].command, 1U);
  EXPECT_EQ(sql.operations()[3].command, 1U);
  EXPECT_EQ(sql.operations()[4].command, 2U);
}

TEST(Lower, GivesTheCausesPlaceForMadeText) {
  const Lowered sql("ALTER TABLE t ADD COLUMN a int NOT NULL CHECK (a > 0), DROP b", false);
  ASSERT_EQ(sql.size(), 2U);
  const std::string all = "ALTER TABLE t ADD COLUMN a int NOT NULL CHECK (a > 0), DROP b";
  EXPECT_EQ(sql.text(0), all);
  EXPECT_EQ(sql.text(1), all);
  const auto& add = sql.at<op::AddColumn>(0);
  EXPECT_EQ(sql.text(add.column.span), all);
  EXPECT_EQ(sql.text(add.column.constraints[1].span), all);
}

}  // namespace
}  // namespace miglint::postgres
