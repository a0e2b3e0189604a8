// The algorithm for one subcommand, and why.
#pragma once

#include <bitset>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>

#include "dialect/mysql/impact.h"

namespace miglint::mysql {

constexpr std::string_view kMostRowVersions =
    "the table has had as many columns added and dropped in an instant as the server keeps "
    "versions of a row";

struct Verdict {
  OnlineDdl online;
  std::string_view cause;       ///< A string literal, as `Effect::cause`.
  std::string_view assumption;  ///< A string literal, as `Effect::assumption`.
  bool scan = false;
  bool index_build = false;
};

/// What a subcommand has to know of the others, so that it need not look at each: a command may
/// have tens of thousands.
class Company {
 public:
  explicit Company(std::span<const Operation> command);

  template <class Op>
  [[nodiscard]] bool has() const {
    return kinds_[kind_of<Op>];
  }

  bool adds_primary_key = false;
  bool adds_virtual_column = false;
  /// A column that stands in the rows comes or goes.
  bool changes_rows_in_instant = false;

 private:
  template <class Op, std::size_t at = 0>
  static constexpr std::size_t index_of() {
    if constexpr (std::is_same_v<std::variant_alternative_t<at, Action>, Op>) {
      return at;
    } else {
      return index_of<Op, at + 1>();
    }
  }
  template <class Op>
  static constexpr std::size_t kind_of = index_of<Op>();

  std::bitset<std::variant_size_v<Action>> kinds_;
};

/// What a subcommand is judged by: the whole command, the table before it, the server.
struct Place {
  std::span<const Operation> command;
  const Company& company;
  const Table* table = nullptr;  ///< Null: never seen.
  const Schema& before;
  const Environment& environment;

  [[nodiscard]] const Server& server() const { return environment.server; }
  [[nodiscard]] const Column* column(std::string_view name) const {
    return table == nullptr ? nullptr : table->find_column(name);
  }
};

[[nodiscard]] Verdict instant();
[[nodiscard]] Verdict nocopy();  ///< In place, metadata or an index only.
[[nodiscard]] Verdict rebuild(std::string_view cause);
[[nodiscard]] Verdict copy(const Place& at, std::string_view cause);
[[nodiscard]] Verdict refused(std::uint16_t error, std::string_view cause);
/// Instant on MariaDB and from that MySQL on; metadata in place before.
[[nodiscard]] Verdict instant_since(const Place& at, std::uint16_t major, std::uint16_t minor,
                                    std::uint16_t patch);
/// The worse of both, with its cause.
[[nodiscard]] Verdict worse(const Verdict& a, const Verdict& b);

// Facts about the table.
[[nodiscard]] bool has_fulltext(const Place& at);
/// One is there that the command does not drop, be it with its last column.
[[nodiscard]] bool keeps_fulltext(const Place& at);
[[nodiscard]] bool has_virtual_column(const Place& at);
[[nodiscard]] bool is_compressed(const Place& at);
/// The storage engine is known and is not InnoDB.
[[nodiscard]] bool other_engine(const Place& at);
[[nodiscard]] bool is_indexed(std::string_view column, const Place& at);
/// An operation of that kind stands in the same command.
template <class Op>
[[nodiscard]] bool has(const Place& at) {
  return at.company.has<Op>();
}

// What a foreign key forbids; nullopt: it does not.
[[nodiscard]] std::optional<Verdict> refused_type_change(const op::ChangeColumn& change,
                                                         const Column& old, const Place& at);
[[nodiscard]] std::optional<Verdict> refused_drop(const op::DropColumn& drop, const Place& at);
[[nodiscard]] std::optional<Verdict> refused_drop(const op::DropIndex& drop, const Place& at);

// By subject.
[[nodiscard]] Verdict verdict(const op::AddColumn& add, const Place& at);
[[nodiscard]] Verdict verdict(const op::DropColumn& drop, const Place& at);
[[nodiscard]] Verdict verdict(const op::RenameColumn& rename, const Place& at);
[[nodiscard]] Verdict verdict(const op::ChangeColumn& change, const Place& at);
[[nodiscard]] Verdict verdict(const op::SetDefault& set, const Place& at);
[[nodiscard]] Verdict verdict(const op::DropDefault& drop, const Place& at);
[[nodiscard]] Verdict verdict(const op::CreateIndex& create, const Place& at);
[[nodiscard]] Verdict verdict(const op::DropIndex& drop, const Place& at);
[[nodiscard]] Verdict verdict(const op::RenameIndex& rename, const Place& at);
[[nodiscard]] Verdict verdict(const op::SetIndexVisibility& set, const Place& at);
[[nodiscard]] Verdict verdict(const op::AddConstraint& add, const Place& at);
[[nodiscard]] Verdict verdict(const op::DropConstraint& drop, const Place& at);
[[nodiscard]] Verdict verdict(const op::AlterConstraint& alter, const Place& at);
[[nodiscard]] Verdict verdict(const op::SetTableOption& option, const Place& at);
[[nodiscard]] Verdict verdict(const op::ChangePartitions& change, const Place& at);
[[nodiscard]] Verdict verdict(const op::RenameRelation& rename, const Place& at);

/// What a MODIFY or CHANGE does to the column's values.
[[nodiscard]] Verdict type_change(const Column& old, const ColumnDefinition& definition,
                                  const Place& at);

}  // namespace miglint::mysql
