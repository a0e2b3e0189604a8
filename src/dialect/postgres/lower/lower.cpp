#include "dialect/postgres/lower/lower.h"

#include <algorithm>

#include "dialect/postgres/lower/lowering.h"
#include "dialect/postgres/lower/walk.h"

namespace miglint::postgres {
namespace {

/// The name at `at` in the text is `name`, quoted or not.
bool stands_at(std::string_view text, Range token, std::string_view name) {
  std::string_view word = text.substr(token.begin, token.end - token.begin);
  if (word.size() == name.size() + 2 && word.front() == '"') {
    return word.substr(1, name.size()) == name;
  }
  return word.size() == name.size() &&
         std::equal(word.begin(), word.end(), name.begin(), [](char a, char b) {
           return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
         });
}

/// RETURN of a SQL function.
void lower_return(const ReturnStmt& statement, Lowering& to) {
  Scopes scopes;
  Walk walk(to, scopes);
  walk.add(statement.returnval, Scopes::none);
  op::SelectRows rows;
  rows.reads = walk.relations();
  rows.functions = walk.functions();
  rows.computes_only = rows.functions.empty() && !walk.has_subquery();
  to.emit(to.whole(), rows);
}

template <class T>
const T& as(const Node& node) {
  return reinterpret_cast<const T&>(node);
}

}  // namespace

Span Lowering::head(int location) const {
  if (location < 0 || !verbatim()) return whole();
  return place({statement_.begin, name_end(text(), static_cast<std::size_t>(location))});
}

Span Lowering::head(std::string_view name) const {
  if (!verbatim()) return whole();
  constexpr int most_words = 12;
  std::size_t at = statement_.begin;
  for (int i = 0; i < most_words && at < statement_.end; ++i) {
    const std::size_t end = token_end(text(), at);
    if (i > 0 && stands_at(text(), {at, end}, name)) return place({statement_.begin, end});
    at = skip_space(text(), end);
  }
  return whole();
}

void lower_statement(const Node& statement, Lowering& to) {
  switch (tag(&statement)) {
    case T_CreateStmt:
      return lower_create_table(as<CreateStmt>(statement), false, to);
    case T_CreateForeignTableStmt:
      return lower_create_table(as<CreateForeignTableStmt>(statement).base, true, to);
    case T_CreateTableAsStmt:
      return lower_create_table_as(as<CreateTableAsStmt>(statement), to);
    case T_AlterTableStmt:
      return lower_alter_table(as<AlterTableStmt>(statement), to);
    case T_IndexStmt:
      return lower_create_index(as<IndexStmt>(statement), to);
    case T_ReindexStmt:
      return lower_reindex(as<ReindexStmt>(statement), to);
    case T_CreateEnumStmt:
      return lower_create_enum(as<CreateEnumStmt>(statement), to);
    case T_AlterEnumStmt:
      return lower_alter_enum(as<AlterEnumStmt>(statement), to);
    case T_CreateDomainStmt:
      return lower_create_domain(as<CreateDomainStmt>(statement), to);
    case T_AlterDomainStmt:
      return lower_alter_domain(as<AlterDomainStmt>(statement), to);
    case T_CompositeTypeStmt:
      return lower_composite_type(as<CompositeTypeStmt>(statement), to);
    case T_CreateRangeStmt:
      return lower_range_type(as<CreateRangeStmt>(statement), to);
    case T_DefineStmt:
      return lower_define(as<DefineStmt>(statement), to);
    case T_CreateSeqStmt:
      return lower_create_sequence(as<CreateSeqStmt>(statement), to);
    case T_AlterSeqStmt:
      return lower_alter_sequence(as<AlterSeqStmt>(statement), to);
    case T_CreateSchemaStmt:
      return lower_create_schema(as<CreateSchemaStmt>(statement), to);
    case T_CreateExtensionStmt:
      return lower_create_extension(as<CreateExtensionStmt>(statement), to);
    case T_DropStmt:
      return lower_drop(as<DropStmt>(statement), to);
    case T_RenameStmt:
      return lower_rename(as<RenameStmt>(statement), to);
    case T_AlterObjectSchemaStmt:
      return lower_set_schema(as<AlterObjectSchemaStmt>(statement), to);
    case T_ViewStmt:
      return lower_create_view(as<ViewStmt>(statement), to);
    case T_RefreshMatViewStmt:
      return lower_refresh(as<RefreshMatViewStmt>(statement), to);
    case T_CreatePolicyStmt:
      return lower_create_policy(as<CreatePolicyStmt>(statement), to);
    case T_AlterPolicyStmt:
      return lower_alter_policy(as<AlterPolicyStmt>(statement), to);
    case T_GrantStmt:
      return lower_grant(as<GrantStmt>(statement), to);
    case T_CreateFunctionStmt:
      return lower_create_function(as<CreateFunctionStmt>(statement), to);
    case T_AlterFunctionStmt:
      return lower_alter_function(as<AlterFunctionStmt>(statement), to);
    case T_DoStmt:
      return lower_do(as<DoStmt>(statement), to);
    case T_CallStmt:
      return lower_call(as<CallStmt>(statement), to);
    case T_CreateTrigStmt:
      return lower_create_trigger(as<CreateTrigStmt>(statement), to);
    case T_RuleStmt:
      return lower_create_rule(as<RuleStmt>(statement), to);
    case T_SelectStmt:
    case T_InsertStmt:
    case T_UpdateStmt:
    case T_DeleteStmt:
    case T_MergeStmt:
      return lower_query(statement, to);
    case T_ReturnStmt:
      return lower_return(as<ReturnStmt>(statement), to);
    case T_PLAssignStmt:
      return lower_query(as<Node>(*reinterpret_cast<const Node*>(as<PLAssignStmt>(statement).val)),
                         to);
    case T_DeclareCursorStmt:
      return lower_query(*as<DeclareCursorStmt>(statement).query, to);
    case T_CopyStmt:
      return lower_copy(as<CopyStmt>(statement), to);
    case T_TruncateStmt:
      return lower_truncate(as<TruncateStmt>(statement), to);
    case T_VariableSetStmt:
      return lower_set(as<VariableSetStmt>(statement), to);
    case T_TransactionStmt:
      return lower_transaction(as<TransactionStmt>(statement), to);
    case T_LockStmt:
      return lower_lock(as<LockStmt>(statement), to);
    case T_ExplainStmt:
      return lower_explain(as<ExplainStmt>(statement), to);
    case T_ExecuteStmt:
      return lower_execute(as<ExecuteStmt>(statement), to);
    case T_VacuumStmt:
      return lower_vacuum(as<VacuumStmt>(statement), to);
    case T_ClusterStmt:
      return lower_cluster(as<ClusterStmt>(statement), to);
    case T_CommentStmt:
      return lower_comment(as<CommentStmt>(statement), to);
    default:
      return lower_other(statement, to);
  }
}

void lower(const RawStmt& statement, LowerContext& context) {
  const std::string_view text = context.text.text;
  const auto location = static_cast<std::size_t>(std::max<int>(statement.stmt_location, 0));
  const std::size_t end = statement.stmt_len > 0
                              ? location + static_cast<std::size_t>(statement.stmt_len)
                              : text.size();
  const std::size_t begin = skip_space(text, location);
  Lowering to(context, {begin, trim_end(text, begin, end)});
  const std::size_t before = context.out.size();
  if (statement.stmt == nullptr) {
    to.opaque(to.whole(), "an empty statement");
  } else {
    lower_statement(*statement.stmt, to);
  }
  if (context.out.size() == before) {
    // A list without elements, as in a DO block that does nothing: it says that it was read.
    to.other("NOTHING");
  }
  ++context.command;
}

}  // namespace miglint::postgres
