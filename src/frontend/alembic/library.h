// Alembic and SQLAlchemy as revision code sees them: what a call of theirs means.
//
// Comes in: calls that the evaluator meets. Goes out: statements in the order in which they would
// be sent. The SQL of one operation does not belong here.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "frontend/alembic/environment.h"
#include "frontend/alembic/operations.h"
#include "frontend/python/interpreter.h"
#include "migration/migration.h"
#include "source/arena.h"

namespace miglint::alembic {

class Library final : public python::Library {
 public:
  Library(Dialect dialect, const Environment& environment, Arena& arena);

  /// Statements go to `script` from now on. `interpreter` must outlive the library's use.
  void begin(Script& script, const python::Interpreter& interpreter);

  eval::Value call(const std::string& path, const eval::Arguments& arguments) override;
  eval::Value call_method(const eval::Value& receiver, std::string_view name,
                          const eval::Arguments& arguments) override;
  std::optional<eval::Value> attribute(const eval::Value& receiver, std::string_view name) override;
  eval::Value enter(const eval::Value& context, Span span) override;
  void leave(const eval::Value& context, Span span) override;
  void discarded(const eval::Value& value, Span span) override;
  void unknown(const std::string& reason, Span span) override;
  void assigned(const eval::Value& object, std::string_view name, Span span) override;
  void defined(const eval::Value& cls) override;
  [[nodiscard]] bool may_read(std::string_view module) const override;
  std::optional<python::ModuleText> find_module(const std::string& name, int level,
                                                const std::string& from) override;

 private:
  eval::Value call_operation(std::string_view name, const eval::Arguments& arguments);
  eval::Value call_sqlalchemy(const std::string& path, const eval::Arguments& arguments);
  std::optional<eval::Value> call_standard(const std::string& path,
                                           const eval::Arguments& arguments);
  eval::Value call_on_connection(std::string_view name, const eval::Arguments& arguments,
                                 const eval::Value& receiver);
  eval::Value call_on_session(std::string_view name, const eval::Arguments& arguments,
                              const eval::Value& receiver);
  std::optional<eval::Value> call_on_query(const eval::Object& query, std::string_view name,
                                           const eval::Arguments& arguments);
  void insert_object(const eval::Value& object, Span span);
  void emit(const Sql& sql, Span span);
  std::uint32_t add_scope(Wrap wrap, std::string reason);
  /// Code that is not read gets hold of the connection: it may send anything.
  void note_foreign(const eval::Arguments& arguments, std::string_view what);

  Words words_;
  const Environment& environment_;
  Arena& arena_;
  Operations operations_;
  Script* script_ = nullptr;
  const python::Interpreter* interpreter_ = nullptr;
  std::uint32_t scope_ = 0;
  bool has_session_ = false;
  int modules_read_ = 0;
};

}  // namespace miglint::alembic
