// Functions, procedures, DO blocks, triggers and rules.
#include <vector>

#include "dialect/postgres/lower/expression.h"
#include "dialect/postgres/lower/names.h"
#include "dialect/postgres/plpgsql.h"

namespace miglint::postgres {
namespace {

/// Bodies inside bodies: each is read by the one around it.
constexpr int deepest_body = 16;

thread_local int body_depth = 0;

class BodyDepth {
 public:
  BodyDepth() { ++body_depth; }
  ~BodyDepth() { --body_depth; }
  BodyDepth(const BodyDepth&) = delete;
  BodyDepth& operator=(const BodyDepth&) = delete;
};

Volatility volatility(const List* options) {
  const DefElem* option = find_option(options, "volatility");
  const std::string_view word = option == nullptr ? std::string_view() : string_value(option->arg);
  if (word == "immutable") return Volatility::immutable;
  if (word == "stable") return Volatility::stable;
  return Volatility::volatile_;
}

bool sets_search_path(const List* options) {
  for (const DefElem* option : ListOf<DefElem>(options)) {
    const auto* set = node_as<VariableSetStmt>(option->arg, T_VariableSetStmt);
    if (set == nullptr || set->name == nullptr) continue;
    const bool sets = set->kind == VAR_SET_VALUE || set->kind == VAR_SET_CURRENT;
    if (sets && is_word(set->name, "SEARCH_PATH")) return true;
  }
  return false;
}

std::uint8_t input_arguments(const List* parameters) {
  std::size_t count = 0;
  for (const FunctionParameter* parameter : ListOf<FunctionParameter>(parameters)) {
    const bool output = parameter->mode == FUNC_PARAM_OUT || parameter->mode == FUNC_PARAM_TABLE;
    if (!output && count < 255) ++count;
  }
  return static_cast<std::uint8_t>(count);
}

bool has_output_arguments(const List* parameters) {
  return input_arguments(parameters) < ListOf<Node>(parameters).size();
}

/// What the planner's inline_function() asks for, where nothing but the definition is known.
bool inlines_to_constant(const CreateFunctionStmt& statement, const op::CreateFunction& function) {
  if (function.language != "sql" || function.procedure || function.security_definer) return false;
  if (find_option(statement.options, "set") != nullptr) return false;
  if (option_is_on(statement.options, "strict") && function.arguments > 0) return false;
  if (statement.returnType == nullptr || statement.returnType->setof) return false;
  if (has_output_arguments(statement.parameters)) return false;
  if (string_value(ListOf<Node>(statement.returnType->names).back()) == "record") return false;
  if (function.body.size() != 1) return false;
  const auto* select = std::get_if<op::SelectRows>(&function.body[0].action);
  return select != nullptr && select->computes_only;
}

}  // namespace

void lower_create_function(const CreateFunctionStmt& statement, Lowering& to) {
  op::CreateFunction function;
  function.function = object_name(statement.funcname, to);
  function.procedure = statement.is_procedure;
  function.or_replace = statement.replace;
  function.volatility = volatility(statement.options);
  function.security_definer = option_is_on(statement.options, "security");
  function.sets_search_path = sets_search_path(statement.options);
  function.arguments = input_arguments(statement.parameters);
  if (statement.returnType != nullptr) {
    const auto returned = string_value(ListOf<Node>(statement.returnType->names).back());
    function.returns_trigger = returned == "trigger";
  }
  if (const DefElem* language = find_option(statement.options, "language")) {
    function.language = to.arena().copy(string_value(language->arg));
  } else {
    function.language = "sql";
  }
  const Span span = to.head(function.function.name);
  if (body_depth >= deepest_body) {
    to.opaque(span, "a function body that stands too deep inside others to be read");
  } else {
    const BodyDepth deeper;
    std::vector<Operation> body;
    LowerContext context{.arena = to.arena(), .out = body, .text = to.context().text};
    function.body_span = read_function_body(statement, to.statement().begin, context);
    function.body = to.arena().copy(std::span<const Operation>(body));
    function.raises = context.raises;
  }
  function.inlines_to_constant = inlines_to_constant(statement, function);
  to.emit(span, function);
}

void lower_alter_function(const AlterFunctionStmt& statement, Lowering& to) {
  to.emit(to.whole(),
          op::AlterFunction{.function = object_name(statement.func->objname, to),
                            .sets_security_definer = option_is_on(statement.actions, "security"),
                            .sets_search_path = sets_search_path(statement.actions)});
}

void lower_do(const DoStmt& statement, Lowering& to) {
  if (body_depth >= deepest_body) {
    to.opaque(to.whole(), "a DO block that stands too deep inside others to be read");
    return;
  }
  const BodyDepth deeper;
  read_do_block(statement, to.context());
}

void lower_call(const CallStmt& statement, Lowering& to) {
  to.emit(to.whole(), op::CallRoutine{.routine = object_name(statement.funccall->funcname, to)});
}

void lower_create_trigger(const CreateTrigStmt& statement, Lowering& to) {
  const auto fires = [&](int event) { return (statement.events & event) != 0; };
  op::CreateTrigger trigger;
  trigger.table = object_name(statement.relation, to);
  trigger.trigger = to.copy(statement.trigname);
  trigger.function = object_name(statement.funcname, to);
  trigger.timing = (statement.timing & TRIGGER_TYPE_BEFORE) != 0    ? TriggerTiming::before
                   : (statement.timing & TRIGGER_TYPE_INSTEAD) != 0 ? TriggerTiming::instead_of
                                                                    : TriggerTiming::after;
  trigger.on_insert = fires(TRIGGER_TYPE_INSERT);
  trigger.on_update = fires(TRIGGER_TYPE_UPDATE);
  trigger.on_delete = fires(TRIGGER_TYPE_DELETE);
  trigger.on_truncate = fires(TRIGGER_TYPE_TRUNCATE);
  trigger.for_each_row = statement.row;
  Gather<std::string_view> columns;
  for (const std::string_view column : string_list(statement.columns, to))
    columns.push_back(column);
  if (const Expression* condition = value_expression(statement.whenClause, to)) {
    for (const std::string_view column : condition->columns)
      columns.push_back(column);
  }
  trigger.columns = to.copy(columns);
  trigger.or_replace = statement.replace;
  trigger.constraint = statement.isconstraint;
  trigger.constraint_from = object_name(statement.constrrel, to);
  to.emit(to.head(statement.relation), trigger);
}

void lower_create_rule(const RuleStmt& statement, Lowering& to) {
  Gather<ObjectName> writes;
  for (const Node* action : ListOf<Node>(statement.actions)) {
    const RangeVar* changed = nullptr;
    if (const auto* insert = node_as<InsertStmt>(action, T_InsertStmt)) changed = insert->relation;
    if (const auto* update = node_as<UpdateStmt>(action, T_UpdateStmt)) changed = update->relation;
    if (const auto* remove = node_as<DeleteStmt>(action, T_DeleteStmt)) changed = remove->relation;
    if (changed != nullptr) writes.push_back(object_name(changed, to));
  }
  to.emit(to.head(statement.relation), op::CreateRule{.table = object_name(statement.relation, to),
                                                      .rule = to.copy(statement.rulename),
                                                      .writes = to.copy(writes),
                                                      .or_replace = statement.replace});
}

}  // namespace miglint::postgres
