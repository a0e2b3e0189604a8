// Does a server show what a page says is wrong?
//
// In: a `bad` example, a sandbox. Out: the verdict on each finding of the page's own rule. What the
// page says of a run does not belong here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"
#include "rule_page.h"
#include "verify/server/sandbox.h"

namespace miglint {

struct Proof {
  int line = 0;  ///< Of the page.
  Verdict verdict;
  bool in_function = false;  ///< In a body, which was not called.
};

struct ProvenExample {
  std::vector<Proof> proofs;             ///< Of the page's rule, by line.
  bool provable = false;                 ///< A run can show it; else it was not run.
  std::vector<std::string> unpredicted;  ///< What only the run has shown.
  std::string reason_not_run;            ///< "it is about PostgreSQL 18"
  std::string failure;
};

ProvenExample prove_example(Sandbox& sandbox, std::string_view page, const Example& example,
                            std::string_view rule_id, std::span<const RuleInfo> rules);

}  // namespace miglint
