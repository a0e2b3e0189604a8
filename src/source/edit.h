// A change to a file's text: the building block of a fix.
#pragma once

#include <string>

#include "source/span.h"

namespace miglint {

/// Replaces the bytes of `span` by `replacement`; an empty span inserts at `span.begin`.
struct Edit {
  Span span;
  std::string replacement;
};

}  // namespace miglint
