// Calls that send SQL or end a transaction: by the config's word, by what is known of libraries, by
// their names.
#include <algorithm>
#include <array>

#include "frontend/cxx/program/interpreter.h"
#include "frontend/cxx/program/sql_shape.h"

namespace miglint::cxx {
namespace {

const clang::CXXRecordDecl* class_of(clang::QualType type) {
  if (type.isNull()) return nullptr;
  type = type.getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  return type->getAsCXXRecordDecl();
}

}  // namespace

std::vector<const clang::Expr*> Interpreter::chain(const clang::Expr* expression) {
  std::vector<const clang::Expr*> parts;
  const clang::Expr* at = expression->IgnoreUnlessSpelledInSource();
  while (true) {
    if (const auto* call = llvm::dyn_cast<clang::CXXOperatorCallExpr>(at);
        call != nullptr && call->getOperator() == clang::OO_LessLess && call->getNumArgs() == 2) {
      parts.push_back(call->getArg(1));
      at = call->getArg(0)->IgnoreUnlessSpelledInSource();
    } else if (const auto* shift = llvm::dyn_cast<clang::BinaryOperator>(at);
               shift != nullptr && shift->getOpcode() == clang::BO_Shl) {
      parts.push_back(shift->getRHS());
      at = shift->getLHS()->IgnoreUnlessSpelledInSource();
    } else {
      break;
    }
  }
  parts.push_back(at);
  std::ranges::reverse(parts);
  return parts;
}

bool Interpreter::run_control(const Call& call) {
  // What a chain of calls gives holds no transaction; looking would run the chain.
  if (call.object != nullptr &&
      !llvm::isa<clang::CallExpr>(call.object->IgnoreUnlessSpelledInSource())) {
    const Value* held = place_of(call.object);
    if (held != nullptr && held->is(Value::Kind::transaction)) {
      const std::string name = lower_case(call.name);
      const bool commits = name == "commit";
      if (!commits && name != "abort" && name != "rollback") return false;
      const Place at = place(call.expression->getSourceRange());
      HeldTransaction& transaction = *held->held;
      if (transaction.is_savepoint) {
        send_control(commits ? "RELEASE SAVEPOINT miglint_subtransaction"
                             : "ROLLBACK TO SAVEPOINT miglint_subtransaction",
                     at, "");
      } else if (commits || (guards_.empty() && handlers_ == 0)) {
        send_control(commits ? "COMMIT" : "ROLLBACK", at, "");
      }
      if (guards_.empty() && handlers_ == 0) transaction.is_open = false;
      if (commits) transaction.has_ended = true;
      return true;
    }
  }
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.function);
  Control control = Control::none;
  if (method != nullptr) {
    for (const std::string_view of :
         {"QSqlDatabase", "soci::session", "sql::Connection", "mysqlx::Session"})
      if (is_of(method->getParent(), of)) control = control_of(of, call.name);
  } else if (call.function != nullptr) {
    control = control_of("", call.name);
  }
  if (control == Control::none) return false;
  send_control(control == Control::begin    ? "BEGIN"
               : control == Control::commit ? "COMMIT"
                                            : "ROLLBACK",
               place(call.expression->getSourceRange()), "");
  return true;
}

bool Interpreter::send_by(const Call& call, const std::vector<Argument>& arguments) {
  return send_as_configured(call, arguments) || send_as_known(call, arguments);
}

bool Interpreter::send_as_configured(const Call& call, const std::vector<Argument>& arguments) {
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.function);
  for (const ConfiguredCall& one : options_.calls) {
    if (one.name != call.name || static_cast<std::size_t>(one.argument) >= arguments.size())
      continue;
    const bool matches =
        one.of.empty() || call.function == nullptr ||
        (method != nullptr ? is_of(method->getParent(), one.of)
                           : call.of == one.of || call.of.ends_with("::" + one.of));
    if (!matches) continue;
    const Argument& argument = arguments[static_cast<std::size_t>(one.argument)];
    Sent how = sent_by(call.expression, one.name);
    how.values = 'c';
    send(argument.value, how, argument.expression);
    return true;
  }
  return false;
}

bool Interpreter::send_as_known(const Call& call, const std::vector<Argument>& arguments) {
  const auto* method = llvm::dyn_cast_or_null<clang::CXXMethodDecl>(call.function);
  for (const Api& api : known_apis()) {
    if (api.name != call.name) continue;
    const bool is_method = !api.of.empty();
    if (call.function != nullptr) {
      if (is_method != (method != nullptr)) continue;
      if (is_method && !is_of(method->getParent(), api.of)) continue;
    }
    const Argument* sql = nullptr;
    if (api.argument >= 0 && static_cast<std::size_t>(api.argument) < arguments.size()) {
      sql = &arguments[static_cast<std::size_t>(api.argument)];
    } else if (api.argument == kLast && !arguments.empty()) {
      sql = &arguments.back();
    } else if (api.argument == kFirstText) {
      for (const Argument& argument : arguments)
        if (sql == nullptr && is_textual(argument.value)) sql = &argument;
    }
    if (sql == nullptr) {
      if (call.function == nullptr) continue;
      ++senders_seen_;
      return true;  // Sends what was prepared before.
    }
    // A name alone may be anybody's; so may a method of a class that is not known.
    if (call.function == nullptr && !reads_like_sql(first_text(sql->value))) continue;
    // pqxx: the name of a statement that was prepared.
    const auto* record = class_of(sql->expression->getType());
    if (record != nullptr && record->getName() == "prepped") {
      ++senders_seen_;
      return true;
    }
    Sent how = sent_by(call.expression, api.title);
    how.server = api.server;
    how.values = api.values;
    how.one_message = api.one_message;
    send(sql->value, how, sql->expression);
    return true;
  }
  return false;
}

bool Interpreter::send_as_guessed(const Call& call, const std::vector<Argument>& arguments) {
  if (call.of.starts_with("std") || call.of.starts_with("QString") || call.of.starts_with("fmt"))
    return false;
  const bool is_sender = is_called_like_a_sender(call.name);
  if (!is_sender && may_not_send(call.name)) return false;
  bool sends = false;
  const auto take = [&](const auto& self, const Value& value,
                        const clang::Expr* expression) -> void {
    if (is_textual(value)) {
      const std::string text = first_text(value);
      // A sentence for people may begin as a statement does.
      if (!reads_like_sql(text) || (!is_sender && !is_written_as_sql(text))) return;
      Sent how = sent_by(call.expression, call.name);
      how.values = 'c';
      send(value, how, expression);
      sends = true;
    } else if (value.is_list()) {
      for (const Value& item : *value.items)
        self(self, item, expression);
    }
  };
  for (const Argument& argument : arguments) {
    take(take, argument.value, argument.expression);
    if (sends && is_sender) break;
  }
  return sends;
}

/// A function that nothing in the file calls gives SQL to somebody, who sends it.
void Interpreter::send_made(const Value& made, const clang::FunctionDecl* maker) {
  if (made.is(Value::Kind::choice)) {
    for (const Value& one : *made.items)
      send_made(one, maker);
    return;
  }
  if (!made.is_text()) return;
  const std::string text = made.text.flat();
  if (!reads_like_sql(text) || !is_written_as_sql(text)) return;
  Sent how = sent_by(nullptr, maker->getNameAsString());
  how.call = place(maker->getSourceRange());
  how.values = 'c';
  SentGuard guard;
  guard.text = "where " + maker->getNameAsString() + "() is called";
  guard.place = {how.call.begin, how.call.begin + 1};
  how.guards.push_back(std::move(guard));
  send(made, how, nullptr);
}

bool Interpreter::try_stream(const clang::CXXOperatorCallExpr* expression) {
  const std::vector<const clang::Expr*> parts = chain(expression);
  if (parts.size() < 2) return false;
  const clang::CXXRecordDecl* record = class_of(parts.front()->getType());
  const StreamType* type = nullptr;
  for (const StreamType& one : stream_types())
    if (is_of(record, one.of)) type = &one;
  if (type == nullptr) return false;
  Value sql = evaluate(parts[1]);
  for (std::size_t i = 2; i < parts.size(); ++i) {
    const Value part = evaluate(parts[i]);
    if (type->parts) sql = join(sql, part);
  }
  if (sql.is(Value::Kind::number)) sql = Value::of(as_text(sql));
  Sent how = sent_by(expression, type->title);
  how.server = type->server;
  how.values = type->values;
  send(sql, how, nullptr);
  return true;
}

}  // namespace miglint::cxx
