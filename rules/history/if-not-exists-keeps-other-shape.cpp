// IF NOT EXISTS over something that is there and differs from what is written: nothing is done.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <variant>
#include <vector>

#include "lint/rule.h"
#include "lint/wording.h"
#include "schema/difference.h"

namespace miglint::rules {
namespace {

constexpr std::size_t most_named = 4;

/// The schema as it would be, had the thing not been there before.
Schema made_anew(Operation drop, const Operation& create, const Moment& at) {
  Schema schema = at.before;
  drop.span = create.span;
  schema.apply(std::array{drop}, {});
  schema.apply(std::array{create}, {});
  return schema;
}

bool is_added_later(std::string_view column, const ObjectName& table, const Operation& operation,
                    const Moment& at) {
  bool behind = false;
  for (const Statement& statement : at.script) {
    for (const Operation& other : statement.operations) {
      if (&other == &operation) behind = true;
      const auto* add = std::get_if<op::AddColumn>(&other.action);
      if (behind && add != nullptr && add->column.name == column &&
          at.before.key(add->table.name) == at.before.key(table)) {
        return true;
      }
    }
  }
  return false;
}

std::string words(const SchemaDifference& lacking) {
  const std::string name = identifier(lacking.name);
  using What = SchemaDifference::What;
  if (lacking.kind == SchemaDifference::Kind::missing) {
    return lacking.object == SchemaDifference::Object::column
               ? fmt::format("the column `{}` is missing", name)
               : fmt::format("the constraint `{}` is missing", name);
  }
  if (lacking.what == What::column_type) {
    return fmt::format("`{}` is `{}`, not `{}`", name, type_words(*lacking.old_type),
                       type_words(*lacking.new_type));
  }
  return fmt::format("`{}` may hold NULL", name);
}

void report(std::string_view what, const std::vector<SchemaDifference>& lacking, Span made,
            const Operation& operation, Findings& findings) {
  std::string list;
  for (std::size_t i = 0; i < std::min(lacking.size(), most_named); ++i)
    list += (i == 0 ? "" : ", ") + words(lacking[i]);
  if (lacking.size() > most_named) list += fmt::format(" and {} more", lacking.size() - most_named);
  Finding finding{
      .span = operation.span,
      .message = fmt::format("{} is there already, so this does nothing but give a notice, and "
                             "what it asks for is not there: {}.",
                             what, list),
      .safe_way =
          "-- leave out IF NOT EXISTS, or change what is there:\n"
          "-- ALTER TABLE …\n",
  };
  if (!made.empty()) finding.related.push_back({made, "it is made here"});
  findings.add(std::move(finding));
}

bool is_known(const Table& table) {
  return !table.assumed && !table.columns_incomplete;
}

void check_table(const op::CreateTable& create, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (!create.if_not_exists || operation.nesting.conditional) return;
  const Table* there = at.before.find_table(create.table);
  if (there == nullptr || !is_known(*there) || !at.before.is_sure_of(there->origin)) return;
  if (create.persistence == Persistence::temporary) return;
  const Schema anew =
      made_anew({.span = {}, .action = op::DropTable{.table = create.table}}, operation, at);
  const Table* wanted = anew.find_table(create.table);
  if (wanted == nullptr || wanted->columns_incomplete) return;
  std::vector<SchemaDifference> lacking = lacks(*there, *wanted);
  std::erase_if(lacking, [&](const SchemaDifference& each) {
    return is_added_later(each.name, create.table, operation, at);
  });
  if (lacking.empty()) return;
  report(fmt::format("`{}`", identifier(there->key, at.before)), lacking, there->origin.span,
         operation, findings);
}

void check_column(const op::AddColumn& add, const Operation& operation, const Moment& at,
                  Findings& findings) {
  if (!add.if_not_exists || operation.nesting.conditional) return;
  const Table* table = at.before.find_table(add.table.name);
  const Column* there = table == nullptr ? nullptr : table->find_column(add.column.name);
  if (there == nullptr || !there->type || !at.before.is_sure_of(there->origin)) return;
  const Schema anew = made_anew(
      {.span = {}, .action = op::DropColumn{.table = add.table, .column = add.column.name}},
      operation, at);
  const Table* changed = anew.find_table(add.table.name);
  const Column* wanted = changed == nullptr ? nullptr : changed->find_column(add.column.name);
  if (wanted == nullptr) return;
  Table old;
  Table now;
  old.columns = {*there};
  now.columns = {*wanted};
  const std::vector<SchemaDifference> lacking = lacks(old, now);
  if (lacking.empty()) return;
  report(fmt::format("`{}.{}`", identifier(table->key, at.before), identifier(there->name)),
         lacking, there->origin.span, operation, findings);
}

void check_index(const op::CreateIndex& create, const Operation& operation, const Moment& at,
                 Findings& findings) {
  if (!create.if_not_exists || create.name.empty() || operation.nesting.conditional) return;
  const Table* table = at.before.find_table(create.table);
  if (table == nullptr) return;
  const Index* there = at.before.find_index(ObjectName{table->schema, create.name});
  if (there == nullptr || !at.before.is_sure_of(there->origin)) return;
  const Schema anew = made_anew(
      {.span = {}, .action = op::DropIndex{.index = {table->schema, create.name}}}, operation, at);
  const Index* wanted = anew.find_index(ObjectName{table->schema, create.name});
  if (wanted == nullptr || same_definition(*there, *wanted)) return;
  Finding finding{
      .span = operation.span,
      .message = fmt::format(
          "An index `{}` is there already, on {}, so this does nothing but give a notice, and the "
          "index that it asks for is not there.",
          identifier(create.name),
          there->table == wanted->table ? std::string("other keys or rows")
                                        : fmt::format("`{}`", identifier(there->table, at.before))),
      .safe_way = "-- give the new index a name of its own\n",
      .related = {{there->origin.span, "it is made here"}},
  };
  findings.add(std::move(finding));
}

}  // namespace

extern const RuleLogic if_not_exists_keeps_other_shape;
const RuleLogic if_not_exists_keeps_other_shape{
    .operations = {on<check_table>(), on<check_column>(), on<check_index>()}};

}  // namespace miglint::rules
