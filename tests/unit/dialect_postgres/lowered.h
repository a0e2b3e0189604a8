// One SQL text, parsed and lowered: what the tests of the lowering look at.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/lower/lower.h"

namespace miglint::postgres {

class Lowered {
 public:
  /// `verbatim` false: the text was made, so every span is that of what caused it.
  explicit Lowered(std::string sql, bool verbatim = true,
                   std::vector<std::string_view> variables = {});

  [[nodiscard]] const std::vector<Operation>& operations() const { return operations_; }
  [[nodiscard]] std::size_t size() const { return operations_.size(); }
  /// The text under a span.
  [[nodiscard]] std::string text(Span span) const;
  /// The text under the span of operation `index`.
  [[nodiscard]] std::string text(std::size_t index = 0) const {
    return index < operations_.size() ? text(operations_[index].span) : "no such operation";
  }

  /// Operation `index`, which must be a `T`.
  template <class T>
  [[nodiscard]] const T& at(std::size_t index) const {
    static const T none{};
    if (index >= operations_.size()) {
      ADD_FAILURE() << begin_of_text() << "\nhas no operation " << index;
      return none;
    }
    const T* found = std::get_if<T>(&operations_[index].action);
    if (found == nullptr) {
      ADD_FAILURE() << begin_of_text() << "\noperation " << index << " is of another kind, number "
                    << operations_[index].action.index();
      return none;
    }
    return *found;
  }
  /// The only operation, which must be a `T`.
  template <class T>
  [[nodiscard]] const T& only() const {
    EXPECT_EQ(operations_.size(), 1U) << begin_of_text();
    return at<T>(0);
  }

 private:
  /// Where the text stands in its file: not at the begin, so that a forgotten offset shows.
  static constexpr std::uint32_t base = 1000;

  [[nodiscard]] std::string begin_of_text() const;

  std::string sql_;
  Arena arena_;
  std::vector<Operation> operations_;
};

/// "a, b": the names in a list.
[[nodiscard]] std::string joined(std::span<const std::string_view> names);
/// "a, s.b"
[[nodiscard]] std::string joined(std::span<const ObjectName> names);
[[nodiscard]] std::string joined(std::span<const FunctionCall> calls);
[[nodiscard]] std::string name(const ObjectName& name);
/// "pg_catalog.numeric(10,2)[]"
[[nodiscard]] std::string name(const TypeName& type);

}  // namespace miglint::postgres
