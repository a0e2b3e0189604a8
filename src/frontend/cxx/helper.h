// The helper program that reads C++: miglint-cxx.
//
// Comes in: a file and how it is to be read. Goes out: what the program wrote, or why it did not.
// What the output means does not belong here.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace miglint::cxx {

struct HelperRequest {
  std::string path;
  std::string server;    ///< "postgres", "mysql", "sqlite".
  std::string commands;  ///< compile_commands.json; empty: the helper looks for one.
  std::vector<std::string> calls;
  std::vector<std::string> tables;
  std::string_view text;  ///< What is read in place of the file's content on disk.
};

/// The helper that MIGLINT_CXX names, else the one beside this program, or in PATH; empty when
/// there is none.
[[nodiscard]] const std::string& helper_path();
/// What to do where it is missing.
[[nodiscard]] std::string how_to_get_helper();

/// The error is a sentence for people: it crashed, or it did not come to an end in time.
[[nodiscard]] std::expected<std::string, std::string> run_helper(const HelperRequest& request);

}  // namespace miglint::cxx
