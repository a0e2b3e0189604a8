// What the parts of the lowering share: the statement at hand, and how an operation is appended.
//
// Private to this folder. Each `lower_*.cpp` is one subject; what it takes in is a node of the raw
// tree, what it gives out are operations in the context.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "dialect/postgres/lower/lower.h"
#include "dialect/postgres/lower/scan.h"

// Its macros must stand behind all C++ headers.
#include "dialect/postgres/pg_tree.h"

namespace miglint::postgres {

/// The elements of a PostgreSQL list as pointers to `T`.
template <class T>
class ListOf {
 public:
  class Iterator {
   public:
    using value_type = const T*;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    explicit Iterator(const ListCell* cell) : cell_(cell) {}
    const T* operator*() const { return static_cast<const T*>(cell_->ptr_value); }
    Iterator& operator++() {
      ++cell_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(cell_++); }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const ListCell* cell_ = nullptr;
  };

  explicit ListOf(const List* list)
      : begin_(list == nullptr ? nullptr : list->elements),
        size_(list == nullptr ? 0 : static_cast<std::size_t>(list->length)) {}

  [[nodiscard]] Iterator begin() const { return Iterator(begin_); }
  [[nodiscard]] Iterator end() const { return Iterator(begin_ + size_); }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }
  [[nodiscard]] const T* operator[](std::size_t index) const {
    return static_cast<const T*>(begin_[index].ptr_value);
  }
  [[nodiscard]] const T* back() const { return (*this)[size_ - 1]; }

 private:
  const ListCell* begin_;
  std::size_t size_;
};

[[nodiscard]] inline NodeTag tag(const void* node) {
  return static_cast<const Node*>(node)->type;
}

/// The node as a `T` when it is one, else null. Null stays null.
template <class T>
[[nodiscard]] const T* node_as(const void* node, NodeTag wanted) {
  return node != nullptr && tag(node) == wanted ? static_cast<const T*>(node) : nullptr;
}

class Lowering {
 public:
  Lowering(LowerContext& context, Range statement) : context_(context), statement_(statement) {}

  [[nodiscard]] LowerContext& context() { return context_; }
  [[nodiscard]] Arena& arena() { return context_.arena; }
  [[nodiscard]] std::string_view text() const { return context_.text.text; }
  /// The bytes of the statement.
  [[nodiscard]] Range statement() const { return statement_; }
  [[nodiscard]] bool verbatim() const { return context_.text.verbatim; }

  [[nodiscard]] std::string_view copy(const char* name) {
    return name == nullptr ? std::string_view() : arena().copy(std::string_view(name));
  }
  template <class T, std::size_t N>
  [[nodiscard]] std::span<const T> copy(const Gather<T, N>& list) {
    return arena().copy(list.values());
  }

  [[nodiscard]] Span place(Range range) const {
    return context_.text.place(range.begin, range.end);
  }
  [[nodiscard]] Span whole() const { return place(statement_); }
  /// From the statement's first word to the end of the name at `location`.
  [[nodiscard]] Span head(int location) const;
  /// The same for an object whose name has no location: the first word that reads `name`.
  [[nodiscard]] Span head(std::string_view name) const;
  [[nodiscard]] Span head(const RangeVar* relation) const {
    return relation == nullptr ? whole() : head(relation->location);
  }

  template <class T>
  void emit(Span span, const T& action) {
    Operation& operation = context_.out.emplace_back();
    operation.span = span;
    operation.command = context_.command;
    operation.nesting = context_.nesting;
    operation.action.emplace<T>(action);
  }
  void opaque(Span span, std::string_view reason) { emit(span, op::Opaque{reason}); }
  void other(std::string_view command, bool not_in_transaction = false) {
    emit(whole(), op::OtherCommand{.command = command, .not_in_transaction = not_in_transaction});
  }

 private:
  LowerContext& context_;
  Range statement_;
};

/// Any statement; its node decides which of the functions below is called (lower.cpp).
void lower_statement(const Node& statement, Lowering& to);

// lower_table.cpp
void lower_create_table(const CreateStmt& statement, bool foreign, Lowering& to);
void lower_create_table_as(const CreateTableAsStmt& statement, Lowering& to);
// lower_alter_table.cpp
void lower_alter_table(const AlterTableStmt& statement, Lowering& to);
// lower_index.cpp
void lower_create_index(const IndexStmt& statement, Lowering& to);
void lower_reindex(const ReindexStmt& statement, Lowering& to);
// lower_type.cpp
void lower_create_enum(const CreateEnumStmt& statement, Lowering& to);
void lower_alter_enum(const AlterEnumStmt& statement, Lowering& to);
void lower_create_domain(const CreateDomainStmt& statement, Lowering& to);
void lower_alter_domain(const AlterDomainStmt& statement, Lowering& to);
void lower_composite_type(const CompositeTypeStmt& statement, Lowering& to);
void lower_range_type(const CreateRangeStmt& statement, Lowering& to);
void lower_define(const DefineStmt& statement, Lowering& to);
// lower_sequence.cpp
void lower_create_sequence(const CreateSeqStmt& statement, Lowering& to);
void lower_alter_sequence(const AlterSeqStmt& statement, Lowering& to);
// lower_schema.cpp
void lower_create_schema(const CreateSchemaStmt& statement, Lowering& to);
void lower_create_extension(const CreateExtensionStmt& statement, Lowering& to);
// lower_drop.cpp
void lower_drop(const DropStmt& statement, Lowering& to);
// lower_rename.cpp
void lower_rename(const RenameStmt& statement, Lowering& to);
void lower_set_schema(const AlterObjectSchemaStmt& statement, Lowering& to);
// lower_view.cpp
void lower_create_view(const ViewStmt& statement, Lowering& to);
void lower_create_materialized_view(const CreateTableAsStmt& statement, Lowering& to);
void lower_refresh(const RefreshMatViewStmt& statement, Lowering& to);
// lower_security.cpp
void lower_create_policy(const CreatePolicyStmt& statement, Lowering& to);
void lower_alter_policy(const AlterPolicyStmt& statement, Lowering& to);
void lower_grant(const GrantStmt& statement, Lowering& to);
// lower_routine.cpp
void lower_create_function(const CreateFunctionStmt& statement, Lowering& to);
void lower_alter_function(const AlterFunctionStmt& statement, Lowering& to);
void lower_do(const DoStmt& statement, Lowering& to);
void lower_call(const CallStmt& statement, Lowering& to);
void lower_create_trigger(const CreateTrigStmt& statement, Lowering& to);
void lower_create_rule(const RuleStmt& statement, Lowering& to);
// lower_rows.cpp
/// SELECT, INSERT, UPDATE, DELETE, MERGE, with the queries of WITH that change rows.
void lower_query(const Node& statement, Lowering& to);
void lower_copy(const CopyStmt& statement, Lowering& to);
void lower_truncate(const TruncateStmt& statement, Lowering& to);
// lower_session.cpp
void lower_set(const VariableSetStmt& statement, Lowering& to);
void lower_transaction(const TransactionStmt& statement, Lowering& to);
void lower_lock(const LockStmt& statement, Lowering& to);
void lower_planned(const Node* query, std::string_view command, Lowering& to);
void lower_explain(const ExplainStmt& statement, Lowering& to);
void lower_execute(const ExecuteStmt& statement, Lowering& to);
// lower_maintenance.cpp
void lower_vacuum(const VacuumStmt& statement, Lowering& to);
void lower_cluster(const ClusterStmt& statement, Lowering& to);
void lower_comment(const CommentStmt& statement, Lowering& to);
// lower_other.cpp
/// Statements of which the model keeps no more than their tag.
void lower_other(const Node& statement, Lowering& to);

}  // namespace miglint::postgres
