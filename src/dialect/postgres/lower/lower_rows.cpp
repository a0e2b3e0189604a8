// SELECT, INSERT, UPDATE, DELETE, MERGE; and queries inside other statements.
#include <algorithm>
#include <array>

#include "dialect/postgres/lower/column_label.h"
#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/filter.h"
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/query.h"
#include "dialect/postgres/lower/set_config.h"

namespace miglint::postgres {
namespace {

/// One query that changes rows or selects them, with what its WITH clause put in sight.
struct Pending {
  const Node* node;
  Scopes::Id scope;
  Range text;
  /// Inside a query of WITH that changes rows itself. The server refuses that.
  bool nested = false;
};

/// A statement and the queries of its WITH clauses that change rows: one operation each.
class QueryLowering {
 public:
  explicit QueryLowering(Lowering& to) : to_(to) {}

  void run(const Node& statement);
  QueryUse use(const Node& query);

 private:
  void lower_pending();
  void lower_one(const Pending& query);
  void select(const SelectStmt& select, const Pending& query);
  void insert(const InsertStmt& insert, const Pending& query);
  void update(const UpdateStmt& update, const Pending& query);
  void remove(const DeleteStmt& remove, const Pending& query);
  void merge(const MergeStmt& merge, const Pending& query);
  void note_modifying(const Walk& walk, const Pending* from = nullptr);
  std::span<const Assignment> assignments(const List* targets);
  /// From the query's own first word to its relation's name.
  Span head(const Pending& query, const WithClause* with, const RangeVar* relation) const;

  Lowering& to_;
  Scopes scopes_;
  Gather<Pending, 4> pending_;
};

bool changes_rows_word(std::string_view word) {
  return is_word(word, "UPDATE") || is_word(word, "DELETE") || is_word(word, "INSERT") ||
         is_word(word, "MERGE");
}

/// Where the query stands that a WITH clause calls `query`: inside its parentheses.
Range query_text(const CommonTableExpr& query, const Lowering& to) {
  if (query.location < 0 || !to.verbatim()) return to.statement();
  const std::string_view text = to.text();
  std::size_t at = token_end(text, static_cast<std::size_t>(query.location));
  bool behind_as = false;
  for (at = skip_space(text, at); at < text.size(); at = skip_space(text, at)) {
    if (text[at] == '(' && behind_as) {
      const std::size_t begin = skip_space(text, at + 1);
      return {begin, trim_end(text, begin, bracket_end(text, at) - 1)};
    }
    if (is_word(word_at(text, at), "AS")) behind_as = true;
    at = text[at] == '(' ? bracket_end(text, at) : token_end(text, at);
  }
  return to.statement();
}

Span QueryLowering::head(const Pending& query, const WithClause* with,
                         const RangeVar* relation) const {
  if (relation == nullptr || relation->location < 0 || !to_.verbatim() || query.nested) {
    return to_.whole();
  }
  const std::string_view text = to_.text();
  const auto name = static_cast<std::size_t>(relation->location);
  std::size_t begin = query.text.begin;
  if (with != nullptr) {
    // The last such word before the name that is not inside a query of the WITH clause.
    std::size_t at = begin;
    while (at < name) {
      if (changes_rows_word(word_at(text, at))) begin = at;
      at = text[at] == '(' ? bracket_end(text, at) : token_end(text, at);
      at = skip_space(text, at);
    }
  }
  return to_.place({begin, name_end(text, name)});
}

void QueryLowering::note_modifying(const Walk& walk, const Pending* from) {
  for (const ModifyingQuery& modifying : walk.modifying()) {
    const bool nested = from != nullptr && from->scope != Scopes::none;
    const Range text = nested ? to_.statement() : query_text(*modifying.query, to_);
    pending_.push_back({modifying.query->ctequery, modifying.scope, text, nested});
  }
}

void QueryLowering::lower_pending() {
  // Lowering one may add the queries of its own WITH clause.
  for (std::size_t i = 0; i < pending_.size(); ++i)
    lower_one(Pending(pending_[i]));
  pending_.clear();
}

void QueryLowering::run(const Node& statement) {
  auto& out = to_.context().out;
  const auto before = static_cast<std::ptrdiff_t>(out.size());
  lower_one({&statement, Scopes::none, to_.statement()});
  const auto own = static_cast<std::ptrdiff_t>(out.size());
  lower_pending();
  // Those of the WITH clause stand first in the text.
  std::rotate(out.begin() + before, out.begin() + own, out.end());
}

QueryUse QueryLowering::use(const Node& query) {
  Walk walk(to_, scopes_);
  walk.add(&query, Scopes::none);
  note_modifying(walk);
  const QueryUse result{walk.relations(), walk.columns(true), walk.functions()};
  lower_pending();
  return result;
}

void QueryLowering::lower_one(const Pending& query) {
  switch (tag(query.node)) {
    case T_SelectStmt:
      return select(*reinterpret_cast<const SelectStmt*>(query.node), query);
    case T_InsertStmt:
      return insert(*reinterpret_cast<const InsertStmt*>(query.node), query);
    case T_UpdateStmt:
      return update(*reinterpret_cast<const UpdateStmt*>(query.node), query);
    case T_DeleteStmt:
      return remove(*reinterpret_cast<const DeleteStmt*>(query.node), query);
    case T_MergeStmt:
      return merge(*reinterpret_cast<const MergeStmt*>(query.node), query);
    default:
      to_.opaque(to_.whole(), "a query of a kind that is not known");
  }
}

std::span<const Assignment> QueryLowering::assignments(const List* targets) {
  Gather<Assignment> result;
  const Node* row = nullptr;
  const Expression* row_value = nullptr;
  for (const ResTarget* target : ListOf<ResTarget>(targets)) {
    const Expression* value = nullptr;
    if (const auto* part = node_as<MultiAssignRef>(target->val, T_MultiAssignRef)) {
      // SET (a, b) = (…): all refer to the one row.
      if (part->source != row) {
        row = part->source;
        row_value = value_expression(row, to_);
      }
      value = row_value;
    } else {
      value = value_expression(target->val, to_);
    }
    result.push_back({to_.copy(target->name), value});
  }
  return to_.copy(result);
}

void QueryLowering::update(const UpdateStmt& update, const Pending& query) {
  Walk walk(to_, scopes_);
  const Scopes::Id scope = walk.with(update.withClause, query.scope);
  walk.add(update.targetList, scope);
  walk.add(update.fromClause, scope);
  walk.add(update.whereClause, scope);
  walk.add(returning(update), scope);
  note_modifying(walk, &query);
  to_.emit(head(query, update.withClause, update.relation),
           op::UpdateRows{
               .table = object_name(update.relation, to_),
               .assignments = assignments(update.targetList),
               .filter = analyse_filter(update.whereClause, update.fromClause, scope, scopes_, to_),
               .reads = walk.relations(),
               .functions = walk.functions()});
}

void QueryLowering::remove(const DeleteStmt& remove, const Pending& query) {
  Walk walk(to_, scopes_);
  const Scopes::Id scope = walk.with(remove.withClause, query.scope);
  walk.add(remove.usingClause, scope);
  walk.add(remove.whereClause, scope);
  walk.add(returning(remove), scope);
  note_modifying(walk, &query);
  to_.emit(head(query, remove.withClause, remove.relation),
           op::DeleteRows{.table = object_name(remove.relation, to_),
                          .filter = analyse_filter(remove.whereClause, remove.usingClause, scope,
                                                   scopes_, to_),
                          .reads = walk.relations(),
                          .functions = walk.functions()});
}

void QueryLowering::insert(const InsertStmt& insert, const Pending& query) {
  Walk walk(to_, scopes_);
  const Scopes::Id scope = walk.with(insert.withClause, query.scope);
  walk.add(insert.selectStmt, scope);
  walk.add(insert.onConflictClause, scope);
  walk.add(returning(insert), scope);
  note_modifying(walk, &query);
  op::InsertRows rows;
  rows.table = object_name(insert.relation, to_);
  Gather<std::string_view> columns;
  for (const ResTarget* column : ListOf<ResTarget>(insert.cols)) {
    columns.push_back(to_.copy(column->name));
  }
  rows.columns = to_.copy(columns);
  rows.reads = walk.relations();
  rows.functions = walk.functions();
  rows.on_conflict = insert.onConflictClause != nullptr;
  const auto* source = node_as<SelectStmt>(insert.selectStmt, T_SelectStmt);
  rows.from_query = source != nullptr && source->valuesLists == nullptr;
  if (source == nullptr) {
    rows.rows = 1;  // DEFAULT VALUES.
  } else if (!rows.from_query) {
    rows.rows = static_cast<std::uint32_t>(ListOf<Node>(source->valuesLists).size());
  }
  to_.emit(head(query, insert.withClause, insert.relation), rows);
}

void QueryLowering::merge(const MergeStmt& merge, const Pending& query) {
  Walk walk(to_, scopes_);
  const Scopes::Id scope = walk.with(merge.withClause, query.scope);
  walk.add(merge.sourceRelation, scope);
  walk.add(merge.joinCondition, scope);
  walk.add(merge.mergeWhenClauses, scope);
#if PG_VERSION_NUM >= 170000
  walk.add(returning(merge), scope);
#endif
  note_modifying(walk, &query);
  to_.emit(head(query, merge.withClause, merge.relation),
           op::MergeRows{.table = object_name(merge.relation, to_),
                         .reads = walk.relations(),
                         .functions = walk.functions()});
}

/// SELECT … INTO: the target stands in the first plain SELECT.
const IntoClause* into_clause(const SelectStmt& select) {
  const SelectStmt* leaf = &select;
  while (leaf->larg != nullptr)
    leaf = leaf->larg;
  return leaf->intoClause;
}

/// What `FOR UPDATE OF name` means by a name: the relation that goes by it in FROM.
const RangeVar* range_variable_named(const List* from, std::string_view name) {
  Gather<const Node*> stack;
  for (const Node* item : ListOf<Node>(from))
    stack.push_back(item);
  while (!stack.empty()) {
    const Node* node = stack.back();
    stack.pop_back();
    if (const auto* join = node_as<JoinExpr>(node, T_JoinExpr)) {
      stack.push_back(join->larg);
      stack.push_back(join->rarg);
    } else if (const auto* relation = node_as<RangeVar>(node, T_RangeVar)) {
      const char* called =
          relation->alias == nullptr ? relation->relname : relation->alias->aliasname;
      if (name == called) return relation;
    }
  }
  return nullptr;
}

/// Without OF, or where the clause stands in a sub-query: all that is read.
std::span<const ObjectName> locked_relations(const SelectStmt& select,
                                             std::span<const ObjectName> reads, Lowering& to) {
  Gather<ObjectName> locked;
  for (const LockingClause* clause : ListOf<LockingClause>(select.lockingClause)) {
    for (const RangeVar* named : ListOf<RangeVar>(clause->lockedRels)) {
      const RangeVar* relation = range_variable_named(select.fromClause, named->relname);
      if (relation == nullptr) return reads;
      locked.push_back(object_name(relation, to));
    }
  }
  return locked.empty() ? reads : to.copy(locked);
}

bool is_one_value(const SelectStmt& select) {
  const std::array<const void*, 11> more = {
      select.fromClause,   select.whereClause, select.groupClause,    select.havingClause,
      select.windowClause, select.sortClause,  select.distinctClause, select.limitCount,
      select.limitOffset,  select.withClause,  select.valuesLists};
  return select.op == SETOP_NONE && ListOf<Node>(select.targetList).size() == 1 &&
         std::ranges::all_of(more, [](const void* clause) { return clause == nullptr; });
}

void QueryLowering::select(const SelectStmt& select, const Pending& query) {
  Walk walk(to_, scopes_);
  walk.add(&select, query.scope);
  note_modifying(walk, &query);
  if (const IntoClause* into = into_clause(select)) {
    to_.emit(to_.head(into->rel), op::CreateTableAs{.table = object_name(into->rel, to_),
                                                    .columns = result_columns(query.node, to_),
                                                    .reads = walk.relations(),
                                                    .functions = walk.functions(),
                                                    .persistence = persistence(into->rel)});
    return;
  }
  op::SelectRows rows;
  rows.reads = walk.relations();
  rows.functions = walk.functions();
  if (walk.locks_rows()) rows.locked = locked_relations(select, rows.reads, to_);
  rows.computes_only = is_one_value(select) && rows.functions.empty() && !walk.has_subquery();
  if (emit_set_config(select, rows.functions, to_)) return;
  to_.emit(to_.place(query.text), rows);
}

}  // namespace

void lower_query(const Node& statement, Lowering& to) {
  QueryLowering(to).run(statement);
}

QueryUse query_use(const Node& query, Lowering& to) {
  return QueryLowering(to).use(query);
}

void emit_create_table_as(const Node& query, const IntoClause& into, bool if_not_exists,
                          Lowering& to) {
  op::CreateTableAs table;
  table.table = object_name(into.rel, to);
  table.persistence = persistence(into.rel);
  table.if_not_exists = if_not_exists;
  table.with_data = !into.skipData;
  table.columns =
      into.colNames == nullptr ? result_columns(&query, to) : string_list(into.colNames, to);
  if (tag(&query) == T_ExecuteStmt) {
    to.opaque(to.whole(), "CREATE TABLE AS EXECUTE runs a statement prepared elsewhere");
  } else {
    const QueryUse use = query_use(query, to);
    table.reads = use.relations;
    table.functions = use.functions;
  }
  to.emit(to.head(into.rel), table);
}

void lower_truncate(const TruncateStmt& statement, Lowering& to) {
  for (const RangeVar* relation : ListOf<RangeVar>(statement.relations)) {
    Span span = to.whole();
    if (relation->location >= 0 && to.verbatim()) {
      const auto begin = static_cast<std::size_t>(relation->location);
      span = to.place({begin, name_end(to.text(), begin)});
    }
    to.emit(span, op::TruncateTable{.table = object_name(relation, to),
                                    .restart_identity = statement.restart_seqs,
                                    .cascade = statement.behavior == DROP_CASCADE,
                                    .only = !relation->inh});
  }
}

void lower_copy(const CopyStmt& statement, Lowering& to) {
  to.emit(to.head(statement.relation),
          op::CopyRows{.table = object_name(statement.relation, to),
                       .from = statement.is_from,
                       .program_or_file = statement.is_program || statement.filename != nullptr});
  if (statement.query != nullptr) lower_query(*statement.query, to);
}

}  // namespace miglint::postgres
