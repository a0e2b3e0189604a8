// The options that only `verify` or `checks` has, and those on what surrounds the files.
//
// Comes in: the parser's place for a command. Goes out: values in `Arguments`. Options that other
// commands share are added where those are.
#pragma once

#include "cli/arguments.h"

namespace CLI {
class App;
}

namespace miglint {

/// What a judgement depends on beside the files: sizes of the real tables, the date.
void add_surroundings(CLI::App& app, Arguments& arguments);

void add_verify_options(CLI::App& app, Arguments& arguments);
void add_checks_options(CLI::App& app, Arguments& arguments);

/// What the options say together; throws as a wrong option does.
void finish_checks_options(const Arguments& arguments);

}  // namespace miglint
