// Runs the program in a folder of its own.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "temporary_folder.h"

namespace miglint {

struct Outcome {
  int exit_code = -1;  ///< -1: it did not end by itself.
  std::string out;
  std::string error;
};

class ProgramTest : public testing::Test {
 public:
  /// Runs `miglint <arguments>` in the test's folder, with nothing on standard input.
  [[nodiscard]] Outcome miglint(const std::string& arguments) const;

  /// Runs a shell command in the test's folder; `$MIGLINT` is the program.
  [[nodiscard]] Outcome shell(const std::string& command) const;

  [[nodiscard]] std::string read(const std::string& name) const;

 protected:
  TemporaryFolder folder_;
};

}  // namespace miglint
