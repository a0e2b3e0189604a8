// MODIFY or CHANGE to a type that cannot hold what the column may hold now.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <variant>

#include "lint/mysql_advice.h"
#include "lint/rule.h"
#include "timeline/later_operations.h"

namespace miglint::rules {
namespace {

using std::string_view_literals::operator""sv;

/// Place in the list of its family, the smallest first; nothing for other types.
std::optional<std::ptrdiff_t> size_in(std::span<const std::string_view> family,
                                      std::string_view type) {
  const auto found = std::ranges::find(family, type);
  if (found == family.end()) return std::nullopt;
  return found - family.begin();
}

bool is_smaller(std::span<const std::string_view> family, std::string_view old,
                std::string_view now) {
  const auto before = size_in(family, old);
  const auto after = size_in(family, now);
  return before && after && *after < *before;
}

std::int32_t first(std::span<const std::int32_t> modifiers, std::int32_t otherwise) {
  return modifiers.empty() ? otherwise : modifiers.front();
}

std::int32_t scale(std::span<const std::int32_t> modifiers) {
  return modifiers.size() > 1 ? modifiers[1] : 0;
}

constexpr auto kNegative = "negative numbers"sv;

/// What gets lost; empty: nothing.
std::string loss(const ColumnType& old, const TypeName& now) {
  static constexpr std::array kIntegers{"tinyint"sv, "smallint"sv, "mediumint"sv, "int"sv,
                                        "bigint"sv};
  static constexpr std::array kTexts{"tinytext"sv, "text"sv, "mediumtext"sv, "longtext"sv};
  static constexpr std::array kBlobs{"tinyblob"sv, "blob"sv, "mediumblob"sv, "longblob"sv};
  const std::string_view from = old.name;
  const std::string_view to = now.name.name;
  if (is_smaller(kIntegers, from, to)) {
    return fmt::format("numbers that {} holds and {} does not", from, to);
  }
  if (is_smaller(kTexts, from, to) || is_smaller(kBlobs, from, to)) {
    return fmt::format("values longer than a {}", to);
  }
  if (from != to) return {};
  if (size_in(kIntegers, from) && !old.is_unsigned && now.is_unsigned)
    return std::string(kNegative);
  if (from == "varchar" || from == "char" || from == "varbinary" || from == "binary") {
    const std::int32_t length = first(now.modifiers, 1);
    if (length < first(old.modifiers, 1)) {
      return fmt::format("values longer than {} {}", length,
                         from.ends_with("binary") ? "bytes" : "characters");
    }
  }
  if (from == "decimal") {
    const std::int32_t whole = first(old.modifiers, 10) - scale(old.modifiers);
    if (first(now.modifiers, 10) - scale(now.modifiers) < whole) return "large numbers";
    if (scale(now.modifiers) < scale(old.modifiers)) return "digits behind the point";
  }
  if (from == "enum" || from == "set") {
    for (const std::string& label : old.labels) {
      if (std::ranges::find(now.labels, std::string_view(label)) == now.labels.end()) {
        return fmt::format("rows that hold '{}'", label);
      }
    }
  }
  return {};
}

/// Numbers of rows are never negative.
bool names_rows(std::string_view column) {
  return column == "id" || column.ends_with("_id");
}

/// The script has changed the values already, by a filter that asks for them.
bool were_changed(const op::ChangeColumn& change, const Operation& operation, const Moment& at) {
  return find_earlier_in_script(operation, at, [&](const Operation& earlier, const Statement&) {
    const auto* update = std::get_if<op::UpdateRows>(&earlier.action);
    return update != nullptr && update->table == change.table.name &&
           std::ranges::any_of(update->assignments, [&](const Assignment& each) {
             return each.column == change.column;
           });
  });
}

void check(const op::ChangeColumn& change, const Operation& operation, const Moment& at,
           Findings& findings) {
  if (at.is_new(change.table.name)) return;
  const Table* table = at.before.find_table(change.table.name);
  const Column* old = table == nullptr ? nullptr : table->find_column(change.column);
  if (old == nullptr || !old->type || old->origin.migration == at.migration_number) return;
  const std::string lost = loss(*old->type, change.definition.type);
  if (lost.empty() || were_changed(change, operation, at)) return;
  if (lost == kNegative && names_rows(change.column)) return;
  findings.add({
      .span = operation.span,
      .message = fmt::format("`{}` has no room for {} any more: in strict mode this fails at the "
                             "first such row, otherwise the values are cut without a word.",
                             mysql_name(change.column), lost),
      .safe_way =
          fmt::format("-- see first what would be lost, and keep the type while there is any\n"
                      "SELECT COUNT(*) FROM {} WHERE …;\n",
                      mysql_name(change.table.name)),
  });
}

}  // namespace

extern const RuleLogic narrowing_type;
const RuleLogic narrowing_type{.operations = {on<check>()}};

}  // namespace miglint::rules
