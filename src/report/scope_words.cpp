#include "report/scope_words.h"

namespace miglint {

std::string_view word(Wrap wrap) {
  switch (wrap) {
    case Wrap::none:
      return "none";
    case Wrap::section:
      return "section";
    case Wrap::file:
      return "file";
    case Wrap::changeset:
      return "changeset";
    case Wrap::all_pending:
      return "all_pending";
    case Wrap::unknown:
      break;
  }
  return "unknown";
}

std::string_view word(Send send) {
  switch (send) {
    case Send::statement:
      return "statement";
    case Send::chunk:
      return "chunk";
    case Send::section:
      return "section";
    case Send::file:
      return "file";
    case Send::pipeline:
      return "pipeline";
    case Send::unknown:
      break;
  }
  return "unknown";
}

std::string_view word(KnownBy known_by) {
  switch (known_by) {
    case KnownBy::marker:
      return "marker";
    case KnownBy::config:
      return "config";
    case KnownBy::tool_default:
      return "tool_default";
    case KnownBy::guess:
      break;
  }
  return "guess";
}

std::string_view word(Direction direction) {
  return direction == Direction::up ? "up" : "down";
}

}  // namespace miglint
