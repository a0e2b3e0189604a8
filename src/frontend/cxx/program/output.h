// What is told to miglint, as lines of JSON.
//
// Comes in: statements as they are found. Goes out: one JSON object a line, in the order in which
// they are sent. The names of the keys are those that frontend/cxx/read_output.cpp reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "frontend/cxx/program/apis.h"
#include "frontend/cxx/program/text.h"

namespace miglint::cxx {

struct SentGuard {
  enum class Kind : unsigned char { condition, loop, exception_handler };
  Kind kind = Kind::condition;
  std::string text;
  Place place;
};

/// SQL that one call sends.
struct Sent {
  Text text;
  Place call;
  std::string api;
  Server server = Server::any;
  char values = 'n';
  bool one_message = true;
  std::vector<SentGuard> guards;
  std::uint32_t section = 0;
};

/// A function that sends SQL and that nothing in the file calls, or a table of statements.
struct Section {
  std::string name;
  std::uint64_t order = 0;  ///< Sections run in this order.
  /// It runs in a transaction that its caller has opened.
  bool in_callers_transaction = false;
  bool is_step = false;  ///< One of several that run one after the other.
};

struct Problem {
  Place place;
  std::string message;
};

struct Found {
  std::vector<Section> sections;
  std::vector<Sent> sent;
  std::vector<std::string> missing_headers;
  std::vector<Problem> problems;
};

void write(const Found& found);

}  // namespace miglint::cxx
