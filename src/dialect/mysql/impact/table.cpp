// Indexes, constraints, table options, partitions, names.
#include <algorithm>
#include <span>
#include <string_view>
#include <vector>

#include "dialect/mysql/impact/verdict.h"
#include "source/ascii.h"

namespace miglint::mysql {
namespace {

Verdict shared(Verdict verdict) {
  verdict.online.lock = DdlLock::shared;
  return verdict;
}

/// The values of a virtual column that comes with the index are worked out while it is built.
bool is_on_new_virtual_column(const op::CreateIndex& create, const Place& at) {
  if (!at.company.adds_virtual_column) return false;
  return std::ranges::any_of(at.command, [&](const Operation& operation) {
    const auto* add = std::get_if<op::AddColumn>(&operation.action);
    return add != nullptr && add->column.generated == Generated::virtual_ &&
           std::ranges::find(create.keys, add->column.name, &IndexKey::column) != create.keys.end();
  });
}

/// Every unique key of a partitioned table needs the columns that its rows are spread by.
bool lacks_partition_column(std::span<const std::string_view> key, const Place& at) {
  return at.table != nullptr && std::ranges::any_of(at.table->partition_columns, [&](auto& column) {
           return std::ranges::none_of(
               key, [&](std::string_view part) { return ascii::same(part, column); });
         });
}

Verdict refused_key() {
  return refused(1503,
                 "a unique key of a partitioned table needs the columns that its rows are "
                 "spread by");
}

Verdict building(Verdict verdict) {
  verdict.index_build = true;
  return verdict;
}

}  // namespace

Verdict verdict(const op::CreateIndex& create, const Place& at) {
  if (other_engine(at)) return building(copy(at, "the table's engine is not InnoDB"));
  if (create.unique) {
    std::vector<std::string_view> columns;
    for (const IndexKey& key : create.keys)
      columns.push_back(key.column);
    if (lacks_partition_column(columns, at)) return refused_key();
  }
  if (create.method == "fulltext") {
    if (has_fulltext(at)) return building(shared(nocopy()));
    return building(shared(rebuild("the first FULLTEXT index adds a hidden column to every row")));
  }
  if (create.method == "spatial" || create.method == "vector") return building(shared(nocopy()));
  if (is_on_new_virtual_column(create, at)) return building(shared(nocopy()));
  return building(nocopy());
}

Verdict verdict(const op::DropIndex& drop, const Place& at) {
  if (const auto refusal = refused_drop(drop, at)) return *refusal;
  if (other_engine(at)) return copy(at, "the table's engine is not InnoDB");
  return nocopy();
}

Verdict verdict(const op::RenameIndex& /*rename*/, const Place& at) {
  return at.server().mariadb ? instant() : nocopy();
}

Verdict verdict(const op::SetIndexVisibility& /*set*/, const Place& at) {
  return at.server().mariadb ? instant() : nocopy();
}

Verdict verdict(const op::AddConstraint& add, const Place& at) {
  const bool mariadb = at.server().mariadb;
  switch (add.constraint.kind) {
    case ConstraintKind::foreign_key:
      if (at.table != nullptr && !at.table->partition_strategy.empty()) {
        return refused(1506, "a partitioned table can have no foreign key");
      }
      if (at.environment.foreign_key_checks) {
        return copy(at, "foreign_key_checks is on, so every row is checked while it is copied");
      }
      return mariadb ? instant() : nocopy();
    case ConstraintKind::check:
      if (add.constraint.not_enforced) return nocopy();
      return copy(at, "every row is checked");
    case ConstraintKind::primary_key: {
      if (other_engine(at)) return copy(at, "the table's engine is not InnoDB");
      if (lacks_partition_column(add.constraint.columns, at)) return refused_key();
      return building(rebuild("the table is laid out by its new primary key"));
    }
    case ConstraintKind::unique:
    case ConstraintKind::not_null:
    case ConstraintKind::exclude:
      break;
  }
  return building(nocopy());
}

Verdict verdict(const op::DropConstraint& drop, const Place& at) {
  if (drop.constraint == "PRIMARY") {
    if (at.company.adds_primary_key) return rebuild("the table is laid out by its new primary key");
    return copy(at, "without its primary key the table is laid out anew");
  }
  if (at.server().mariadb) return instant();
  const TableConstraint* constraint =
      at.table == nullptr ? nullptr : at.table->find_constraint(drop.constraint);
  const bool check = constraint != nullptr && constraint->kind == ConstraintKind::check;
  return check ? instant() : nocopy();
}

Verdict verdict(const op::AlterConstraint& alter, const Place& at) {
  if (alter.change == op::AlterConstraint::Change::enforced) {
    return copy(at, "every row is checked");
  }
  return nocopy();
}

Verdict verdict(const op::RenameRelation& /*rename*/, const Place& at) {
  Verdict verdict = instant_since(at, 8, 0, 12);
  // By itself: with other subcommands the name changes at the end, and LOCK=NONE is granted.
  if (at.server().mariadb && at.command.size() == 1) verdict.online.lock = DdlLock::exclusive;
  return verdict;
}

namespace {

Verdict engine(const op::SetTableOption& option, const Place& at) {
  if (option.value != "innodb") return copy(at, "the table goes to another storage engine");
  if (other_engine(at)) return copy(at, "the table goes to another storage engine");
  Verdict verdict = rebuild("the table is built anew");
  // A table that the history makes without a word is InnoDB's.
  if (at.table == nullptr || (at.table->assumed && at.table->engine.empty())) {
    verdict.assumption = "unknown engine: assumes InnoDB";
  }
  return verdict;
}

Verdict convert(const op::SetTableOption& option, const Place& at) {
  if (at.table == nullptr || at.table->columns_incomplete) {
    Verdict verdict = copy(at, "every text is converted to another character set");
    verdict.assumption = "unknown columns: assumes texts in another character set";
    return verdict;
  }
  Verdict all = at.server().mariadb ? instant() : nocopy();
  for (const Column& column : at.table->columns) {
    if (!column.type) continue;
    ColumnDefinition definition;
    definition.name = column.name;
    definition.type.name.name = column.type->name;
    definition.type.modifiers = column.type->modifiers;
    definition.type.charset = option.traits.charset;
    std::vector<std::string_view> labels(column.type->labels.begin(), column.type->labels.end());
    definition.type.labels = labels;
    definition.type.is_unsigned = column.type->is_unsigned;
    const bool text = column.type->name.ends_with("text") || column.type->name == "varchar" ||
                      column.type->name == "char" || column.type->name == "enum" ||
                      column.type->name == "set";
    if (!text) continue;
    const bool known =
        !column.type->charset.empty() || !column.collation.empty() || !at.table->charset.empty();
    if (!known) {
      Verdict verdict = copy(at, "every text is converted to another character set");
      verdict.assumption = "unknown old character set: assumes another one";
      return verdict;
    }
    if (!at.server().mariadb && is_indexed(column.name, at)) {
      return copy(at, "an indexed text is converted to another character set");
    }
    definition.collation.name = option.traits.collation;
    all = worse(all, type_change(column, definition, at));
  }
  return all;
}

}  // namespace

Verdict verdict(const op::SetTableOption& option, const Place& at) {
  using Kind = op::SetTableOption::Kind;
  const bool mariadb = at.server().mariadb;
  switch (option.kind) {
    case Kind::engine:
      return engine(option, at);
    case Kind::row_format:
    case Kind::key_block_size:
      return rebuild("every row is written again in another format");
    case Kind::force:
    case Kind::optimize:
      return rebuild("the table is built anew");
    case Kind::convert_charset:
      return convert(option, at);
    case Kind::order_by:
      return copy(at, "the rows are sorted anew");
    case Kind::default_charset:
    case Kind::auto_increment:
      return mariadb ? instant() : nocopy();
    case Kind::statistics:
      return mariadb ? instant() : nocopy();
    case Kind::comment:
      return mariadb ? instant() : nocopy();
    case Kind::encryption:
    case Kind::compression:
      return mariadb ? rebuild("every page is written again")
                     : copy(at, "every page is written again");
    case Kind::system_versioning:
      return copy(at, "every row gets the columns of its period");
    case Kind::keys: {
      Verdict verdict = instant();
      if (mariadb) verdict.online.lock = DdlLock::exclusive;
      return verdict;
    }
    case Kind::tablespace_file: {
      Verdict verdict = nocopy();
      verdict.online.lock = DdlLock::exclusive;
      return verdict;
    }
    case Kind::other:
      break;
  }
  Verdict verdict = mariadb ? instant() : nocopy();
  verdict.assumption = "what this table option changes is not known here: assumes metadata only";
  return verdict;
}

Verdict verdict(const op::ChangePartitions& change, const Place& at) {
  using Kind = op::ChangePartitions::Kind;
  const bool by_value = at.table != nullptr && (at.table->partition_strategy == "range" ||
                                                at.table->partition_strategy == "list");
  switch (change.kind) {
    case Kind::partition_by:
    case Kind::remove:
      return copy(at, "every row goes to another partition");
    case Kind::add: {
      if (by_value || at.table == nullptr) return nocopy();
      Verdict verdict = rebuild("rows are spread over the new partitions");
      verdict.online.lock = DdlLock::shared;
      return verdict;
    }
    case Kind::drop:
      return nocopy();
    case Kind::truncate:
    case Kind::exchange:
    case Kind::discard_tablespace:
    case Kind::import_tablespace:
    case Kind::convert: {
      Verdict verdict = nocopy();
      verdict.online.lock = DdlLock::exclusive;
      return verdict;
    }
    case Kind::coalesce:
    case Kind::reorganize:
    case Kind::rebuild:
    case Kind::optimize: {
      Verdict verdict = rebuild("the partitions are built anew");
      verdict.online.lock = DdlLock::shared;
      return verdict;
    }
    case Kind::analyze:
    case Kind::check:
    case Kind::repair:
      break;
  }
  return nocopy();
}

}  // namespace miglint::mysql
