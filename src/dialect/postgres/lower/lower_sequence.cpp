// Sequences.
#include "dialect/postgres/lower/names.h"

namespace miglint::postgres {
namespace {

struct Owner {
  ObjectName table;
  std::string_view column;
};

/// OWNED BY table.column; OWNED BY NONE leaves both empty.
Owner owned_by(const DefElem* option, Lowering& to) {
  const auto* parts = option == nullptr ? nullptr : node_as<List>(option->arg, T_List);
  if (parts == nullptr || ListOf<Node>(parts).size() < 2) return {};
  return {owner_name(parts, to), to.arena().copy(string_value(ListOf<Node>(parts).back()))};
}

}  // namespace

void lower_create_sequence(const CreateSeqStmt& statement, Lowering& to) {
  const Owner owner = owned_by(find_option(statement.options, "owned_by"), to);
  to.emit(to.head(statement.sequence),
          op::CreateSequence{.sequence = object_name(statement.sequence, to),
                             .owned_by_table = owner.table,
                             .owned_by_column = owner.column,
                             .persistence = persistence(statement.sequence),
                             .if_not_exists = statement.if_not_exists});
}

void lower_alter_sequence(const AlterSeqStmt& statement, Lowering& to) {
  const DefElem* owned = find_option(statement.options, "owned_by");
  const Owner owner = owned_by(owned, to);
  to.emit(to.whole(),
          op::AlterSequence{.sequence = object_name(statement.sequence, to),
                            .if_exists = statement.missing_ok,
                            .restart = find_option(statement.options, "restart") != nullptr,
                            .changes_type = find_option(statement.options, "as") != nullptr,
                            .owned_by = owned != nullptr,
                            .owned_by_table = owner.table,
                            .owned_by_column = owner.column});
}

}  // namespace miglint::postgres
