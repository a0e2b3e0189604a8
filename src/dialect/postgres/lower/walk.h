// Expressions and queries of the raw tree, walked for what they read, call and change.
//
// The walk keeps a stack of its own: an expression may be a million nodes deep. Past a bound it
// stops and says so. What a condition means does not belong here (filter.h, conjunct.h).
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include "dialect/postgres/lower/lowering.h"

namespace miglint::postgres {

/// The names that WITH clauses put in sight, from the inside out.
class Scopes {
 public:
  using Id = std::uint32_t;
  static constexpr Id none = 0;

  /// The scope inside `parent` that sees the first `visible` queries of a WITH clause.
  [[nodiscard]] Id open(Id parent, const List* queries, std::size_t visible);
  struct Found {
    const CommonTableExpr* query = nullptr;
    Id scope = none;  ///< The one that it was found in.
  };
  /// The query that an unqualified relation name means; a null one: it means a relation.
  [[nodiscard]] Found find(Id scope, const RangeVar& relation) const;

 private:
  struct Scope {
    Id parent = none;
    const List* queries = nullptr;
    std::size_t visible = 0;
  };
  Gather<Scope, 4> scopes_;
};

/// The query that WITH names, when it changes rows.
struct ModifyingQuery {
  const CommonTableExpr* query = nullptr;
  Scopes::Id scope = Scopes::none;
};

struct ColumnUse {
  std::string_view name;
  int location = 0;
  bool in_subquery = false;
};

class Walk {
 public:
  Walk(Lowering& to, Scopes& scopes) : to_(to), scopes_(scopes) {}

  /// Walks the queries of a WITH clause and gives the scope that sees them all. Those that change
  /// rows are left in `modifying`, not walked.
  [[nodiscard]] Scopes::Id with(const WithClause* clause, Scopes::Id scope);
  void add(const void* node, Scopes::Id scope) { add(node, scope, false); }

  /// In the order of the text, each once.
  [[nodiscard]] std::span<const std::string_view> columns(bool also_of_subqueries);
  [[nodiscard]] std::span<const FunctionCall> functions();
  [[nodiscard]] std::span<const ObjectName> relations();
  [[nodiscard]] std::span<const ModifyingQuery> modifying() const { return modifying_.values(); }

  [[nodiscard]] bool has_subquery() const { return has_subquery_; }
  [[nodiscard]] bool locks_rows() const { return locks_rows_; }
  /// Nothing but literals, with casts and signs and as elements of arrays.
  [[nodiscard]] bool only_literals() const { return only_literals_; }
  [[nodiscard]] bool incomplete() const { return incomplete_; }
  /// Smallest and largest location of a node; no nodes: first > last.
  [[nodiscard]] int first_location() const { return first_location_; }
  [[nodiscard]] int last_location() const { return last_location_; }
  /// The last node is the type of a cast.
  [[nodiscard]] bool ends_in_type() const { return last_type_location_ == last_location_; }

 private:
  struct Item {
    const Node* node;
    Scopes::Id scope;
    bool in_subquery;
  };

  void add(const void* node, Scopes::Id scope, bool in_subquery);
  void run();
  void visit(const Item& item);
  void visit_list(const List* list, const Item& from);
  void child(const void* node, const Item& from);
  void query_child(const void* node, Scopes::Id scope);
  /// The scope that sees all queries of a WITH clause.
  [[nodiscard]] Scopes::Id open(const WithClause* clause, Scopes::Id scope);
  /// Puts these queries on the stack: last, since they stand first in the text.
  void queries_of(const WithClause* clause, Scopes::Id scope);
  void visit_select(const SelectStmt& select, const Item& item);
  void visit_insert(const InsertStmt& insert, Scopes::Id scope);
  void visit_update(const UpdateStmt& update, Scopes::Id scope);
  void visit_delete(const DeleteStmt& remove, Scopes::Id scope);
  void visit_merge(const MergeStmt& merge, Scopes::Id scope);
  void visit_others(const Item& item);
  void located(int location);
  void column(const ColumnRef& reference, bool in_subquery);
  void column(std::string_view name, int location, bool in_subquery);
  void function(const FuncCall& call, const Item& item);
  void function(const FunctionCall& call);
  void relation(const RangeVar& relation, Scopes::Id scope);

  Lowering& to_;
  Scopes& scopes_;
  Gather<Item, 32> stack_;
  Gather<ColumnUse> columns_;
  Gather<FunctionCall, 8> functions_;
  Gather<const RangeVar*, 8> relations_;
  Gather<ModifyingQuery, 4> modifying_;
  std::uint32_t visited_ = 0;
  int first_location_ = std::numeric_limits<int>::max();
  int last_location_ = -1;
  int last_type_location_ = -2;
  bool running_ = false;
  bool has_subquery_ = false;
  bool locks_rows_ = false;
  bool only_literals_ = true;
  bool incomplete_ = false;
};

/// The expressions of RETURNING.
template <class Statement>
[[nodiscard]] const List* returning(const Statement& statement) {
#if PG_VERSION_NUM >= 180000
  return statement.returningClause == nullptr ? nullptr : statement.returningClause->exprs;
#else
  return statement.returningList;
#endif
}

}  // namespace miglint::postgres
