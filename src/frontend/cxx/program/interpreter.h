// Walks through the functions of a file as they would run, and notes the SQL that they send.
//
// Comes in: Clang's tree of a translation unit. Goes out: what is sent, in order, each string with
// the places of its parts. Nothing is run: a condition that is not known takes both ways, a loop
// over what is not known goes through its body once.
#pragma once

#include <clang/AST/ASTContext.h>
#include <clang/AST/Decl.h>
#include <clang/AST/DeclCXX.h>
#include <clang/AST/Expr.h>
#include <clang/AST/ExprCXX.h>
#include <clang/AST/StmtCXX.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "frontend/cxx/program/apis.h"
#include "frontend/cxx/program/output.h"
#include "frontend/cxx/program/value.h"

namespace miglint::cxx {

struct Options {
  Server server = Server::postgres;  ///< Conditions on the kind of server are for this one.
  std::vector<ConfiguredCall> calls;
  std::vector<std::string> tables;  ///< Variables whose strings are statements.
};

class Interpreter {
 public:
  Interpreter(clang::ASTContext& context, const Options& options, Found& found);

  void run();
  /// Offsets of the literals that stand in the tree.
  [[nodiscard]] const std::set<unsigned>& literals() const { return literals_; }

 private:
  using Cell = std::shared_ptr<Value>;
  enum class Flow : unsigned char { next, break_, continue_, return_ };
  struct Snapshot {
    std::vector<std::pair<Cell, Value>> values;
  };
  /// An argument as it was written and what it is.
  struct Argument {
    const clang::Expr* expression = nullptr;
    Value value;
  };
  struct Call {
    const clang::Expr* expression = nullptr;
    const clang::FunctionDecl* function = nullptr;  ///< Null where it is not resolved.
    std::string name;
    std::string of;  ///< Class or namespace, as far as it is known.
    const clang::Expr* object = nullptr;
    std::vector<const clang::Expr*> arguments;
  };
  /// What is to be done at the end of a block.
  struct Cleanup {
    Cell holder;
    const clang::CXXRecordDecl* destroyed = nullptr;
    Place place;
  };

  // interpreter.cpp
  void collect();
  void run_function(const clang::FunctionDecl* function);
  void run_table(const clang::VarDecl* variable);
  void order_sections();
  Value call_body(const clang::FunctionDecl* function, const std::vector<Argument>& arguments,
                  const std::vector<Cell>& references);
  void send(const Value& value, const Sent& how, const clang::Expr* argument);
  void send_text(Text text, Sent how);
  void send_control(std::string_view sql, Place place, std::string_view api);
  [[nodiscard]] Snapshot snapshot() const;
  void restore(const Snapshot& before);
  void merge(const Snapshot& other);

  // statements.cpp
  Flow run(const clang::Stmt* statement);
  Flow run_block(const clang::CompoundStmt* block);
  Flow run_if(const clang::IfStmt* statement);
  Flow run_switch(const clang::SwitchStmt* statement);
  Flow run_for(const clang::ForStmt* statement);
  Flow run_range_for(const clang::CXXForRangeStmt* statement);
  Flow run_while(const clang::Expr* condition, const clang::Stmt* body, bool body_first);
  Flow run_once(const clang::Stmt* body, SentGuard guard);
  void declare(const clang::VarDecl* variable);
  void bind(const clang::DecompositionDecl* names, const Value& value);
  void clean_up(const Cleanup& cleanup);

  // conditions.cpp
  [[nodiscard]] std::optional<bool> truth(const clang::Expr* condition);
  [[nodiscard]] std::optional<bool> is_for_server(const Value& a, const clang::Expr* with);
  [[nodiscard]] bool asks_for_version(const clang::Expr* condition) const;
  [[nodiscard]] std::optional<bool> compare(clang::BinaryOperatorKind kind, const Value& a,
                                            const Value& b);

  // expressions.cpp
  Value evaluate(const clang::Expr* expression);
  Value evaluate_plain(const clang::Expr* expression);
  Value evaluate_binary(const clang::BinaryOperator* expression);
  Value evaluate_construction(const clang::CXXConstructExpr* expression);
  Value evaluate_list(const clang::InitListExpr* expression);
  Value evaluate_variable(const clang::ValueDecl* decl, const clang::Expr* at);
  Value evaluate_member(const clang::MemberExpr* expression);
  Value evaluate_children(const clang::Expr* expression);
  Value element(const Value& of, const Value& index);
  Value* place_of(const clang::Expr* expression);
  Value initial(const clang::VarDecl* variable);
  Value default_of(clang::QualType type);
  Value join(const Value& a, const Value& b);
  [[nodiscard]] Value unknown_at(const clang::Expr* expression) const;
  Text literal(const clang::StringLiteral* literal);

  // calls.cpp
  Value evaluate_call(const clang::CallExpr* expression);
  Value evaluate_operator(const clang::CXXOperatorCallExpr* expression);
  Value evaluate_unresolved(const clang::Expr* expression);
  [[nodiscard]] Call describe(const clang::CallExpr* expression) const;
  // senders.cpp
  /// The operands of `a << b << c`, in their order; one when it is no such chain.
  [[nodiscard]] static std::vector<const clang::Expr*> chain(const clang::Expr* expression);
  [[nodiscard]] bool try_stream(const clang::CXXOperatorCallExpr* expression);
  [[nodiscard]] bool send_by(const Call& call, const std::vector<Argument>& arguments);
  [[nodiscard]] bool send_as_configured(const Call& call, const std::vector<Argument>& arguments);
  [[nodiscard]] bool send_as_known(const Call& call, const std::vector<Argument>& arguments);
  bool send_as_guessed(const Call& call, const std::vector<Argument>& arguments);
  void send_made(const Value& made, const clang::FunctionDecl* maker);
  [[nodiscard]] Sent sent_by(const clang::Expr* call, std::string_view title) const;
  bool run_control(const Call& call);
  // calls.cpp
  Value run_body(const Call& call, const std::vector<Argument>& arguments);
  void forget_changed(const Call& call, const std::vector<Argument>& arguments);

  // strings.cpp
  std::optional<Value> call_on_text(const Call& call, const std::vector<Argument>& arguments);
  std::optional<Value> call_on_list(const Call& call, const std::vector<Argument>& arguments);
  std::optional<Value> call_library(const Call& call, const std::vector<Argument>& arguments);

  // source.cpp
  [[nodiscard]] Place place(clang::SourceRange range) const;
  [[nodiscard]] std::string source(clang::SourceRange range) const;
  [[nodiscard]] bool is_in_main_file(clang::SourceLocation location) const;
  [[nodiscard]] bool is_of(const clang::CXXRecordDecl* record, std::string_view name) const;
  [[nodiscard]] const HolderType* holder_of(clang::QualType type) const;
  [[nodiscard]] SentGuard guard(const clang::Expr* condition, bool holds) const;

  clang::ASTContext& context_;
  const Options& options_;
  Found& found_;

  std::vector<const clang::FunctionDecl*> functions_;  ///< Those with a body in the file.
  std::vector<const clang::VarDecl*> tables_;
  std::set<const clang::FunctionDecl*> mentioned_;
  std::set<const clang::FunctionDecl*> entered_;
  std::set<const clang::FunctionDecl*> dull_;  ///< They send nothing and give no string.
  std::set<unsigned> literals_;
  std::set<std::string> already_sent_;

  std::map<const clang::ValueDecl*, Cell> variables_;
  std::map<const clang::ValueDecl*, Value> constants_;
  std::vector<const clang::FunctionDecl*> stack_;
  std::vector<Value> returned_;
  std::vector<std::vector<Cleanup>> blocks_;
  std::vector<SentGuard> guards_;
  unsigned handlers_ = 0;  ///< Depth of exception handlers and of branches that end in failure.
  std::size_t steps_ = 0;
  std::size_t senders_seen_ = 0;
  bool tells_steps_ = false;
};

}  // namespace miglint::cxx
