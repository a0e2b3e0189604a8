// Python code evaluated without running it: what can be known is computed, the rest is a symbol.
//
// Comes in: a module's text, and a `Library` that says what calls of other code do. Goes out:
// calls to the library in the order in which Python would make them, under the guards that they
// stand under. What any library does, and SQL, do not belong here.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/eval/scope.h"
#include "frontend/eval/value.h"
#include "frontend/syntax/tree.h"
#include "source/span.h"

namespace miglint::python {

using eval::Arguments;
using eval::Value;
using syntax::Node;

/// The text of a module that an import names.
struct ModuleText {
  std::string path;
  std::string text;
};

/// Code that is not evaluated: packages, and what the evaluated code calls of them.
class Library {
 public:
  Library() = default;
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;
  virtual ~Library() = default;

  /// Calls the function or class of that dotted path.
  virtual Value call(const std::string& path, const Arguments& arguments) = 0;
  /// Calls a method of an object of the library, or of a value that is not known.
  virtual Value call_method(const Value& receiver, std::string_view name,
                            const Arguments& arguments) = 0;
  /// An attribute that the object itself does not have; nullopt: nothing is known of it.
  virtual std::optional<Value> attribute(const Value& receiver, std::string_view name) = 0;
  /// A `with` block on `context` begins or ends. `enter` gives what `as` binds.
  virtual Value enter(const Value& context, Span span) = 0;
  virtual void leave(const Value& context, Span span) = 0;
  /// A statement's value that nobody uses.
  virtual void discarded(const Value& value, Span span) = 0;
  /// The code does something at `span` that is not known, for the reason given.
  virtual void unknown(const std::string& reason, Span span) = 0;
  /// An attribute of something is set that is no object of the code.
  virtual void assigned(const Value& object, std::string_view name, Span span) = 0;
  /// A class of the code is complete.
  virtual void defined(const Value& cls) = 0;
  /// The module may be one of the project's, so that it is worth looking for.
  [[nodiscard]] virtual bool may_read(std::string_view module) const = 0;
  /// The module's text when it may be read; `level` counts the dots of a relative import.
  virtual std::optional<ModuleText> find_module(const std::string& name, int level,
                                                const std::string& from) = 0;
};

/// How a statement ends.
enum class Flow : std::uint8_t { normal, next, leave, give_back, raise };

class Interpreter {
 public:
  explicit Interpreter(Library& library) : library_(library) {}
  Interpreter(const Interpreter&) = delete;
  Interpreter& operator=(const Interpreter&) = delete;
  /// A function holds the scope that it stands in, which holds the function: their names go here.
  ~Interpreter();

  /// Evaluates the module's own statements. `text` must outlive the interpreter.
  void run(FileId file, std::string path, std::string_view text);
  /// What the module binds the name to; nullptr: nothing.
  [[nodiscard]] const Value* global(std::string_view name) const;
  /// Calls a function of the module without arguments. The module's names are afterwards bound to
  /// what they were before, with all lists and dictionaries as they were.
  void call_global(std::string_view name);
  /// The same under a condition that stands outside of the module.
  void call_global(std::string_view name, Guard guard);
  /// The module's own functions whose names begin so, in their order.
  [[nodiscard]] std::vector<std::string> functions_named(std::string_view prefix) const;
  [[nodiscard]] const Node* first_error() const;
  /// The statement that binds the name at the module's level; nullptr: none.
  [[nodiscard]] const Node* definition(std::string_view name) const;
  [[nodiscard]] const std::vector<Guard>& guards() const { return guards_.all(); }
  /// A module that was imported is being evaluated: nothing of it runs as part of a migration.
  [[nodiscard]] bool is_loading() const { return loading_ > 0; }

  /// Calls what can be called. What cannot is a symbol.
  Value call(const Value& function, const Arguments& arguments);
  Value attribute_of(const Value& receiver, std::string_view name, const std::string& origin);

 private:
  struct Module {
    std::string name;
    std::string path;
    FileId file{};
    bool own = true;
    std::string storage;
    std::string_view text;
    syntax::Tree tree;
    std::shared_ptr<eval::Scope> globals;
  };

  /// One call of a function that is evaluated.
  struct Frame {
    const Module* module = nullptr;
    std::shared_ptr<eval::Scope> scope;
    std::vector<std::string> globals;
    std::vector<Value> results;
    bool maybe_left = false;  ///< A loop may have been left before its end.
    int yields = 0;
  };

  // statements.cpp
  Flow run_block(const Node& block);
  Flow run_statement(const Node& node);
  Flow run_if(const Node& node);
  Flow run_choice(const Node& condition, const Node& then, const Node* otherwise,
                  std::span<const Node* const> rest);
  Flow run_for(const Node& node);
  Flow run_while(const Node& node);
  Flow run_unknown_loop(const Node& body, std::string text, const Node& head);
  Flow run_try(const Node& node);
  Flow run_with(const Node& node);
  void forget_assigned(const Node& node);
  void define_function(const Node& node, std::span<const Node* const> decorators);
  void define_class(const Node& node);
  void delete_target(const Node& node);

  // imports.cpp
  void import_modules(const Node& node);
  void import_names(const Node& node);
  std::shared_ptr<eval::Scope> load(const std::string& name, int level);
  /// A class that is named in full, as in `import app` and then `app.db.types.Money`.
  std::optional<Value> class_in(const std::string& module, std::string_view name);
  Module& add_module(std::string path, FileId file, bool own);
  void run_module(Module& module);

  // assign.cpp
  void assign(const Node& target, const Value& value);
  void assign_items(std::span<const Node* const> targets, const Value& value);
  void bind(std::string_view name, const Value& value);
  void run_assignment(const Node& node);
  void run_augmented(const Node& node);

  // expressions.cpp
  Value evaluate(const Node& node);
  Value evaluate_kind(const Node& node);
  Value evaluate_name(const Node& node);
  Value evaluate_subscript(const Node& node);
  Value evaluate_comparison(const Node& node);
  Value evaluate_boolean(const Node& node);
  Value evaluate_conditional(const Node& node);
  Value evaluate_dictionary(const Node& node);
  Value evaluate_items(const Node& node, bool tuple, bool set);
  Value evaluate_comprehension(const Node& node);
  bool run_clauses(std::span<const Node* const> clauses, std::size_t at, const Node& body,
                   std::vector<std::pair<Value, Value>>& out);
  Value evaluate_lambda(const Node& node);
  Value evaluate_string(const Node& node);

  // calls.cpp
  Value evaluate_call(const Node& node);
  Arguments evaluate_arguments(const Node& node, const Node& call);
  Value call_method(const Value& receiver, std::string_view name, const Arguments& arguments);
  Value make_function(const std::string& name, const Node& parameters, const Node& body,
                      bool is_lambda);
  void bind_parameters(const Node& parameters,
                       const std::vector<std::pair<const Node*, Value>>& defaults,
                       const Module& module, const Arguments& arguments, eval::Scope& scope);
  Value instantiate(const Value& cls, const Arguments& arguments);
  const Value* class_member(const eval::Object& cls, std::string_view name, int depth = 0) const;
  Value call_builtin(std::string_view name, const Arguments& arguments);

  /// The items of something that can be looped over; nullopt: not known.
  std::optional<std::vector<Value>> items_of(const Value& value);
  std::optional<bool> truth(const Value& value) const;

  [[nodiscard]] std::string_view text(const Node& node) const {
    return node.text(frame().module->text);
  }
  [[nodiscard]] Span span(const Node& node) const;
  [[nodiscard]] Value symbol(const Node& node) const {
    return eval::Symbol{std::string(text(node))};
  }
  Value opaque(const Node& node, std::string reason) const;
  [[nodiscard]] Frame& frame() { return frames_.back(); }
  [[nodiscard]] const Frame& frame() const { return frames_.back(); }
  [[nodiscard]] Guard guard(Guard::Kind kind, std::string condition, const Node& node) const;
  bool spend();

  Library& library_;
  std::deque<Module> modules_;
  std::vector<std::weak_ptr<eval::Scope>> closures_;
  std::map<std::string, std::shared_ptr<eval::Scope>, std::less<>> loaded_;
  std::deque<Frame> frames_;
  eval::Guards guards_;
  /// Where the module that was asked for calls into another one.
  std::optional<Span> call_site_;
  int depth_ = 0;
  int loading_ = 0;
  int steps_ = 0;
  bool said_too_long_ = false;
};

}  // namespace miglint::python
