// Statements of a text, with what they live in.
#pragma once

#include <string>
#include <vector>

#include "dialect/mysql/read.h"
#include "source/arena.h"

namespace miglint::mysql {

struct ReadText {
  explicit ReadText(std::string sql, Server server = {}) : text(std::move(sql)) {
    source.text = text;
    source.span.end = static_cast<std::uint32_t>(text.size());
    read_statements(source, server, arena, statements);
  }
  ReadText(const ReadText&) = delete;
  ReadText& operator=(const ReadText&) = delete;

  /// The n-th operation of the first statement, if it is of that kind.
  template <class Op>
  [[nodiscard]] const Op* op(std::size_t n = 0) const {
    if (statements.empty() || n >= statements.front().operations.size()) return nullptr;
    return std::get_if<Op>(&statements.front().operations[n].action);
  }
  [[nodiscard]] std::string error(std::size_t n = 0) const {
    return n < statements.size() ? std::string(statements[n].syntax_error) : "no statement";
  }

  std::string text;
  SqlStatement source;
  Arena arena;
  std::vector<Statement> statements;
};

}  // namespace miglint::mysql
