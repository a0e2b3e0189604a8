// A safe way as the tool of its migration writes it.
//
// Comes in: what rules advise, SQL with comments. Goes out: the same steps in the language of the
// migrations of one tool. What is advised does not belong here.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "migration/migration.h"
#include "schema/operation.h"

namespace miglint {

/// A line of comment, or a statement.
struct AdviceStep {
  enum class Where : std::uint8_t {
    anywhere,
    later,    ///< In a transaction that begins when what came before is committed.
    outside,  ///< In no transaction: the server refuses it in one.
  };
  std::string_view comment;  ///< Behind "-- ".
  std::string_view sql;      ///< Without the semicolon; empty for a comment.
  /// Of the statement. None: part of it is left to the reader, "UPDATE orders SET …".
  std::span<const Operation> operations;
  /// Of a comment that of the next statement.
  Where where = Where::anywhere;
  std::uint32_t begin = 0;  ///< Of `sql`, in the numbers of its operations' spans.

  /// The part of the statement that a span of its operations is of.
  [[nodiscard]] std::string_view text(Span part) const {
    const bool inside = !part.empty() && part.begin >= begin && part.end <= begin + sql.size();
    return inside ? sql.substr(part.begin - begin, part.end - part.begin) : std::string_view();
  }
};

/// Steps in one language, each line closed by a line end.
using WriteAdvice = std::string (*)(std::span<const AdviceStep>, const Migration&);

/// `safe_way` in the language of the migration; the same text where that is SQL.
[[nodiscard]] std::string advice_for(const Migration& migration, ServerVersion server,
                                     std::string_view safe_way);

}  // namespace miglint
