// Words that rules make their messages of: names as SQL writes them, types, who has to wait.
//
// Comes in: names, types, effects and places as the timeline has them. Goes out: text. What a rule
// advises does not belong here; steps that several rules advise are in safe_way.h.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "lint/finding.h"
#include "migration/dialect.h"
#include "timeline/timeline.h"

namespace miglint {

/// While it lives, this thread writes names as SQL of the dialect has them: "a b", or `a b`. Names
/// and types can be written under one only, which a debug build asserts: set it where the dialect
/// is known, which is where a history is linted or a rollout is put in words.
class NamesWrittenFor {
 public:
  explicit NamesWrittenFor(Dialect dialect);
  ~NamesWrittenFor();
  NamesWrittenFor(const NamesWrittenFor&) = delete;
  NamesWrittenFor& operator=(const NamesWrittenFor&) = delete;

 private:
  std::optional<Dialect> before_;
};

/// The name as SQL has to write it: quoted where it must be.
[[nodiscard]] std::string identifier(std::string_view name);
/// The same of a name that may have a schema.
[[nodiscard]] std::string identifier(const ObjectName& name);
/// The same of a relation, without its schema where the search path finds it.
[[nodiscard]] std::string identifier(RelationKey relation, const Schema& schema);
/// "a, b", each as SQL has to write it.
[[nodiscard]] std::string identifiers(std::span<const std::string_view> names);

/// The type as people write it: "bigint", "varchar(50)", "numeric(10, 2)", "app.money[]".
[[nodiscard]] std::string type_words(const TypeName& type);
[[nodiscard]] std::string type_words(const ColumnType& type);

/// "blocks reads and writes of `orders`", "blocks writes to `orders`"; for a lock that blocks
/// neither, "blocks other schema changes of `orders`".
[[nodiscard]] std::string blocks(LockMode lock, std::string_view relation);

/// The SQL of an operation that is a statement of its own; empty inside of a block.
[[nodiscard]] std::string_view statement_text(const Operation& operation, const Moment& at);
/// What stands in the file at `part`, which is a part of `operation`; empty when the SQL does not
/// stand there word for word.
[[nodiscard]] std::string_view source_text(Span part, const Operation& operation, const Moment& at);
[[nodiscard]] std::string_view source_text(Span part, const Operation& operation,
                                           const Statement& statement);
/// Conditions joined by AND, from their canonical writing (see `Expression::conjuncts`); "…" when
/// one of them was not understood.
[[nodiscard]] std::string condition_text(std::span<const std::string> conjuncts);
/// The condition as SQL; "…" when it is not known.
[[nodiscard]] std::string condition_text(const Expression& condition, const Operation& operation,
                                         const Moment& at);

[[nodiscard]] LockFact lock_fact(const Effect& effect);

}  // namespace miglint
