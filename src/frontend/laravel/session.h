// One run of a migration's up() or down(): Laravel's facades, builders and models, as far as a
// migration sees them.
//
// Comes in: the evaluator's calls. Goes out: SQL statements in the order in which they are sent,
// each with the call that caused it, and what could not be followed. PHP itself does not belong
// here.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/laravel/blueprint.h"
#include "frontend/laravel/connection.h"
#include "frontend/laravel/phinx/table.h"
#include "frontend/laravel/query.h"
#include "frontend/php/host.h"
#include "frontend/php/interpreter.h"
#include "migration/migration.h"
#include "source/arena.h"

namespace miglint::laravel {

/// An Eloquent model, as its class file says.
struct Model {
  std::string name;
  std::string table;
  std::string key = "id";
  std::string key_type = "int";  ///< "int", "uuid", "ulid".
  bool timestamps = true;
  bool soft_deletes = false;
  std::string connection = {};  ///< Empty: the default one.
  bool read = false;     ///< False: its class was not found, all of this is Laravel's convention.
  bool is_model = true;  ///< The class file was found, and is of something else.
};

/// A class of the application, as its file has it.
struct ClassFile {
  std::string text;
  syntax::Tree tree;
};

/// What the project says beside the migration's own file.
struct Surroundings {
  /// What runs the migration. Doctrine's and Phinx's give their SQL themselves.
  enum class Tool : std::uint8_t { laravel, doctrine, phinx };
  Tool tool = Tool::laravel;
  Connection connection;
  /// Its name, where the migration names one; empty: the default one.
  std::string connection_name;
  /// The connection of that name; nullopt when nothing says what it is.
  std::function<std::optional<Connection>(const std::string&)> connection_named;
  /// Of Laravel, where the project says it.
  std::optional<int> version;
  /// Finds and reads a class of the application.
  std::function<Model(const std::string&)> model;
  /// The file of a class; nullptr when it is not found. Lives as long as the process.
  std::function<const ClassFile*(const std::string&)> class_file;
  /// What Phinx's own config says, and whether a migration before this one speaks of that table.
  phinx::Settings phinx;
  std::function<bool(const std::string&)> table_before;
  /// A setting, config('database.default'); nullopt when it is not known.
  std::function<std::optional<eval::Value>(const std::string&)> config;
};

class Session final : public php::Host {
 public:
  Session(const Surroundings& surroundings, Arena& arena, Migration& migration, Direction direction)
      : around_(surroundings),
        own_(surroundings.connection),
        arena_(arena),
        migration_(migration),
        direction_(direction),
        script_(direction == Direction::up ? migration.up : migration.down) {}

  void attach(php::Interpreter& interpreter) { php_ = &interpreter; }

  eval::Value call_static(const std::string& class_name, std::string_view method,
                          eval::Arguments& arguments) override;
  eval::Value call_method(const eval::Value& receiver, std::string_view method,
                          eval::Arguments& arguments) override;
  std::optional<eval::Value> call_function(std::string_view name,
                                           eval::Arguments& arguments) override;
  eval::Value construct(const std::string& class_name, eval::Arguments& arguments) override;
  [[nodiscard]] bool makes(const std::string& class_name) override {
    return !running_.empty() && around_.model(class_name).is_model;
  }
  std::optional<eval::Value> property(const eval::Value& receiver, std::string_view name) override;
  std::optional<eval::Value> static_property(const std::string& class_name,
                                             std::string_view name) override;
  std::optional<eval::Value> member_of(const eval::Value& collection) override;
  void opaque(Span span, std::string reason) override;
  [[nodiscard]] std::string_view text_elsewhere(Span span) const override;

  /// What follows is Phinx's change(), rolled back: what it says of tables is undone at its end.
  void undo_change() { undoes_change_ = true; }
  /// When up() or down() is through: Doctrine sends what addSql() was given only then.
  void finish();
  /// Sends a statement that the migration's own code gives: `$this->addSql('…')`.
  void send_raw(const eval::Value& sql, const eval::Value& bindings, Span span);

 private:
  using Value = eval::Value;
  using Arguments = eval::Arguments;

  // session.cpp
  Value call_object(const Value& receiver, std::string_view method, Arguments& arguments);
  void send(std::string_view sql, Span span, bool symbolic = false);
  void send(const CompiledSql& statement);
  void note(CodeFact::Kind kind, Span span, std::string subject);
  [[nodiscard]] Value handle(std::string type, std::size_t index, Span span) const;
  [[nodiscard]] Value harmless(Arguments& arguments);
  [[nodiscard]] std::string real_class(const std::string& class_name) const;
  void run_closures(Arguments& arguments);
  [[nodiscard]] std::string source(Span span) const;

  // values.cpp
  [[nodiscard]] Attribute attribute(const Value& value, Span span, bool is_value);
  [[nodiscard]] Attribute name(const Value& value, Span span) {
    return attribute(value, span, false);
  }
  [[nodiscard]] Attribute bound(const Value& value, Span span) {
    return attribute(value, span, true);
  }
  [[nodiscard]] Value argument(const Arguments& arguments, std::size_t position,
                               std::string_view name = {}) const;
  [[nodiscard]] std::optional<Row> row(const Value& value, Span span);
  [[nodiscard]] std::optional<std::vector<Row>> rows(const Value& value, Span span);

  // schema_facade.cpp
  Value schema(std::string_view method, Arguments& arguments);
  Value blueprint(Blueprint& blueprint, const Value& receiver, std::string_view method,
                  Arguments& arguments);
  Value blueprint_for_model(Blueprint& blueprint, std::string_view method, Arguments& arguments);
  Value fluent(const Value& receiver, std::string_view method, Arguments& arguments);
  void build(Blueprint& blueprint, Span span);
  /// A method of the blueprint that gives nothing; one that Laravel does not have is said.
  bool call_blueprint(Blueprint& blueprint, std::string_view method, Attribute::List args,
                      Span span);
  void build_with(const Value& table, const Value& closure, bool creates, Span span);
  Value guarded_table(std::string_view method, Arguments& arguments);

  // db_facade.cpp
  Value db(std::string_view method, Arguments& arguments);
  Value connection_method(std::string_view method, Arguments& arguments);
  void begin(Span span);
  void end(std::string_view word, Span span);

  // connections.cpp
  [[nodiscard]] Connection& on() { return *now_; }
  [[nodiscard]] const Connection& on() const { return *now_; }
  [[nodiscard]] bool same_connection(const Value& name) const;
  [[nodiscard]] std::string default_connection() const;
  [[nodiscard]] std::size_t connection_named(const Value& name, Span span);
  [[nodiscard]] std::size_t current() const;
  [[nodiscard]] Connection& numbered(std::size_t number);
  /// The connection that a call on the value is about; the present one when it says none.
  [[nodiscard]] Connection& connection_of(const Value& receiver);
  Value on_connection(Connection& connection, const std::function<Value()>& call);
  void place_on_connection(SqlStatement& statement);

  // query_methods.cpp, query_conditions.cpp, query_rare_conditions.cpp
  Value query(const Value& receiver, std::string_view method, Arguments& arguments);
  bool add_condition(Query& query, std::string_view method, Arguments& arguments);
  bool add_rare_condition(Query& query, const std::string& kind, const std::string& boolean,
                          Arguments& arguments);
  bool add_moment_condition(Query& query, std::string_view kind, const std::string& boolean,
                            Arguments& arguments);
  bool add_clause(Query& query, std::string_view method, Arguments& arguments);
  bool add_join(Query& query, std::string_view method, Arguments& arguments);
  void where(Query& query, const std::string& boolean, bool negate, Arguments& arguments);
  [[nodiscard]] std::string nested(const Query& outer, const Value& closure, Span span);
  [[nodiscard]] std::optional<std::string> subquery(const Query& outer, const Value& from,
                                                    Span span);
  std::optional<Value> read(Query& query, const Value& receiver, std::string_view method,
                            Arguments& arguments);
  std::optional<Value> write(Query& query, std::string_view method, Arguments& arguments);
  std::optional<Value> in_chunks(Query& query, const Value& receiver, std::string_view method,
                                 Arguments& arguments);
  Value new_query(const Attribute& table, Span span);
  void add_soft_delete(Query& query) const;
  Value result(std::string type, const Value& receiver, Span span);

  // eloquent.cpp
  std::optional<Value> model_static(const std::string& class_name, std::string_view method,
                                    Arguments& arguments);
  Value model_query(const Model& model, Span span);
  Value row_method(const Value& receiver, std::string_view method, Arguments& arguments);
  void save(const Value& receiver, Span span);
  [[nodiscard]] Row columns_of(const eval::Object& object, Span span);
  std::optional<Value> related_rows(const Value& row, std::string_view name);

  // plain_sql_tools.cpp
  std::optional<Value> plain_sql_call(std::string_view method, Arguments& arguments);
  Value doctrine_connection(std::string_view method, Arguments& arguments);

  // phinx_calls.cpp
  std::optional<Value> phinx_call(std::string_view method, Arguments& arguments);
  Value phinx_table(const Value& receiver, std::string_view method, Arguments& arguments);
  void phinx_action(phinx::Table& table, std::string_view method, Arguments& arguments, Span span);
  [[nodiscard]] bool phinx_exists(const phinx::Table& table) const;
  void phinx_run(phinx::Table& table, bool exists, Span span);
  void phinx_send(const phinx::Statements& statements, Span span, const std::vector<Guard>& guards);
  void phinx_save_data(phinx::Table& table, Span span);
  void phinx_finish();
  [[nodiscard]] std::optional<Value> phinx_constant(std::string_view class_name,
                                                    std::string_view constant) const;
  std::optional<Value> phinx_object(std::string_view class_name, Arguments& arguments);
  Value phinx_setter(const Value& receiver, std::string_view method,
                     const Arguments& arguments) const;
  [[nodiscard]] Span own_part(const Value& receiver, Span span) const;

  // packages.cpp
  std::optional<Value> package_call(const std::string& class_name, std::string_view method,
                                    Arguments& arguments);
  std::optional<Value> package_macro(Blueprint& blueprint, std::string_view method, Span span);

  // application.cpp
  struct ClassMethod {
    php::Interpreter* interpreter = nullptr;
    const php::Class* of = nullptr;
  };
  std::optional<Value> application_member(const std::string& class_name, std::string_view name,
                                          bool is_constant, std::size_t depth);
  std::optional<Value> application_cases(const std::string& class_name);
  php::Interpreter* interpreter_of(const std::string& class_name);
  ClassMethod class_method(const std::string& class_name, std::string_view method,
                           std::size_t depth);
  /// nullopt: no class of that name with that method is found.
  std::optional<Value> call_application(const std::string& class_name, std::string_view method,
                                        const Value& self, Arguments& arguments);
  /// What a class of the migration's own file has from a class or a trait of another file.
  std::optional<Value> call_inherited(const Value& receiver, std::string_view method,
                                      Arguments& arguments);
  std::optional<Value> relation(const Value& row, const Query& of, std::string_view method,
                                Arguments& arguments);
  Value pivot(const Value& receiver, std::string_view method, Arguments& arguments);
  [[nodiscard]] Span in_migration(Span span) const;
  [[nodiscard]] std::vector<Guard> guards() const;

  // harmless.cpp
  std::optional<Value> known_class(std::string_view class_name, std::string_view method,
                                   Arguments& arguments);
  [[nodiscard]] static bool is_harmless_method(std::string_view method);
  Value collection(const Value& receiver, std::string_view method, Arguments& arguments);

  Query* query_of(const Value& value);
  Blueprint* blueprint_of(const Value& value);

  const Surroundings& around_;
  /// Another connection than the migration's own.
  struct Other {
    std::string name;
    Connection connection;
    std::uint32_t scope = 0;  ///< Of what is sent there.
  };
  Connection own_;
  Connection* now_ = &own_;
  std::vector<std::unique_ptr<Other>> others_;
  Arena& arena_;
  Migration& migration_;
  Direction direction_;
  Script& script_;
  php::Interpreter* php_ = nullptr;
  std::vector<std::unique_ptr<Blueprint>> blueprints_;
  std::vector<std::unique_ptr<Query>> queries_;
  std::vector<std::pair<FluentPtr, Blueprint*>> fluents_;
  std::optional<Span> last_opaque_;
  std::map<std::string, std::unique_ptr<php::Interpreter>> applications_;
  std::size_t reading_members_ = 0;         ///< Constants of the application within each other.
  std::vector<php::Interpreter*> running_;  ///< Those that wait for `php_`.
  std::optional<Span> called_at_;           ///< Where the migration called `running_`'s next.
  std::set<std::size_t> planned_;           ///< Statements that addSql() was given.
  std::vector<std::unique_ptr<phinx::Table>> phinx_tables_;
  std::map<std::string, bool>
      phinx_known_;                        ///< Whether a table is there, as the migration left it.
  std::vector<phinx::Action> phinx_sent_;  ///< What is to be undone.
  bool undoes_change_ = false;
  int transactions_ = 0;  ///< Open ones that the migration began itself.
};

}  // namespace miglint::laravel
