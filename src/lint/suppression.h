// Comments that keep findings quiet:
// `-- miglint:ignore rule-id[, rule-id] [until 2027-01-31]: reason`.
//
// Comes in: the files and the findings in them. Goes out: findings marked as suppressed, and
// findings about the comments themselves. Where comments stand is comments.h's business; levels do
// not belong here.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/comments.h"
#include "lint/finding.h"
#include "lint/rule.h"
#include "project/config.h"
#include "source/source_file.h"

namespace miglint {

/// One rule named by one comment.
struct Suppression {
  const RuleInfo* rule = nullptr;
  Span name;  ///< The rule's id in the comment.
  Span code;  ///< What it is about; see `DirectiveComment`.
  bool own_line = false;
  bool whole_file = false;
  std::string_view reason;
  std::optional<std::chrono::sys_days> until;  ///< The last day on which it holds.
  /// Expired, or without what the project demands: it suppresses nothing.
  bool heard = true;
  bool used = false;
};

/// What a project demands of its comments, and the day on which it asks.
struct SuppressionTerms {
  SuppressionSettings demands;
  std::chrono::sys_days today;
};

/// The findings that the comments themselves give; null when the table of rules lacks one.
struct SuppressionRules {
  const RuleInfo* invalid = nullptr;
  const RuleInfo* without_reason = nullptr;
  const RuleInfo* without_expiry = nullptr;
  const RuleInfo* expired = nullptr;
  const RuleInfo* unused = nullptr;
};

class Suppressions {
 public:
  Suppressions(std::span<const RuleInfo> rules, const SourceSet& sources);

  /// Reads the comments of a file. Mistakes in them become findings.
  void read(FileId file, Dialect dialect, const SuppressionTerms& terms,
            std::vector<Finding>& findings);
  /// Marks what is suppressed. Findings of files that were not read stay as they are.
  void apply(std::span<Finding> findings);
  /// Adds a finding for each one that suppressed nothing. `is_run`: the rule can give findings in
  /// the file at all; one that is switched off there cannot show that its ignore is needless.
  void report_unused(const std::function<bool(const RuleInfo&, FileId)>& is_run,
                     std::vector<Finding>& findings);

 private:
  void read_comment(FileId file, const DirectiveComment& comment, const SuppressionTerms& terms,
                    std::vector<Finding>& findings);
  /// Cuts "until 2027-01-31" off the end of what stands before the colon. False: it is no date.
  bool take_expiry(FileId file, const DirectiveComment& comment, std::string_view& rules,
                   Suppression& suppression, std::vector<Finding>& findings) const;
  void check_terms(FileId file, const DirectiveComment& comment, const SuppressionTerms& terms,
                   Suppression& suppression, std::vector<Finding>& findings) const;
  void read_rules(FileId file, const DirectiveComment& comment, std::string_view rules,
                  Suppression prototype, std::vector<Finding>& findings);

  std::span<const RuleInfo> rules_;
  std::vector<std::string_view> ids_;
  const SourceSet& sources_;
  SuppressionRules own_;
  std::vector<Suppression> suppressions_;
};

}  // namespace miglint
