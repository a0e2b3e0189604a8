// PHP code, run as far as it can be known without running it: a condition that is not known takes
// both ways, a loop over what is not known takes its body once, each under a guard.
//
// Comes in: a file's syntax tree, a host that knows the framework. Goes out: calls on the host, in
// the order in which the code makes them. Anything that knows a framework does not belong here.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "frontend/eval/scope.h"
#include "frontend/eval/value.h"
#include "frontend/php/host.h"
#include "frontend/syntax/tree.h"

namespace miglint::php {

using syntax::Node;

/// A class that the file defines.
struct Class {
  std::string name;                                            ///< Empty for an anonymous one.
  std::string parent;                                          ///< With its namespace.
  std::map<std::string, const Node*, std::less<>> methods;     ///< Names in lower case.
  std::map<std::string, const Node*, std::less<>> constants;   ///< To the value.
  std::map<std::string, const Node*, std::less<>> properties;  ///< To the value; may be nullptr.
  std::vector<std::pair<std::string, const Node*>> cases;      ///< Of an enum; nullptr: not backed.
  std::vector<std::string> interfaces;
  std::vector<std::string> traits;
  bool uses_traits = false;
  const Node* node = nullptr;
};

class Interpreter {
 public:
  /// All of these must outlive it.
  Interpreter(const Node& root, std::string_view source, FileId file, Host& host);

  [[nodiscard]] const std::vector<Class>& classes() const { return classes_; }
  /// What an unqualified class name stands for in this file.
  [[nodiscard]] std::string resolve(std::string_view name) const;

  /// Runs the file itself; nullopt when it returns nothing.
  std::optional<eval::Value> run_file();
  /// An instance with its properties as they are at first.
  [[nodiscard]] eval::Value instantiate(const Class& of);
  /// Runs a method of the class; nullopt when it has none of that name.
  std::optional<eval::Value> call(const eval::Value& object, std::string_view method,
                                  eval::Arguments arguments);
  /// Runs a method of that class for an object that the host knows.
  std::optional<eval::Value> call(const Class& of, std::string_view method, eval::Value self,
                                  eval::Arguments arguments);
  /// Runs a closure or whatever else can be called.
  eval::Value call(const eval::Value& callable, std::vector<eval::Value> arguments, Span span);
  /// Runs code that runs any number of times: what it changes is not known afterwards.
  void in_loop(std::string text, Span span, const std::function<void()>& body);
  /// Runs code that may not run.
  void under(Guard guard, const std::function<void()>& body);

  [[nodiscard]] const std::vector<Guard>& guards() const { return guards_.all(); }
  [[nodiscard]] std::size_t guard_depth() const { return guards_.depth(); }
  [[nodiscard]] Span span(const Node& node) const { return {file_, node.begin, node.end}; }
  [[nodiscard]] std::string_view text(Span span) const {
    return span.file == file_ ? source_.substr(span.begin, span.end - span.begin)
                              : host_.text_elsewhere(span);
  }
  [[nodiscard]] FileId file() const { return file_; }
  [[nodiscard]] std::string_view text(const Node& node) const { return node.text(source_); }
  /// A symbol named by the expression, on one line.
  [[nodiscard]] eval::Value symbol(Span span) const;
  /// The cases of an enum, in order.
  [[nodiscard]] eval::Value cases(const Class& of);
  /// The value of a property or constant of a class, before anything ran.
  std::optional<eval::Value> constant(const Class& of, std::string_view name);
  std::optional<eval::Value> property(const Class& of, std::string_view name);

 private:
  enum class Flow : std::uint8_t { next, break_, continue_, return_, stop };
  using Slot = std::shared_ptr<eval::Value>;
  struct Frame {
    std::map<std::string, Slot, std::less<>> variables;
    eval::Value self;
    const Class* of = nullptr;
    std::vector<eval::Value> returns;
  };
  /// All variables and properties, as they are.
  struct State {
    std::vector<std::pair<Slot, eval::Value>> slots;
    std::vector<std::pair<eval::Value, eval::Attributes>> objects;
  };

  // statements.cpp
  Flow run(const Node& statement);
  Flow run_block(const Node& block);
  Flow run_if(const Node& node, std::size_t from);
  Flow run_unknown_if(const Node& condition, const Node& then, const Node& whole,
                      std::size_t alternative);
  Flow run_foreach(const Node& node);
  Flow run_for(const Node& node);
  Flow run_while(const Node& node);
  Flow run_switch(const Node& node);
  Flow run_cases(const std::vector<const Node*>& cases, std::size_t from);
  Flow run_try(const Node& node);
  Flow run_body(const Node& node, const Node* body);
  Flow return_value(const Node& node);
  void forget_assigned(const Node& body);
  [[nodiscard]] State state() const;
  void restore(const State& state);
  void merge(const State& one, const State& other);
  /// Ends a branch that ran under guards: those that it left behind hold for what follows.
  void leave_branch(std::size_t depth);

  // expressions.cpp
  eval::Value eval(const Node& node);
  eval::Value eval_child(const Node& node, std::string_view field);
  eval::Value variable(const Node& node);
  eval::Value dynamic_variable(const Node& node);
  eval::Value array(const Node& node);
  eval::Value closure(const Node& node);
  eval::Value subscript(const Node& node);
  eval::Value member(const Node& node);
  eval::Value class_constant(const Node& node);
  eval::Value binary_expression(const Node& node);
  eval::Value conditional(const Node& node);
  eval::Value match(const Node& node);
  eval::Value either(const Node& condition, const std::function<eval::Value()>& then,
                     const std::function<eval::Value()>& otherwise, const Node& whole);
  eval::Value cast(const Node& node);
  eval::Value constant_name(const Node& node);

  // assign.cpp
  eval::Value assignment(const Node& node);
  eval::Value augmented(const Node& node);
  eval::Value update(const Node& node);
  void assign(const Node& target, eval::Value value);
  void destructure(const Node& pattern, const eval::Value& value);
  void unset(const Node& target);
  eval::Value* place(const Node& target);

  // literals.cpp
  eval::Value string(const Node& node);
  eval::Value heredoc(const Node& node);
  eval::Value nowdoc(const Node& node);
  [[nodiscard]] eval::Value integer(const Node& node) const;

  // calls.cpp
  eval::Value function_call(const Node& node);
  eval::Value method_call(const Node& node);
  eval::Value static_call(const Node& node);
  eval::Value object_creation(const Node& node);
  eval::Value language_function(std::string_view name, const Node& node, bool& handled);
  eval::Arguments arguments(const Node& call);
  eval::Value call_function(const Node& function, const Class* of, eval::Value self,
                            eval::Arguments arguments,
                            const std::map<std::string, Slot, std::less<>>& captured);
  void bind(const Node& parameters, eval::Arguments& arguments, Frame& frame);
  [[nodiscard]] const Class* class_named(std::string_view name) const;
  [[nodiscard]] std::string class_of_scope(const Node& scope);

  void collect(const Node& node);
  void collect_class(const Node& node);
  eval::Value case_of(const Class& of, const std::string& name, const Node* value);
  void collect_use(const Node& node);
  [[nodiscard]] std::string qualified(const Node& name) const;
  Frame& frame() { return *frames_.back(); }
  [[nodiscard]] std::string one_line(std::string_view text) const;
  [[nodiscard]] Guard guard(Guard::Kind kind, const Node& node, std::string_view before = {},
                            std::string_view after = {}) const;

  const Node& root_;
  std::string_view source_;
  FileId file_;
  Host& host_;
  std::string namespace_;
  std::map<std::string, std::string, std::less<>> uses_;
  std::vector<Class> classes_;
  std::map<std::string, const Node*, std::less<>> functions_;
  std::vector<std::unique_ptr<Frame>> frames_;
  eval::Guards guards_;
  int depth_ = 0;
  int steps_ = 0;
  bool gave_up_ = false;
};

}  // namespace miglint::php
