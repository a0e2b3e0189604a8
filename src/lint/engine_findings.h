// What the linter itself has to say of a script, apart from all rules: what it could not read.
//
// Comes in: a script's statements. Goes out: `syntax-error` and `opaque-statement` findings.
// Judgement of what was read does not belong here.
#pragma once

#include <span>
#include <vector>

#include "lint/finding.h"
#include "lint/rule.h"
#include "schema/statement.h"

namespace miglint {

class EngineFindings {
 public:
  explicit EngineFindings(std::span<const RuleInfo> rules);

  void add(const Migration& migration, Direction direction, std::span<const Statement> script,
           std::vector<Finding>& findings) const;
  /// The level of this rule is the same in either direction.
  [[nodiscard]] bool is_syntax_error(const RuleInfo* rule) const { return rule == syntax_error_; }

 private:
  /// It does not parse, with the tool's placeholders in it.
  void add_unfilled(const Statement& statement, Direction direction,
                    std::vector<Finding>& findings) const;
  void add_opaque(const Statement& statement, Direction direction,
                  std::vector<Finding>& findings) const;

  /// Null when the table of rules lacks it.
  const RuleInfo* syntax_error_ = nullptr;
  const RuleInfo* opaque_statement_ = nullptr;
};

}  // namespace miglint
