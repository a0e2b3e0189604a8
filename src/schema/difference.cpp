#include "schema/difference.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace miglint {
namespace {

using Kind = SchemaDifference::Kind;
using Object = SchemaDifference::Object;
using What = SchemaDifference::What;

/// Columns say nothing of a CHECK: one that is written on a column may be written on the table.
bool same_columns(const TableConstraint& a, const TableConstraint& b) {
  return a.kind == ConstraintKind::check || a.columns == b.columns;
}

bool same_definition(const TableConstraint& a, const TableConstraint& b) {
  return a.kind == b.kind && same_columns(a, b) && a.referenced_table == b.referenced_table &&
         a.referenced_columns == b.referenced_columns && a.conjuncts == b.conjuncts &&
         a.reads == b.reads && a.on_delete == b.on_delete && a.on_update == b.on_update;
}

/// A condition that could not be read equals no other, not even itself.
bool is_readable(const TableConstraint& constraint) {
  return std::ranges::none_of(constraint.conjuncts, [](const std::string& condition) {
    return condition.starts_with("opaque:");
  });
}

class Comparison {
 public:
  Comparison(const Schema& before, const Schema& after) : before_(before), after_(after) {}

  std::vector<SchemaDifference> run() {
    relations();
    types();
    functions();
    return std::move(found_);
  }

 private:
  static bool stands_alone(const Table& table) {
    return table.owned_by_table.empty() && table.partition_of.empty() &&
           table.persistence != Persistence::temporary;
  }

  void relations() {
    const std::vector<const Table*> olds = before_.tables();
    const std::vector<const Table*> news = after_.tables();
    each_with_equal(olds, news, [&](const Table& old, const Table* now) {
      // What both copies of the schema share has not changed, nor have its indexes.
      if (&old == now || old.persistence == Persistence::temporary) return;
      if (now != nullptr) {
        compare(old, *now);
      } else if (stands_alone(old)) {
        add_relation(Kind::missing, old);
      }
    });
    each_with_equal(news, olds, [&](const Table& now, const Table* old) {
      if (old != nullptr || now.persistence == Persistence::temporary) return;
      if (now.assumed) {
        Table nothing;
        nothing.key = now.key;
        nothing.assumed = true;
        compare(nothing, now);
      } else if (stands_alone(now)) {
        add_relation(Kind::added, now);
      }
    });
  }

  /// Calls `visit` for each of `tables` with the one of `others` that has its key, if there is one;
  /// both are sorted by key.
  template <class Visit>
  static void each_with_equal(const std::vector<const Table*>& tables,
                              const std::vector<const Table*>& others, const Visit& visit) {
    auto other = others.begin();
    for (const Table* table : tables) {
      while (other != others.end() && (*other)->key < table->key)
        ++other;
      const bool equal = other != others.end() && (*other)->key == table->key;
      visit(*table, equal ? *other : nullptr);
    }
  }

  void add_relation(Kind kind, const Table& table) {
    found_.push_back({.kind = kind,
                      .object = Object::table,
                      .table_kind = table.kind,
                      .relation = table.key,
                      .schema = table.schema,
                      .name = table.name,
                      .origin = table.origin});
  }

  SchemaDifference& add(Kind kind, Object object, const Table& table, std::string_view name,
                        const Origin& origin) {
    return found_.emplace_back(SchemaDifference{.kind = kind,
                                                .object = object,
                                                .table_kind = table.kind,
                                                .relation = table.key,
                                                .schema = table.schema,
                                                .name = std::string(name),
                                                .origin = origin});
  }

  void compare(const Table& old, const Table& now) {
    if (now.kind == TableKind::view || now.kind == TableKind::materialized_view) return;
    compare_columns(old, now);
    compare_constraints(old, now);
    compare_indexes(old, now);
    compare_named(old.policies, now.policies, Object::policy, now);
    compare_named(old.triggers, now.triggers, Object::trigger, now);
    if (!old.assumed && old.row_security != now.row_security) {
      SchemaDifference& changed = add(Kind::changed, Object::table, now, now.name, now.origin);
      changed.what = What::row_security;
      changed.had = old.row_security;
    }
  }

  void compare_columns(const Table& old, const Table& now) {
    for (const Column& column : old.columns) {
      if (const Column* other = now.find_column(column.name)) {
        compare_column(column, *other, now);
      } else {
        add(Kind::missing, Object::column, now, column.name, column.origin);
      }
    }
    for (const Column& column : now.columns) {
      // A column that was only mentioned was there before.
      if (column.origin.migration == 0 || old.find_column(column.name) != nullptr) continue;
      add(Kind::added, Object::column, now, column.name, column.origin);
    }
  }

  void compare_column(const Column& old, const Column& now, const Table& table) {
    const auto changed = [&](What what) -> SchemaDifference& {
      SchemaDifference& added = add(Kind::changed, Object::column, table, now.name, now.origin);
      added.what = what;
      return added;
    };
    if (old.type && now.type && *old.type != *now.type) {
      SchemaDifference& type = changed(What::column_type);
      type.old_type = old.type;
      type.new_type = now.type;
    }
    if (old.not_null_known && now.not_null_known && old.not_null != now.not_null) {
      changed(What::not_null).had = old.not_null;
    }
    // Of a column that was never seen made nothing is known of its default.
    const bool known = old.type.has_value() && now.type.has_value();
    if (known && old.has_default != now.has_default) {
      changed(What::default_value).had = old.has_default;
    }
    if (known && (old.generated != now.generated || old.identity != now.identity)) {
      changed(What::definition).had = true;
    }
  }

  void compare_constraints(const Table& old, const Table& now) {
    const auto equal_of = [](const TableConstraint& constraint, const Table& table) {
      const auto named = table.find_constraint(constraint.name);
      if (named != nullptr) return named;
      const auto same = std::ranges::find_if(table.constraints, [&](const TableConstraint& other) {
        return same_definition(constraint, other) && is_readable(constraint);
      });
      return same == table.constraints.end() ? nullptr : &*same;
    };
    for (const TableConstraint& constraint : old.constraints) {
      if (constraint.kind == ConstraintKind::not_null) continue;
      const TableConstraint* other = equal_of(constraint, now);
      if (other == nullptr) {
        add(Kind::missing, Object::constraint, now, constraint.name, constraint.origin);
      } else if (is_readable(constraint) && !same_definition(constraint, *other)) {
        add(Kind::changed, Object::constraint, now, constraint.name, other->origin);
      } else if (constraint.validated && !other->validated) {
        SchemaDifference& changed =
            add(Kind::changed, Object::constraint, now, constraint.name, other->origin);
        changed.what = What::validity;
        changed.had = true;
      }
    }
    for (const TableConstraint& constraint : now.constraints) {
      if (constraint.kind == ConstraintKind::not_null || constraint.origin.migration == 0) continue;
      if (equal_of(constraint, old) != nullptr) continue;
      add(Kind::added, Object::constraint, now, constraint.name, constraint.origin);
    }
  }

  void compare_indexes(const Table& old, const Table& now) {
    const auto equal_of = [](const Index& index, const Table& table, const Schema& schema) {
      if (const Index* named = schema.find_index(index.key)) return named;
      for (const RelationKey key : table.indexes) {
        const Index* other = schema.find_index(key);
        if (other != nullptr && same_definition(index, *other)) return other;
      }
      return static_cast<const Index*>(nullptr);
    };
    for (const RelationKey key : old.indexes) {
      const Index* index = before_.find_index(key);
      if (index == nullptr || !index->constraint.empty() || !index->parent.empty()) continue;
      const Index* other = equal_of(*index, now, after_);
      if (other == nullptr) {
        add(Kind::missing, Object::index, now, index->name, index->origin);
      } else if (!same_definition(*index, *other)) {
        add(Kind::changed, Object::index, now, index->name, other->origin);
      }
    }
    for (const RelationKey key : now.indexes) {
      const Index* index = after_.find_index(key);
      if (index == nullptr || !index->constraint.empty() || !index->parent.empty()) continue;
      if (index->origin.migration == 0 || equal_of(*index, old, before_) != nullptr) continue;
      add(Kind::added, Object::index, now, index->name, index->origin);
    }
  }

  template <class Named>
  void compare_named(const std::vector<Named>& old, const std::vector<Named>& now, Object object,
                     const Table& table) {
    for (const Named& each : old) {
      if (std::ranges::find(now, each.name, &Named::name) == now.end()) {
        add(Kind::missing, object, table, each.name, each.origin);
      }
    }
    for (const Named& each : now) {
      if (std::ranges::find(old, each.name, &Named::name) == old.end()) {
        add(Kind::added, object, table, each.name, each.origin);
      }
    }
  }

  template <class Named, class Same>
  void compare_lists(const std::vector<const Named*>& old, const std::vector<const Named*>& now,
                     Object object, const Same& same) {
    const auto list = [&](const auto& from, const auto& in, Kind kind) {
      for (const Named* each : from) {
        const auto found =
            std::ranges::find_if(in, [&](const Named* other) { return same(*each, *other); });
        if (found != in.end()) continue;
        found_.push_back({.kind = kind,
                          .object = object,
                          .schema = each->schema,
                          .name = each->name,
                          .origin = each->origin});
      }
    };
    list(old, now, Kind::missing);
    list(now, old, Kind::added);
  }

  void types() {
    compare_lists(before_.types(), after_.types(), Object::type,
                  [](const UserType& a, const UserType& b) {
                    return a.name == b.name && a.schema == b.schema;
                  });
  }

  void functions() {
    compare_lists(before_.functions(), after_.functions(), Object::function,
                  [](const Function& a, const Function& b) {
                    return a.name == b.name && a.schema == b.schema && a.arguments == b.arguments;
                  });
  }

  const Schema& before_;
  const Schema& after_;
  std::vector<SchemaDifference> found_;
};

}  // namespace

std::vector<SchemaDifference> differences(const Schema& before, const Schema& after) {
  return Comparison(before, after).run();
}

bool same_definition(const Index& a, const Index& b) {
  const auto same_key = [](const Index::Key& x, const Index::Key& y) {
    return x.column == y.column && x.collation == y.collation && x.reads == y.reads &&
           x.expression_name == y.expression_name && x.operator_class == y.operator_class &&
           x.descending == y.descending && x.nulls_reversed == y.nulls_reversed;
  };
  return a.table == b.table && a.method == b.method && a.unique == b.unique &&
         a.partial == b.partial && a.predicate == b.predicate && a.include == b.include &&
         a.nulls_not_distinct == b.nulls_not_distinct &&
         std::ranges::equal(a.keys, b.keys, same_key);
}

std::vector<SchemaDifference> lacks(const Table& found, const Table& wanted) {
  std::vector<SchemaDifference> lacking;
  const auto add = [&](Kind kind, Object object, const std::string& name,
                       What what) -> SchemaDifference& {
    return lacking.emplace_back(SchemaDifference{.kind = kind,
                                                 .object = object,
                                                 .what = what,
                                                 .table_kind = found.kind,
                                                 .relation = found.key,
                                                 .schema = found.schema,
                                                 .name = name,
                                                 .origin = found.origin});
  };
  for (const Column& column : wanted.columns) {
    const Column* there = found.find_column(column.name);
    if (there == nullptr) {
      add(Kind::missing, Object::column, column.name, What::definition);
      continue;
    }
    if (column.type && there->type && *column.type != *there->type) {
      SchemaDifference& type = add(Kind::changed, Object::column, column.name, What::column_type);
      type.old_type = there->type;
      type.new_type = column.type;
      type.origin = there->origin;
    }
    if (column.not_null && there->not_null_known && !there->not_null) {
      add(Kind::changed, Object::column, column.name, What::not_null).origin = there->origin;
    }
  }
  for (const TableConstraint& constraint : wanted.constraints) {
    if (constraint.kind == ConstraintKind::not_null || !is_readable(constraint)) continue;
    const bool there = std::ranges::any_of(found.constraints, [&](const TableConstraint& other) {
      return other.kind == constraint.kind && same_columns(other, constraint) &&
             other.referenced_table == constraint.referenced_table &&
             other.conjuncts == constraint.conjuncts;
    });
    if (!there) add(Kind::missing, Object::constraint, constraint.name, What::definition);
  }
  return lacking;
}

}  // namespace miglint
