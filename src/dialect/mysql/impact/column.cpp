// Columns: added, dropped, renamed, given defaults.
#include <algorithm>

#include "dialect/mysql/impact/verdict.h"

namespace miglint::mysql {
namespace {

bool is_now(std::string_view function) {
  return function == "now" || function == "current_timestamp" || function == "localtime" ||
         function == "localtimestamp" || function == "current_date" || function == "curdate" ||
         function == "current_time" || function == "curtime" || function == "utc_timestamp";
}

/// Another value for each row: what statement-based replication cannot repeat.
bool is_unsafe(std::string_view function) {
  return function == "uuid" || function == "rand" || function == "sysdate" ||
         function == "uuid_short" || function == "random_bytes";
}

bool has_constraint(const ColumnDefinition& column, ConstraintKind kind) {
  return std::ranges::any_of(column.constraints,
                             [&](const Constraint& each) { return each.kind == kind; });
}

/// DEFAULT CURRENT_TIMESTAMP, with no parentheses around it: MySQL's old form of a default.
bool is_plain_now(const Expression& value) {
  return value.columns.empty() && value.functions.size() == 1 &&
         is_now(value.functions.front().function.name);
}

Verdict default_of_new_column(const ColumnDefinition& column, const Place& at) {
  const Expression* value = column.default_value;
  if (value == nullptr) return instant();
  const bool unsafe = std::ranges::any_of(
      value->functions, [](const FunctionCall& call) { return is_unsafe(call.function.name); });
  if (!at.server().mariadb) {
    if (unsafe) {
      return refused(1674,
                     "the default gives another value each time, which binary logging of "
                     "statements does not allow");
    }
    if (value->in_parentheses) return copy(at, "the default is an expression");
    return instant();
  }
  if (unsafe || !value->columns.empty()) {
    return copy(at, "the default is worked out for each row");
  }
  const bool all_now = std::ranges::all_of(
      value->functions, [](const FunctionCall& call) { return is_now(call.function.name); });
  if (value->functions.empty() || all_now || is_plain_now(*value)) return instant();
  Verdict verdict = copy(at, "the default calls a function");
  verdict.assumption = "which functions MariaDB works out once is not known here: assumes a copy";
  return verdict;
}

/// From 8.0.29 on a table keeps 64 shapes of its rows, from 9.1 on 255.
bool has_most_row_versions(const Place& at) {
  if (at.table == nullptr || !at.server().at_least(8, 0, 29)) return false;
  return at.table->row_versions >= (at.server().at_least(9, 1) ? 255 : 64);
}

Verdict after_most_row_versions() {
  Verdict verdict = rebuild(kMostRowVersions);
  verdict.assumption = "counted from the migrations: assumes that nothing else has rebuilt it";
  return verdict;
}

/// INSTANT, where the table and the version allow it, and a rebuild where they do not.
Verdict instant_add(const op::AddColumn& add, const Place& at) {
  const Server& server = at.server();
  if (has<op::CreateIndex>(at)) {
    return rebuild("a column and an index are added by one command");
  }
  const bool last = add.position.kind == ColumnPosition::Kind::unsaid;
  const Verdict in_place = rebuild("the column is put into every row");
  if (!server.mariadb) {
    if (!server.at_least(8, 0, 12)) return in_place;
    if (!last && !server.at_least(8, 0, 29)) {
      return rebuild("before 8.0.29 only the last column can be added without a rebuild");
    }
    if (has_fulltext(at)) return rebuild("the table has a FULLTEXT index");
    if (is_compressed(at)) return rebuild("the table is ROW_FORMAT=COMPRESSED");
    if (has_most_row_versions(at)) return after_most_row_versions();
    return instant();
  }
  if (has_fulltext(at)) return rebuild("the table has a FULLTEXT index");
  if (is_compressed(at)) return rebuild("the table is ROW_FORMAT=COMPRESSED");
  if (!last && has_virtual_column(at)) {
    return copy(at, "the table has a virtual column, and the new one does not come last");
  }
  return instant();
}

Verdict generated_column(const op::AddColumn& add, const Place& at) {
  if (add.column.generated == Generated::stored) {
    return copy(at, "the stored column is worked out for every row");
  }
  return instant_since(at, 8, 0, 12);
}

}  // namespace

Verdict verdict(const op::AddColumn& add, const Place& at) {
  const ColumnDefinition& column = add.column;
  const bool mariadb = at.server().mariadb;
  if (other_engine(at)) return copy(at, "the table's engine is not InnoDB");
  if (has_constraint(column, ConstraintKind::foreign_key) && at.environment.foreign_key_checks) {
    return copy(at, "the column has a foreign key, and foreign_key_checks is on");
  }
  if (has_constraint(column, ConstraintKind::check) && !mariadb) {
    return copy(at, "the column has a CHECK");
  }
  if (column.auto_increment) {
    Verdict verdict = rebuild("every row gets a number");
    verdict.online.lock = DdlLock::shared;
    return verdict;
  }
  if (has_constraint(column, ConstraintKind::primary_key)) {
    return rebuild("the table is laid out by its new primary key");
  }
  if (column.generated != Generated::no) return generated_column(add, at);
  const Verdict of_default = default_of_new_column(column, at);
  if (of_default.online.algorithm == DdlAlgorithm::copy) return of_default;
  return instant_add(add, at);
}

Verdict verdict(const op::DropColumn& drop, const Place& at) {
  const Server& server = at.server();
  if (other_engine(at)) return copy(at, "the table's engine is not InnoDB");
  if (const auto refusal = refused_drop(drop, at)) return *refusal;
  const Column* column = at.column(drop.column);
  if (column != nullptr && column->generated == Generated::virtual_) {
    return instant_since(at, 8, 0, 12);
  }
  bool in_key = false;
  bool alone_in_key = false;
  if (at.table != nullptr) {
    for (const RelationKey key : at.table->indexes) {
      const Index* index = at.before.find_index(key);
      if (index == nullptr) continue;
      const bool part = std::ranges::any_of(
          index->keys, [&](const Index::Key& of) { return of.column == drop.column; });
      in_key |= part && index->keys.size() > 1;
      alone_in_key |= part && index->keys.size() == 1;
    }
  }
  if (server.mariadb) {
    if (has_fulltext(at)) return rebuild("the table has a FULLTEXT index");
    if (is_compressed(at)) return rebuild("the table is ROW_FORMAT=COMPRESSED");
    if (in_key) return rebuild("the column is part of an index on several columns");
    return alone_in_key ? nocopy() : instant();
  }
  if (!server.at_least(8, 0, 29)) {
    return rebuild("the column is taken out of every row");
  }
  if (has_fulltext(at)) return rebuild("the table has a FULLTEXT index");
  if (is_compressed(at)) return rebuild("the table is ROW_FORMAT=COMPRESSED");
  if (in_key || alone_in_key) return rebuild("the column is part of an index");
  if (has_most_row_versions(at)) return after_most_row_versions();
  return instant();
}

Verdict verdict(const op::RenameColumn& /*rename*/, const Place& at) {
  if (other_engine(at)) return instant();
  return instant_since(at, 8, 0, 28);
}

Verdict verdict(const op::SetDefault& /*set*/, const Place& at) {
  return instant_since(at, 8, 0, 12);
}

Verdict verdict(const op::DropDefault& /*drop*/, const Place& at) {
  return instant_since(at, 8, 0, 12);
}

}  // namespace miglint::mysql
