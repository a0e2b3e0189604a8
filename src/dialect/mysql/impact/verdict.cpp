#include "dialect/mysql/impact/verdict.h"

#include <algorithm>

namespace miglint::mysql {

Verdict instant() {
  return {.online = {.algorithm = DdlAlgorithm::instant}};
}

Verdict nocopy() {
  return {.online = {.algorithm = DdlAlgorithm::nocopy}};
}

Verdict rebuild(std::string_view cause) {
  return {.online = {.algorithm = DdlAlgorithm::inplace, .rebuild = true}, .cause = cause};
}

Verdict copy(const Place& at, std::string_view cause) {
  // MariaDB copies while others write since 11.2.
  const bool online = at.server().mariadb && at.server().at_least(11, 2);
  return {.online = {.algorithm = DdlAlgorithm::copy,
                     .lock = online ? DdlLock::none : DdlLock::shared,
                     .rebuild = true},
          .cause = cause};
}

Verdict refused(std::uint16_t error, std::string_view cause) {
  Verdict verdict;
  verdict.online.algorithm = DdlAlgorithm::copy;
  verdict.online.refused = error;
  verdict.cause = cause;
  return verdict;
}

Verdict instant_since(const Place& at, std::uint16_t major, std::uint16_t minor,
                      std::uint16_t patch) {
  const bool is_instant = at.server().mariadb || at.server().at_least(major, minor, patch);
  return is_instant ? instant() : nocopy();
}

Company::Company(std::span<const Operation> command) {
  for (const Operation& operation : command) {
    kinds_.set(operation.action.index());
    if (const auto* add = std::get_if<op::AddColumn>(&operation.action)) {
      const bool is_virtual = add->column.generated == Generated::virtual_;
      adds_virtual_column |= is_virtual;
      changes_rows_in_instant |= !is_virtual;
    } else if (const auto* key = std::get_if<op::AddConstraint>(&operation.action)) {
      adds_primary_key |= key->constraint.kind == ConstraintKind::primary_key;
    }
  }
  changes_rows_in_instant |= has<op::DropColumn>();
}

Verdict worse(const Verdict& a, const Verdict& b) {
  const bool first = a.online.algorithm >= b.online.algorithm;
  Verdict verdict = first ? a : b;
  const Verdict& other = first ? b : a;
  verdict.online.lock = std::max(a.online.lock, b.online.lock);
  verdict.online.rebuild |= other.online.rebuild;
  if (verdict.online.refused == 0) verdict.online.refused = other.online.refused;
  if (verdict.cause.empty()) verdict.cause = other.cause;
  if (verdict.assumption.empty()) verdict.assumption = other.assumption;
  verdict.scan |= other.scan;
  verdict.index_build |= other.index_build;
  return verdict;
}

bool has_fulltext(const Place& at) {
  return at.table != nullptr && std::ranges::any_of(at.table->indexes, [&](RelationKey key) {
           const Index* index = at.before.find_index(key);
           return index != nullptr && index->method == "fulltext";
         });
}

bool keeps_fulltext(const Place& at) {
  const auto drops_column = [&](std::string_view column) {
    return std::ranges::any_of(at.command, [&](const Operation& operation) {
      const auto* drop = std::get_if<op::DropColumn>(&operation.action);
      return drop != nullptr && drop->column == column;
    });
  };
  const auto drops_index = [&](std::string_view name) {
    return std::ranges::any_of(at.command, [&](const Operation& operation) {
      const auto* drop = std::get_if<op::DropIndex>(&operation.action);
      return drop != nullptr && drop->index.name == name;
    });
  };
  return at.table != nullptr && std::ranges::any_of(at.table->indexes, [&](RelationKey key) {
           const Index* index = at.before.find_index(key);
           return index != nullptr && index->method == "fulltext" && !drops_index(index->name) &&
                  !std::ranges::all_of(index->keys, drops_column, &Index::Key::column);
         });
}

bool is_indexed(std::string_view column, const Place& at) {
  return at.table != nullptr && std::ranges::any_of(at.table->indexes, [&](RelationKey key) {
           const Index* index = at.before.find_index(key);
           return index != nullptr && std::ranges::any_of(index->keys, [&](const Index::Key& part) {
                    return part.column == column;
                  });
         });
}

bool has_virtual_column(const Place& at) {
  return at.table != nullptr && std::ranges::any_of(at.table->columns, [](const Column& column) {
           return column.generated == Generated::virtual_;
         });
}

bool is_compressed(const Place& at) {
  return at.table != nullptr && at.table->row_format == "compressed";
}

bool other_engine(const Place& at) {
  return at.table != nullptr && !at.table->engine.empty() && at.table->engine != "innodb";
}

}  // namespace miglint::mysql
