// The cases of the conformance suite, as cases/*.sql holds them (README.md has the format).
//
// Comes in: the text of a case file. Goes out: for each case its set-up and the one statement whose
// locks are asked for. Running them does not belong here.
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace miglint::conformance {

/// How a stretch of set-up is run.
enum class SetupKind {
  plain,        ///< Each statement by itself, as a client in autocommit mode sends it.
  fails,        ///< The same, but each must be refused: an index that ends up INVALID.
  interrupted,  ///< The same, while `holder` is open in another session; cancelled once it waits.
  same_transaction,  ///< In the transaction of the statement itself.
};

struct SetupStep {
  SetupKind kind = SetupKind::plain;
  std::string holder;  ///< For `interrupted`: what another session has open.
  std::string sql;     ///< One statement, with its semicolon.
};

struct Case {
  std::string id;                ///< "add-column/nullable"
  std::string remarks;           ///< May be empty.
  std::vector<SetupStep> setup;  ///< First what all cases of the file share, then its own.
  std::size_t common_setup = 0;  ///< How many steps are shared.
  std::string statement;         ///< One statement, with its semicolon.
  int line = 0;                  ///< Of "-- case:" in its file.

  /// The set-up as one script, without what must fail and leaves nothing behind.
  [[nodiscard]] std::string setup_script() const;
};

/// The cases of one file. The error names the line.
std::expected<std::vector<Case>, std::string> parse_cases(std::string_view text);

/// A file's subject is its name without ".sql"; subjects and their record have the same names.
std::expected<std::vector<Case>, std::string> load_cases(const std::filesystem::path& file);

/// The subjects in `folder`, sorted.
std::vector<std::string> subjects(const std::filesystem::path& folder);

}  // namespace miglint::conformance
