#include "frontend/cxx/program/output.h"

#include <llvm/Support/JSON.h>
#include <llvm/Support/raw_ostream.h>

#include <algorithm>

namespace miglint::cxx {
namespace {

using llvm::json::Array;
using llvm::json::Object;

std::string utf8(const std::string& text) {
  return llvm::json::isUTF8(text) ? text : llvm::json::fixUTF8(text);
}

llvm::StringRef name_of(Server server) {
  switch (server) {
    case Server::postgres:
      return "postgres";
    case Server::mysql:
      return "mysql";
    case Server::sqlite:
      return "sqlite";
    case Server::any:
      break;
  }
  return "any";
}

llvm::StringRef name_of(SentGuard::Kind kind) {
  switch (kind) {
    case SentGuard::Kind::loop:
      return "loop";
    case SentGuard::Kind::exception_handler:
      return "exception_handler";
    case SentGuard::Kind::condition:
      break;
  }
  return "condition";
}

llvm::StringRef name_of(Piece::Kind kind) {
  switch (kind) {
    case Piece::Kind::unknown:
      return "unknown";
    case Piece::Kind::unknown_number:
      return "number";
    case Piece::Kind::known:
      break;
  }
  return "known";
}

void line(Object object) {
  llvm::outs() << llvm::json::Value(std::move(object)) << '\n';
}

void write_statement(const Sent& sent) {
  Array pieces;
  for (const Piece& piece : sent.text.pieces()) {
    pieces.push_back(
        Array{name_of(piece.kind), utf8(piece.text), piece.place.begin, piece.place.end});
  }
  Array guards;
  for (const SentGuard& guard : sent.guards) {
    guards.push_back(
        Array{name_of(guard.kind), utf8(guard.text), guard.place.begin, guard.place.end});
  }
  line(Object{{"kind", "statement"},
              {"pieces", std::move(pieces)},
              {"begin", sent.call.begin},
              {"end", sent.call.end},
              {"api", sent.api},
              {"server", name_of(sent.server)},
              {"values", std::string(1, sent.values)},
              {"one_message", sent.one_message},
              {"guards", std::move(guards)},
              {"section", sent.section}});
}

}  // namespace

void write(const Found& found) {
  for (std::size_t i = 0; i < found.sections.size(); ++i) {
    const Section& section = found.sections[i];
    line(Object{{"kind", "section"},
                {"name", utf8(section.name)},
                {"in_callers_transaction", section.in_callers_transaction},
                {"is_step", section.is_step}});
  }
  std::vector<const Sent*> in_order;
  for (const Sent& sent : found.sent)
    in_order.push_back(&sent);
  std::ranges::stable_sort(in_order, {},
                           [&](const Sent* sent) { return found.sections[sent->section].order; });
  for (const Sent* sent : in_order)
    write_statement(*sent);
  for (const std::string& header : found.missing_headers)
    line(Object{{"kind", "missing"}, {"header", utf8(header)}});
  for (const Problem& problem : found.problems) {
    line(Object{{"kind", "problem"},
                {"message", utf8(problem.message)},
                {"begin", problem.place.begin},
                {"end", problem.place.end}});
  }
  line(Object{{"kind", "end"}});
}

}  // namespace miglint::cxx
