// A migration with labels: what the linter has to say of it.
//
// In: a file of tests/scorer/cases. Out: its labels, and the files of the project that it stands
// for. Running the linter does not belong here.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace miglint {

/// A line of the case, and a rule's id.
using Label = std::pair<int, std::string>;

struct LabelledCase {
  std::string path;  ///< Below `cases`: "postgres/index.sql".
  std::string dialect;
  std::set<Label> labels;
  /// Names below the project's folder, and texts in which each line has the number that it has in
  /// the case.
  std::vector<std::pair<std::string, std::string>> files;
};

/// Paths below `folder` of all cases, in order.
std::vector<std::string> list_cases(const std::string& folder);

LabelledCase read_case(const std::string& folder, const std::string& path);

}  // namespace miglint
