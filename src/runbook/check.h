// One question to a database about a change, and the answer that the change counts on.
//
// Plain values. Running the question, and wording a page around it, do not belong here.
#pragma once

#include <cstdint>
#include <string>

namespace miglint {

struct Check {
  enum class Phase : std::uint8_t { before, after };
  enum class Expect : std::uint8_t {
    nothing,    ///< The answer is for people: how much there is to do.
    at_most,    ///< `wanted`
    at_least,   ///< `wanted`
    as_before,  ///< As the check of the same metric and subject answered before; `wanted` off.
    refused,    ///< Shown, never run: the server must refuse it with `sqlstate`.
  };
  enum class Unit : std::uint8_t { rows, percent, bytes, sessions, objects };

  std::string id;  ///< "nulls:public.orders.org_id"; unique within a phase.
  Phase phase = Phase::before;
  std::string metric;  ///< "nulls": what a threshold on the command line is named by.
  std::string title;   ///< "NULL in `orders.org_id`"
  std::string why;     ///< What goes wrong otherwise, and where in the change.
  /// One SELECT, without a semicolon, whose only row begins with the answer, a number; a second
  /// column is a remark for people.
  std::string sql;
  /// The same from the server's statistics, for when counting takes too long; empty: there is none.
  std::string estimate_sql{};
  Expect expect = Expect::at_most;
  Unit unit = Unit::rows;
  double wanted = 0;
  std::string sqlstate{};  ///< Of `refused`.
};

}  // namespace miglint
