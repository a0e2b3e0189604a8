// REFERENCES table (columns) ON DELETE … ON UPDATE ….
#pragma once

#include "dialect/mysql/parse/parser.h"

namespace miglint::mysql {

void read_reference(Parser& parser, Constraint& constraint);

}  // namespace miglint::mysql
