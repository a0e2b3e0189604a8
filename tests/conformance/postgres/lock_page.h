// docs/locks.md: what the servers did, as a page for people.
//
// Comes in: cases and their record. Goes out: one table a subject. Nothing is known here that the
// record does not say, but the order and the titles of the subjects.
#pragma once

#include <expected>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "case_file.h"
#include "record.h"

namespace miglint::conformance {

/// One file of cases with its record.
struct Subject {
  std::vector<Case> cases;
  Record record;
};

/// By the subject's name. The error names a subject without a title, or a case without a record.
[[nodiscard]] std::expected<std::string, std::string> write_lock_page(
    const std::map<std::string, Subject>& subjects, const Servers& servers);

/// How one version answered, in the words of the page's columns.
struct Answer {
  std::string locks;   ///< "ACCESS EXCLUSIVE `t`"
  std::string blocks;  ///< "reads and writes of `t`"
  std::string work;    ///< "rewrites `t`<br>builds `t_pkey`"
};

[[nodiscard]] Answer answer_of(const Truth& truth);

}  // namespace miglint::conformance
