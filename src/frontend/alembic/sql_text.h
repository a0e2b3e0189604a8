// SQL as it is being written: text, and how well it is known.
//
// Comes in: words, names and values. Goes out: text for one server, with a placeholder where a
// value is not known before run time. What an operation's SQL looks like does not belong here.
#pragma once

#include <concepts>
#include <string>
#include <string_view>

#include "frontend/eval/value.h"
#include "migration/dialect.h"

namespace miglint::alembic {

struct Sql {
  std::string text;
  bool symbolic = false;  ///< Holds placeholders.
  std::string opaque;     ///< Why the text cannot be known; empty: it can.

  Sql() = default;
  Sql(std::string from) : text(std::move(from)) {}
  Sql(std::string_view from) : text(from) {}
  Sql(const char* from) : text(from) {}

  template <std::convertible_to<std::string_view> T>
  Sql& operator+=(const T& more) {
    text += std::string_view(more);
    return *this;
  }
  Sql& operator+=(const Sql& more) {
    text += more.text;
    symbolic = symbolic || more.symbolic;
    if (opaque.empty()) opaque = more.opaque;
    return *this;
  }
  [[nodiscard]] bool known() const { return opaque.empty(); }
};

/// The reason ends as failing_call.h has it where Alembic or SQLAlchemy raises an error.
[[nodiscard]] Sql cannot_be_known(std::string reason);

/// Writes names and values as SQLAlchemy's dialect does.
class Words {
 public:
  explicit Words(Dialect dialect) : dialect_(dialect) {}

  [[nodiscard]] bool is_mysql() const { return dialect_ != Dialect::postgres; }
  [[nodiscard]] Dialect dialect() const { return dialect_; }

  /// In quotes where the dialect's preparer thinks that they are needed.
  [[nodiscard]] std::string quote(std::string_view name) const;
  [[nodiscard]] std::string quote_always(std::string_view name) const;
  [[nodiscard]] Sql name(const eval::Value& value) const;
  /// `schema.table`; a null schema is left out.
  [[nodiscard]] Sql table(const eval::Value* schema, const eval::Value& table) const;

  /// 'text', quotes doubled.
  [[nodiscard]] Sql string(const eval::Value& value) const;
  [[nodiscard]] std::string quoted(std::string_view text) const;
  /// A literal of whatever kind the value is.
  [[nodiscard]] Sql literal(const eval::Value& value) const;

  /// SQL text that code gives: unknown parts become placeholders that fit where they stand.
  [[nodiscard]] Sql statement(const eval::Text& text) const;
  /// A stand-in for an expression or a name that is not known.
  [[nodiscard]] Sql placeholder(std::string_view origin) const;

 private:
  Dialect dialect_;
};

/// The expression that a value which is not known came from; for messages and placeholders.
[[nodiscard]] std::string origin_of(const eval::Value& value);

}  // namespace miglint::alembic
