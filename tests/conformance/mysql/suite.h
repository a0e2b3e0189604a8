// The suite's files: the forms, and what each server answered.
//
// Comes in: cases/forms.sql and record/<server>.txt. Goes out: their contents. Judging them does
// not belong here.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace miglint::conformance {

struct Form {
  std::string name;
  std::string before;  ///< Runs first: the setup and the session's settings.
  std::string statement;
  bool has_own_setup = false;  ///< Else `before` begins with the default one.
};

/// As record_forms reads them.
[[nodiscard]] std::vector<Form> read_forms(const std::string& suite);

/// The setup that cases without one get.
[[nodiscard]] std::string default_setup(const std::string& suite);

/// Answers by the form's name: "INPLACE NONE rebuild", "refused 1674".
[[nodiscard]] std::map<std::string, std::string> read_record(const std::string& suite,
                                                             const std::string& file);

}  // namespace miglint::conformance
