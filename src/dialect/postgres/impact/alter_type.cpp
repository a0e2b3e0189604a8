// ALTER COLUMN … TYPE: rewrite, index builds, re-checked constraints.
#include <algorithm>

#include "dialect/postgres/impact/builder.h"
#include "dialect/postgres/impact/type_change.h"

namespace miglint::postgres {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

struct IndexUse {
  bool any = false;
  /// An expression or a predicate: such an index is always built again.
  bool irregular = false;
};

IndexUse use_of(const Index& index, std::string_view column) {
  IndexUse use;
  bool has_expression = index.partial;
  for (const Index::Key& key : index.keys) {
    has_expression = has_expression || key.column.empty();
    use.any = use.any || key.column == column || contains(key.reads, column);
  }
  use.any = use.any || contains(index.include, column) || contains(index.predicate_columns, column);
  use.irregular = use.any && has_expression;
  return use;
}

}  // namespace

void impact_of(const op::AlterColumnType& alter, Impact& impact) {
  const Schema& schema = impact.schema();
  const std::string_view columns[] = {alter.column};
  for (const RelationKey member : impact.family(alter.table.name, alter.table.only)) {
    const Table* table = schema.find_table(member);
    const Column* column = table == nullptr ? nullptr : table->find_column(alter.column);
    const bool computed = alter.using_expression != nullptr && !alter.using_is_plain_cast;
    const bool known = column != nullptr && column->type.has_value();

    TypeChange change;
    if (known && !computed) {
      change = type_change(*column->type, alter.type, schema, impact.environment().time_zone);
    }
    const bool new_collation = !alter.collation.name.empty() &&
                               (column == nullptr || column->collation != alter.collation.name);
    Effect& effect = impact.lock(member, LockMode::access_exclusive);
    if (impact.has_storage(member)) {
      effect.rewrite = change.rewrite;
      effect.cause = computed ? "USING computes a new value for each row"
                              : "the new type stores the values in another way";
      if (!known && !computed) effect.assumption = "unknown old type: assumes a rewrite";
      if (table != nullptr) {
        for (const RelationKey key : table->indexes) {
          const Index* index = schema.find_index(key);
          if (index == nullptr) continue;
          const IndexUse use = use_of(*index, alter.column);
          // An index of a partition belongs to one of the parent and is never taken over.
          const bool build =
              change.rewrite || (use.any && (use.irregular || new_collation ||
                                             change.new_operator_class || !index->parent.empty()));
          if (!build) continue;
          effect.index_build = true;
          if (!change.rewrite) effect.cause = "its indexes over the column are built again";
        }
        const bool checks =
            std::ranges::any_of(table->constraints, [&](const TableConstraint& constraint) {
              return constraint.kind == ConstraintKind::check && constraint.validated &&
                     contains(constraint.reads, alter.column);
            });
        if (checks && !change.rewrite) {
          effect.scan = true;
          effect.cause = "its CHECK constraints are verified again on every row";
        }
      }
      if (!effect.rewrite && !effect.scan && !effect.index_build) effect.cause = {};
      effect.scan = effect.scan || effect.rewrite || effect.index_build;
      if (effect.scan) effect.duration = Duration::table_size;
    }
    if (column != nullptr && column->identity != Identity::no) {
      for (const RelationKey sequence : owned_sequences(member, alter.column, schema)) {
        impact.lock(sequence, LockMode::share_row_exclusive).rewrite = true;
      }
    }
    lock_foreign_key_partners(member, columns, LockMode::access_exclusive, impact);
  }
}

}  // namespace miglint::postgres
