// A value of the analysed program, as far as it is known without running it.
//
// Plain values: copying one copies it, lists are shared until they are changed. How expressions
// come to values does not belong here.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "frontend/cxx/program/text.h"

namespace clang {
class FunctionDecl;
}

namespace miglint::cxx {

/// An object that holds a transaction open.
struct HeldTransaction {
  bool is_open = true;
  bool has_ended = false;  ///< Somewhere, perhaps under a condition.
  bool commits_at_end = false;
  bool is_savepoint = false;
};

struct Value {
  enum class Kind : unsigned char {
    unknown,
    text,
    number,
    null,
    list,         ///< Array, container, or object by its fields.
    choice,       ///< One of these.
    position,     ///< Pointer or iterator into a list.
    function,     ///< A function or lambda.
    transaction,  ///< See `held`.
  };
  Kind kind = Kind::unknown;
  bool is_number = false;     ///< Unknown, but surely a number.
  bool is_parameter = false;  ///< Unknown, because whoever calls the function says it.
  std::int64_t number = 0;    ///< Also the index of a position.
  Text text;                  ///< Of an unknown value: its expression as a piece.
  std::shared_ptr<std::vector<Value>> items;
  const clang::FunctionDecl* function = nullptr;
  std::shared_ptr<HeldTransaction> held;

  [[nodiscard]] bool is(Kind of) const { return kind == of; }
  [[nodiscard]] bool is_text() const { return kind == Kind::text; }
  [[nodiscard]] bool is_list() const { return kind == Kind::list && items != nullptr; }

  static Value of(Text text) {
    Value value;
    value.kind = Kind::text;
    value.text = std::move(text);
    return value;
  }
  static Value of(std::int64_t number) {
    Value value;
    value.kind = Kind::number;
    value.number = number;
    return value;
  }
  static Value null() {
    Value value;
    value.kind = Kind::null;
    return value;
  }
  static Value unknown(std::string origin, Place place, bool is_number = false) {
    Value value;
    value.is_number = is_number;
    value.text = Text::unknown(std::move(origin), place, is_number);
    return value;
  }
  static Value list(std::vector<Value> items) {
    Value value;
    value.kind = Kind::list;
    value.items = std::make_shared<std::vector<Value>>(std::move(items));
    return value;
  }
  /// One of the two; not known when there are too many.
  static Value choice(const Value& a, const Value& b);

  /// The items, for this value alone.
  std::vector<Value>& own_items() {
    if (!items) {
      items = std::make_shared<std::vector<Value>>();
    } else if (items.use_count() > 1) {
      items = std::make_shared<std::vector<Value>>(*items);
    }
    return *items;
  }
};

/// A string, or one of several.
[[nodiscard]] bool is_textual(const Value& value);
/// Its bytes, or those of the first of several, each unknown part as the byte 1.
[[nodiscard]] std::string first_text(const Value& value);
[[nodiscard]] bool same(const Value& a, const Value& b);
/// The value as it stands in a text that is put together.
[[nodiscard]] Text as_text(const Value& value);

}  // namespace miglint::cxx
