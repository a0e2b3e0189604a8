#include "lint/engine_findings.h"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "migration/failing_call.h"

namespace miglint {
namespace {

Finding finding_of(const RuleInfo* rule, Direction direction, Span span, std::string message,
                   std::string_view safe_way) {
  Finding finding;
  finding.rule = rule;
  finding.direction = direction;
  finding.span = span;
  finding.message = std::move(message);
  finding.safe_way = safe_way;
  return finding;
}

}  // namespace

EngineFindings::EngineFindings(std::span<const RuleInfo> rules) {
  for (const RuleInfo& rule : rules) {
    if (rule.id == "syntax-error") syntax_error_ = &rule;
    if (rule.id == "opaque-statement") opaque_statement_ = &rule;
  }
}

void EngineFindings::add(const Migration& migration, Direction direction,
                         std::span<const Statement> script, std::vector<Finding>& findings) const {
  if (syntax_error_ != nullptr && direction == Direction::up) {
    for (const SourceProblem& problem : migration.problems) {
      findings.push_back(finding_of(syntax_error_, direction, problem.span, problem.message, ""));
    }
  }
  for (const Statement& statement : script) {
    const bool symbolic =
        statement.source != nullptr && statement.source->certainty == Certainty::symbolic;
    if (statement.syntax_error.empty()) {
      add_opaque(statement, direction, findings);
    } else if (symbolic) {
      add_unfilled(statement, direction, findings);
    } else if (syntax_error_ != nullptr) {
      const Span at = statement.error_span.empty() ? statement.span : statement.error_span;
      findings.push_back(finding_of(
          syntax_error_, direction, at,
          fmt::format("This does not parse: {}. The statement would fail, and nothing in it was "
                      "checked.",
                      statement.syntax_error),
          "Correct the statement; the other statements of the file were checked all the same."));
    }
  }
}

void EngineFindings::add_unfilled(const Statement& statement, Direction direction,
                                  std::vector<Finding>& findings) const {
  if (opaque_statement_ == nullptr) return;
  const bool in_code = statement.source != nullptr && !statement.source->verbatim;
  findings.push_back(finding_of(
      opaque_statement_, direction, statement.span,
      fmt::format(
          "{} stands here for more than a name, so this cannot be read{}. What it locks, "
          "rewrites or changes is not known, and what follows was checked as if it changed "
          "nothing.",
          in_code ? "What is not known before run time" : "A placeholder of the migration tool",
          in_code ? "" : " before the tool has filled it in"),
      "Review it by hand, or write it as plain SQL."));
}

void EngineFindings::add_opaque(const Statement& statement, Direction direction,
                                std::vector<Finding>& findings) const {
  // A call that raises an error is the matter of a rule of its own.
  const bool fails = statement.source != nullptr && raises_error(*statement.source);
  if (opaque_statement_ == nullptr || fails) return;
  for (const Operation& operation : statement.operations) {
    const auto* opaque = std::get_if<op::Opaque>(&operation.action);
    if (opaque == nullptr) continue;
    if (statement.source != nullptr && !statement.source->not_judged.empty()) {
      findings.push_back(finding_of(opaque_statement_, direction, operation.span,
                                    fmt::format("No rule looks at this, nor at others like it in "
                                                "this file: {}. `miglint sql` prints them.",
                                                opaque->reason),
                                    "Review what it does by hand."));
      continue;
    }
    findings.push_back(finding_of(
        opaque_statement_, direction, operation.span,
        fmt::format("This cannot be read from here: {}. What it locks, rewrites or changes is not "
                    "known, and what follows was checked as if it changed nothing.",
                    opaque->reason),
        "Review it by hand, or write it as plain SQL."));
  }
}

}  // namespace miglint
