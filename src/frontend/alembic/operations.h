// `op.*`: the statements that Alembic's implementation for a server sends for an operation.
//
// Comes in: an operation's name and arguments. Goes out: statements in order, and what the call
// gives back. How the code got there does not belong here.
#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "frontend/alembic/ddl.h"

namespace miglint::alembic {

class Operations {
 public:
  using Emit = std::function<void(const Sql&, Span)>;

  Operations(const Words& words, Emit emit) : words_(words), ddl_(words), emit_(std::move(emit)) {}

  /// Another run begins: types that the last one made are to be made again.
  void begin() { types_made_.clear(); }
  /// False: Alembic has no operation of that name.
  bool run(std::string_view name, const eval::Arguments& arguments, eval::Value& result);
  /// The same on `batch_op`: the table is the batch's.
  bool run_in_batch(const eval::Object& batch, std::string_view name,
                    const eval::Arguments& arguments, eval::Value& result);
  /// `execute(x, parameters)` of whatever can execute: text, Core, DDL objects.
  void execute(const eval::Value& statement, const eval::Value* parameters, Span span);
  /// `type.create()` and `type.drop()`; false: it is no native enum.
  bool run_on_type(const eval::Value& type, std::string_view name, Span span);
  /// `index.create()`, `table.create()`, `sequence.drop()` and the like.
  bool run_on_object(const eval::Value& object, std::string_view name, Span span);

 private:
  struct Call;
  void create_table(const Call& call, eval::Value& result);
  void create_shape(TableShape& table, Span span, bool check_types);
  void add_column(const Call& call);
  void alter_column(const Call& call);
  void alter_postgres(const Call& call, const Sql& table, const Sql& column);
  void alter_mysql(const Call& call, const Sql& table, const Sql& column);
  void create_index(const Call& call);
  void drop_index(const Call& call);
  void create_foreign_key(const Call& call);
  void create_constraint(const Call& call, std::string_view kind);
  void drop_constraint(const Call& call);
  void bulk_insert(const Call& call);
  void comment_on(const Call& call, bool drop);
  void create_types(const TableShape& table, Span span);
  void emit(const Sql& sql, Span span) { emit_(sql, span); }
  void add_constraint(const Sql& table, const Sql& constraint, Span span);

  const Words& words_;
  DdlWriter ddl_;
  Emit emit_;
  std::set<std::string> types_made_;
};

}  // namespace miglint::alembic
