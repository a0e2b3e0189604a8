// A foreign key that the server refuses: other types on its two sides, no index behind it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "lint/mysql_advice.h"
#include "lint/rule.h"

namespace miglint::rules {
namespace {

using std::string_view_literals::operator""sv;

struct Type {
  std::string name;
  bool is_unsigned = false;
  std::string charset;  ///< Empty: not known.
};

enum class Family : std::uint8_t { other, integer, text, binary };

Family family_of(std::string_view name) {
  if (name.ends_with("int")) return Family::integer;
  if (name == "char" || name == "varchar") return Family::text;
  return name == "binary" || name == "varbinary" ? Family::binary : Family::other;
}

std::string canonical(std::string_view charset) {
  return std::string(charset == "utf8" ? "utf8mb3"sv : charset);
}

std::string charset_of(std::string_view own, std::string_view collation,
                       std::string_view of_table) {
  if (!own.empty()) return canonical(own);
  if (!collation.empty()) return canonical(collation.substr(0, collation.find('_')));
  return canonical(of_table);
}

std::optional<Type> type_of(const ColumnDefinition* column, std::string_view table_charset) {
  if (column == nullptr) return std::nullopt;
  return Type{std::string(column->type.name.name), column->type.is_unsigned,
              charset_of(column->type.charset, column->collation.name, table_charset)};
}

std::optional<Type> type_of(const Table& table, std::string_view name) {
  const Column* column = table.find_column(name);
  if (column == nullptr || !column->type) return std::nullopt;
  return Type{column->type->name, column->type->is_unsigned,
              charset_of(column->type->charset, column->collation, table.charset)};
}

std::string words(const Type& type) {
  return type.name + (type.is_unsigned ? " unsigned" : "");
}

/// Why the two do not fit; empty: they do, or it is not known.
std::string mismatch(const Type& own, const Type& other) {
  const Family family = family_of(own.name);
  const bool of_one_family = family == family_of(other.name);
  if (family == Family::other || family_of(other.name) == Family::other) return {};
  if (!of_one_family || (family == Family::integer &&
                         (own.name != other.name || own.is_unsigned != other.is_unsigned))) {
    return fmt::format("one is {}, the other {}", words(own), words(other));
  }
  const bool charsets = family == Family::text && !own.charset.empty() && !other.charset.empty();
  if (charsets && own.charset != other.charset) {
    return fmt::format("one is written in {}, the other in {}", own.charset, other.charset);
  }
  return {};
}

struct Found {
  std::uint16_t error = 0;  ///< MySQL's.
  std::string why;
  std::string safe_way;
};

/// The table that refers: its columns, whether it is there or being made.
struct Side {
  const ObjectName& table;
  const Table* known = nullptr;             ///< Null: it is being made.
  const op::CreateTable* made = nullptr;    ///< Null: it is there.
  const ColumnDefinition* added = nullptr;  ///< The column that carries the constraint.

  [[nodiscard]] const ColumnDefinition* definition(std::string_view name) const {
    if (added != nullptr && added->name == name) return added;
    if (made == nullptr) return nullptr;
    const auto found = std::ranges::find(made->columns, name, &ColumnDefinition::name);
    return found == made->columns.end() ? nullptr : &*found;
  }
  [[nodiscard]] std::optional<Type> type(std::string_view name) const {
    const std::string_view charset = made != nullptr    ? made->traits.charset
                                     : known != nullptr ? std::string_view(known->charset)
                                                        : std::string_view();
    if (const ColumnDefinition* column = definition(name)) return type_of(column, charset);
    return known == nullptr ? std::nullopt : type_of(*known, name);
  }
  [[nodiscard]] bool not_null(std::string_view name) const {
    if (const ColumnDefinition* column = definition(name)) return column->not_null;
    const Column* column = known == nullptr ? nullptr : known->find_column(name);
    return column != nullptr && column->not_null_known && column->not_null;
  }
};

bool is_indexed(const Table& target, std::span<const std::string_view> columns, const Schema& all) {
  return std::ranges::any_of(target.indexes, [&](RelationKey key) {
    const Index* index = all.find_index(key);
    return index == nullptr || (index->keys.size() >= columns.size() &&
                                std::ranges::equal(std::span(index->keys).first(columns.size()),
                                                   columns, {}, &Index::Key::column));
  });
}

Found problem(const Constraint& key, const Side& side, const Table& target, const Moment& at) {
  const std::string target_name = mysql_name(key.referenced_table);
  for (std::size_t i = 0; i < key.columns.size() && i < key.referenced_columns.size(); ++i) {
    const auto own = side.type(key.columns[i]);
    const auto other = type_of(target, key.referenced_columns[i]);
    const std::string column = mysql_name(key.columns[i]);
    if (own && other) {
      if (const std::string why = mismatch(*own, *other); !why.empty()) {
        return {3780,
                fmt::format("`{}` and `{}.{}` differ: {}", column, target_name,
                            mysql_name(key.referenced_columns[i]), why),
                fmt::format("-- the type, the sign and the character set of what it refers to\n"
                            "{} {} …\n",
                            column, words(*other))};
      }
    }
    if (key.on_delete == ReferentialAction::set_null && side.not_null(key.columns[i])) {
      return {1830,
              fmt::format("ON DELETE SET NULL needs `{}`, which is NOT NULL, to hold NULL", column),
              fmt::format("{} … NULL\n", column)};
    }
  }
  const bool known = !target.assumed && !target.columns_incomplete;
  if (known && !key.referenced_columns.empty() &&
      !is_indexed(target, key.referenced_columns, at.before)) {
    return {at.server >= ServerVersion{8, 4, 0} ? std::uint16_t{6125} : std::uint16_t{1822},
            fmt::format("no index of `{}` begins with the columns that it refers to", target_name),
            fmt::format("ALTER TABLE {} ADD UNIQUE KEY (…), ALGORITHM=INPLACE, LOCK=NONE;\n",
                        target_name)};
  }
  return {};
}

void check_key(const Constraint& key, const Side& side, const Operation& operation,
               const Moment& at, Findings& findings) {
  if (key.kind != ConstraintKind::foreign_key) return;
  const Table* target = at.before.find_table(key.referenced_table);
  if (target == nullptr) return;
  const Found found = problem(key, side, *target, at);
  if (found.why.empty()) return;
  Finding finding{
      .span = key.span.empty() ? operation.span : key.span,
      .message =
          fmt::format("{} refuses this foreign key (error {}): {}.", server_name(at),
                      at.migration.dialect == Dialect::mariadb ? 150 : found.error, found.why),
      .safe_way = found.safe_way,
  };
  if (!target->origin.span.empty()) {
    finding.related.push_back({target->origin.span, "the table that it refers to"});
  }
  findings.add(std::move(finding));
}

void check_add(const op::AddConstraint& add, const Operation& operation, const Moment& at,
               Findings& findings) {
  // Another part of the same statement may change the column.
  if (at.command.size() > 1) return;
  const Side side{.table = add.table.name, .known = at.before.find_table(add.table.name)};
  check_key(add.constraint, side, operation, at, findings);
}

void check_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const Side side{
      .table = add.table.name, .known = at.before.find_table(add.table.name), .added = &add.column};
  for (const Constraint& constraint : add.column.constraints)
    check_key(constraint, side, operation, at, findings);
}

void check_create(const op::CreateTable& create, const Operation& operation, const Moment& at,
                  Findings& findings) {
  const Side side{.table = create.table, .made = &create};
  for (const Constraint& constraint : create.constraints)
    check_key(constraint, side, operation, at, findings);
  for (const ColumnDefinition& column : create.columns) {
    for (const Constraint& constraint : column.constraints)
      check_key(constraint, side, operation, at, findings);
  }
}

}  // namespace

extern const RuleLogic foreign_key_refused;
const RuleLogic foreign_key_refused{
    .operations = {on<check_add>(), on<check_column>(), on<check_create>()}};

}  // namespace miglint::rules
