// An example of a rule's page as the scripts that it stands for.
//
// In: a page, the place of an example. Out: its statements, read, and what the linter says of them.
// Comparing that with what the page expects does not belong here.
#pragma once

#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "lint/run.h"
#include "rule_page.h"
#include "source/arena.h"
#include "source/source_file.h"

namespace miglint {

struct ReadExample {
  SourceSet sources;  ///< One file: the page with all but the example blanked out.
  Arena arena;
  std::deque<SourceFile> revisions;
  std::deque<Migration> migrations;
  std::deque<std::vector<Statement>> statements;
  std::vector<ReadScript> scripts;  ///< In run order.
};

void read_example(std::string_view page, const Example& example, ReadExample& to);

/// `page`: the example's own, whose last toml block before it holds its settings if it has any.
std::vector<Finding> findings_in(const ReadExample& read_example, std::string_view page,
                                 const Example& example, std::span<const RuleInfo> rules);

}  // namespace miglint
