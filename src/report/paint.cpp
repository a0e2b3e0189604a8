#include "report/paint.h"

namespace miglint {

std::string_view Paint::of(Level level) const {
  switch (level) {
    case Level::error:
      return error;
    case Level::warning:
      return warning;
    case Level::note:
    case Level::off:
      break;
  }
  return note;
}

const Paint& paint(bool color) {
  static constexpr Paint kPlain{};
  static constexpr Paint kColored{
      .bold = "\x1b[1m",
      .frame = "\x1b[1;34m",
      .error = "\x1b[1;31m",
      .warning = "\x1b[1;33m",
      .note = "\x1b[1;36m",
      .reset = "\x1b[0m",
  };
  return color ? kColored : kPlain;
}

}  // namespace miglint
