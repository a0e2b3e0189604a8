// One script, read: what the tests of the reading look at.
#pragma once

#include <gtest/gtest.h>

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "dialect/postgres/read.h"

namespace miglint::postgres {

class ReadScript {
 public:
  /// `verbatim` false: the text was made, so every span is that of what caused it.
  explicit ReadScript(std::string sql, bool verbatim = true) : sql_(std::move(sql)) {
    source_.text = sql_;
    source_.span = {FileId{7}, base, base + static_cast<std::uint32_t>(sql_.size())};
    source_.verbatim = verbatim;
    read_statements(source_, arena_, statements_);
  }

  [[nodiscard]] const std::vector<Statement>& statements() const { return statements_; }
  [[nodiscard]] std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    for (const Statement& statement : statements_)
      texts.emplace_back(statement.text);
    return texts;
  }
  /// The text under a span.
  [[nodiscard]] std::string text(Span span) const {
    EXPECT_EQ(span.file, FileId{7});
    if (span.begin < base || span.end > source_.span.end) return "out of the text";
    return sql_.substr(span.begin - base, span.end - span.begin);
  }
  /// Statement `at`, which must be there.
  [[nodiscard]] const Statement& operator[](std::size_t at) const {
    static const Statement none;
    if (at < statements_.size()) return statements_[at];
    ADD_FAILURE() << "there are " << statements_.size() << " statements in\n"
                  << sql_.substr(0, 200);
    return none;
  }
  [[nodiscard]] std::span<const Operation> operations(std::size_t at = 0) const {
    return (*this)[at].operations;
  }

 private:
  /// Where the text stands in its file: not at the begin, so that a forgotten offset shows.
  static constexpr std::uint32_t base = 1000;

  std::string sql_;
  SqlStatement source_;
  Arena arena_;
  std::vector<Statement> statements_;
};

/// The reason of an Opaque, or what the operation is else.
[[nodiscard]] inline std::string opaque_reason(const Operation& operation) {
  const auto* opaque = std::get_if<op::Opaque>(&operation.action);
  return opaque == nullptr ? "no Opaque" : std::string(opaque->reason);
}

}  // namespace miglint::postgres
