// Checks, and their answers when they were run, to output.
//
// Comes in: checks, or answers. Goes out: SQL with comments, JSON, Markdown. Nothing is decided
// here.
#pragma once

#include <expected>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "runbook/check.h"
#include "verify/run_checks.h"

namespace miglint {

/// "0 rows", "at least 100 %", "as before".
[[nodiscard]] std::string expected_words(const Check& check);
/// "12 rows", "98.5 %", "16384 bytes".
[[nodiscard]] std::string amount(double answer, Check::Unit unit);

/// SQL that psql and mysql take as it is.
void write_checks_sql(std::span<const Check> checks, std::span<const std::string> remarks,
                      std::string& out);
void write_answers_text(std::span<const CheckAnswer> answers, std::string& out);
/// Of checks that were not run there is no `answer`.
void write_checks_json(std::span<const Check> checks, std::span<const CheckAnswer> answers,
                       std::span<const std::string> remarks, std::string& out);
void write_checks_markdown(std::span<const Check> checks, std::span<const CheckAnswer> answers,
                           std::span<const std::string> remarks, std::string& out);

/// Answers by id, out of what `write_checks_json` wrote. A message when it is something else.
[[nodiscard]] std::expected<std::map<std::string, double, std::less<>>, std::string>
read_check_answers(std::string_view json);

}  // namespace miglint
