// The values that Python and PHP code computes with, as far as they can be known without running
// it.
//
// Comes in: what an evaluator of one language finds. Goes out: a value, known, partly known, or
// not known with the reason. What an operator or a method of a language does to values does not
// belong here, nor anything that knows SQL.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "source/span.h"

namespace miglint::eval {

/// Python's None, PHP's null.
struct Null {};

/// A string. Its unknown parts hold the source text of the expression that gives them.
struct Text {
  struct Part {
    std::string text;
    bool known = true;
    friend bool operator==(const Part&, const Part&) = default;
  };
  /// Never two known parts in a row, and no empty known ones.
  std::vector<Part> parts;

  Text() = default;
  explicit Text(std::string text);
  [[nodiscard]] bool known() const;
  /// All of it, when known.
  [[nodiscard]] std::optional<std::string> str() const;
  void append(std::string_view text);
  void append(const Text& other);
  void append_unknown(std::string origin);
  friend bool operator==(const Text&, const Text&) = default;
};

/// Not known before the code runs, though known what kind of thing it is: the answer of a query,
/// a setting. `origin` is its expression in the source.
struct Symbol {
  std::string origin;
};

/// Not modelled: this evaluator cannot say what the code does here, and why.
struct Opaque {
  std::string reason;
  Span span;
};

/// Something of a library or of another file that is not read: "sqlalchemy.String", "DB".
struct External {
  std::string path;
};

struct List;
struct Map;
struct Object;
struct Callable;

/// Containers are shared, as Python's are: `copy` gives what PHP's assignment gives.
using Data = std::variant<Null, bool, std::int64_t, double, Text, std::shared_ptr<List>,
                          std::shared_ptr<Map>, std::shared_ptr<Object>, std::shared_ptr<Callable>,
                          External, Symbol, Opaque>;

struct Value {
  Data data;

  Value() = default;
  Value(Data from) : data(std::move(from)) {}
  Value(bool from) : data(from) {}
  Value(std::int64_t from) : data(from) {}
  Value(int from) : data(static_cast<std::int64_t>(from)) {}
  Value(double from) : data(from) {}
  Value(std::string from) : data(Text(std::move(from))) {}
  Value(std::string_view from) : data(Text(std::string(from))) {}
  Value(const char* from) : data(Text(from)) {}
  template <class T>
    requires std::is_constructible_v<Data, T>
  Value(T from) : data(std::move(from)) {}

  [[nodiscard]] bool is_null() const { return std::holds_alternative<Null>(data); }
  /// A symbol or opaque: no operation on it can be computed.
  [[nodiscard]] bool is_unknown() const {
    return std::holds_alternative<Symbol>(data) || std::holds_alternative<Opaque>(data);
  }
  template <class T>
  [[nodiscard]] const T* get() const {
    return std::get_if<T>(&data);
  }
  [[nodiscard]] const Text* text() const { return get<Text>(); }
  /// The string, when it is one and all of it is known.
  [[nodiscard]] std::optional<std::string> str() const;
  [[nodiscard]] List* list() const;
  [[nodiscard]] Map* map() const;
  [[nodiscard]] Object* object() const;
  [[nodiscard]] Callable* callable() const;
};

struct List {
  std::vector<Value> items;
  bool tuple = false;  ///< Written `(a, b)` in Python.
  bool set = false;    ///< Written `{a, b}` in Python.
};

/// Python's dict, PHP's array: ordered by insertion.
struct Map {
  std::vector<std::pair<Value, Value>> entries;

  [[nodiscard]] const Value* find(const Value& key) const;
  /// The entry of that string; nullptr when there is none.
  [[nodiscard]] const Value* get(std::string_view key) const;
  void set(const Value& key, Value value);
};

/// Named values in the order in which they were given.
struct Attributes {
  std::vector<std::pair<std::string, Value>> entries;

  [[nodiscard]] const Value* find(std::string_view name) const;
  [[nodiscard]] Value* find(std::string_view name);
  void set(std::string_view name, Value value);
};

/// What a call was given.
struct Arguments {
  std::vector<Value> positional;
  Attributes named;
  Span span;           ///< The call.
  std::string origin;  ///< The call as the source has it.
  bool whole = true;   ///< False: more are spread from a value that is not known.

  /// The argument at `position`, or of that name; nullptr when it was not given.
  [[nodiscard]] const Value* get(std::size_t position, std::string_view name) const;
};

/// An instance of a class, or a library's object, known by how it was made:
/// `sa.Column("a", x)` is of type "sqlalchemy.Column" with its arguments as they were.
struct Object {
  std::string type;
  std::vector<Value> positional;
  Attributes attributes;  ///< Named arguments, and what was assigned later.
  Value receiver;         ///< What the method that made it was called on.
  Span span;              ///< Where it was made.
  std::string origin;     ///< Its expression in the source.
};

/// A function, method, closure or class that can be called.
struct Callable {
  std::string name;
  std::function<Value(const Arguments&)> call;
  Attributes attributes;
};

[[nodiscard]] Value make_list(std::vector<Value> items, bool tuple = false);
[[nodiscard]] Value make_map(std::vector<std::pair<Value, Value>> entries = {});
[[nodiscard]] Value make_object(Object object);
[[nodiscard]] Value make_callable(std::string name, std::function<Value(const Arguments&)> call);

/// A copy whose lists and maps, at any depth, are its own.
[[nodiscard]] Value copy(const Value& value);

/// Whether both are the same value; nullopt when that cannot be known. Numbers compare by value,
/// objects by identity.
[[nodiscard]] std::optional<bool> equal(const Value& a, const Value& b);

}  // namespace miglint::eval
