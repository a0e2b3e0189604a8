// Parameters, transactions, locks, EXPLAIN and EXECUTE.
#include <array>
#include <charconv>

#include <type_traits>
#include <variant>
#include <vector>

#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/lower/parameter_name.h"

namespace miglint::postgres {
namespace {

using Scope = op::SetParameter::Scope;

void put(std::string_view text, Gather<char, 128>& to) {
  for (const char c : text)
    to.push_back(c);
}

void put_value(const Node* node, Gather<char, 128>& to) {
  const auto* constant = node_as<A_Const>(without_casts(node), T_A_Const);
  if (constant == nullptr || constant->isnull) return;
  switch (constant->val.node.type) {
    case T_Integer: {
      std::array<char, 16> digits{};
      const auto end =
          std::to_chars(digits.data(), digits.data() + digits.size(), constant->val.ival.ival);
      put({digits.data(), end.ptr}, to);
      break;
    }
    case T_Float:
      put(constant->val.fval.fval, to);
      break;
    case T_Boolean:
      put(constant->val.boolval.boolval ? "true" : "false", to);
      break;
    default:
      put(string_value(&constant->val), to);
  }
}

std::string_view value_text(const List* values, Lowering& to) {
  Gather<char, 128> text;
  for (const Node* value : ListOf<Node>(values)) {
    if (!text.empty()) put(", ", text);
    put_value(value, text);
  }
  return to.arena().copy(std::string_view(text.begin(), text.size()));
}

/// The options of SET TRANSACTION, BEGIN and SET SESSION CHARACTERISTICS are parameters too.
void emit_transaction_options(const List* options, Scope scope, Lowering& to) {
  for (const DefElem* option : ListOf<DefElem>(options)) {
    Gather<char, 128> name;
    if (scope == Scope::session) put("default_", name);
    put(option->defname, name);
    Gather<char, 128> value;
    put_value(option->arg, value);
    to.emit(
        to.whole(),
        op::SetParameter{.parameter = to.arena().copy(std::string_view(name.begin(), name.size())),
                         .value = to.arena().copy(std::string_view(value.begin(), value.size())),
                         .scope = scope});
  }
}

op::TransactionControl::Kind transaction_kind(TransactionStmtKind kind) {
  using Kind = op::TransactionControl::Kind;
  switch (kind) {
    case TRANS_STMT_BEGIN:
    case TRANS_STMT_START:
      return Kind::begin;
    case TRANS_STMT_COMMIT:
      return Kind::commit;
    case TRANS_STMT_ROLLBACK:
      return Kind::rollback;
    case TRANS_STMT_SAVEPOINT:
      return Kind::savepoint;
    case TRANS_STMT_RELEASE:
      return Kind::release;
    case TRANS_STMT_ROLLBACK_TO:
      return Kind::rollback_to;
    case TRANS_STMT_PREPARE:
      return Kind::prepare;
    case TRANS_STMT_COMMIT_PREPARED:
      return Kind::commit_prepared;
    case TRANS_STMT_ROLLBACK_PREPARED:
      return Kind::rollback_prepared;
  }
  return Kind::begin;
}

/// As pg_locks names the mode.
std::string_view lock_mode(int mode) {
  switch (mode) {
    case AccessShareLock:
      return "AccessShareLock";
    case RowShareLock:
      return "RowShareLock";
    case RowExclusiveLock:
      return "RowExclusiveLock";
    case ShareUpdateExclusiveLock:
      return "ShareUpdateExclusiveLock";
    case ShareLock:
      return "ShareLock";
    case ShareRowExclusiveLock:
      return "ShareRowExclusiveLock";
    case ExclusiveLock:
      return "ExclusiveLock";
    default:
      return "AccessExclusiveLock";
  }
}

}  // namespace

void lower_set(const VariableSetStmt& statement, Lowering& to) {
  op::SetParameter parameter;
  parameter.scope = statement.is_local ? Scope::local : Scope::session;
  switch (statement.kind) {
    case VAR_SET_MULTI: {
      const std::string_view what = statement.name;
      if (what == "TRANSACTION") return emit_transaction_options(statement.args, Scope::local, to);
      if (what == "SESSION CHARACTERISTICS") {
        return emit_transaction_options(statement.args, Scope::session, to);
      }
      return to.other("SET TRANSACTION SNAPSHOT");
    }
    case VAR_SET_VALUE:
      parameter.value = value_text(statement.args, to);
      break;
    case VAR_SET_CURRENT:
      parameter.value_known = false;
      break;
    case VAR_RESET_ALL:
      parameter.parameter = "all";
      parameter.reset = true;
      return to.emit(to.whole(), parameter);
    case VAR_SET_DEFAULT:
    case VAR_RESET:
      parameter.reset = true;
      break;
  }
  parameter.parameter = parameter_name(statement.name, to);
  to.emit(to.whole(), parameter);
}

void lower_transaction(const TransactionStmt& statement, Lowering& to) {
  const char* name = statement.savepoint_name ? statement.savepoint_name : statement.gid;
  to.emit(to.whole(), op::TransactionControl{.kind = transaction_kind(statement.kind),
                                             .name = to.copy(name),
                                             .chain = statement.chain});
  emit_transaction_options(statement.options, Scope::local, to);
}

void lower_lock(const LockStmt& statement, Lowering& to) {
  for (const RangeVar* relation : ListOf<RangeVar>(statement.relations)) {
    to.emit(to.whole(), op::LockTable{.table = object_name(relation, to),
                                      .mode = lock_mode(statement.mode),
                                      .nowait = statement.nowait,
                                      .only = !relation->inh});
  }
}

/// A statement that is planned and not run: what it reads and writes is locked all the same.
void lower_planned(const Node* query, std::string_view command, Lowering& to) {
  std::vector<Operation>& out = to.context().out;
  const std::size_t before = out.size();
  lower_statement(*query, to);
  Gather<ObjectName> reads;
  Gather<ObjectName> writes;
  for (std::size_t at = before; at < out.size(); ++at) {
    std::visit(
        [&](const auto& action) {
          if constexpr (requires { action.reads; }) {
            for (const ObjectName& relation : action.reads)
              reads.push_back(relation);
          }
          using Op = std::decay_t<decltype(action)>;
          if constexpr (std::is_same_v<Op, op::UpdateRows> || std::is_same_v<Op, op::DeleteRows> ||
                        std::is_same_v<Op, op::InsertRows> || std::is_same_v<Op, op::MergeRows>) {
            writes.push_back(action.table);
          }
        },
        out[at].action);
  }
  out.resize(before);
  to.emit(to.whole(), op::PlanStatement{
                          .command = command, .reads = to.copy(reads), .writes = to.copy(writes)});
}

void lower_explain(const ExplainStmt& statement, Lowering& to) {
  if (option_is_on(statement.options, "analyze")) {
    lower_statement(*statement.query, to);
  } else {
    lower_planned(statement.query, "EXPLAIN", to);
  }
}

void lower_execute(const ExecuteStmt& /*statement*/, Lowering& to) {
  to.opaque(to.whole(), "EXECUTE runs a statement that was prepared elsewhere");
}

}  // namespace miglint::postgres
