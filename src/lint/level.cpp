#include "lint/finding.h"

namespace miglint {

std::string_view name(Level level) {
  switch (level) {
    case Level::off:
      return "off";
    case Level::note:
      return "note";
    case Level::warning:
      return "warning";
    case Level::error:
      return "error";
  }
  return {};
}

std::string_view name(SizeFact::Kind kind) {
  switch (kind) {
    case SizeFact::Kind::usual:
      return "usual";
    case SizeFact::Kind::small:
      return "small";
    case SizeFact::Kind::large:
      return "large";
    case SizeFact::Kind::busy:
      return "busy";
  }
  return {};
}

std::string_view name(Verdict::State state) {
  switch (state) {
    case Verdict::State::confirmed:
      return "confirmed";
    case Verdict::State::refuted:
      return "refuted";
    case Verdict::State::not_exercised:
      return "not exercised";
  }
  return {};
}

}  // namespace miglint
