// What one statement asks of the rows that are there: no NULL, no duplicate, no orphan.
//
// Comes in: an operation at its moment. Goes out: demands. Which of them can be asked beforehand,
// and in which words, does not belong here.
#pragma once

#include <string>
#include <vector>

#include "runbook/rollout.h"

namespace miglint {

/// Appends to `demands`; `remarks` get what no demand can be made of.
void add_demands(const Operation& operation, const Moment& at, std::vector<Demand>& demands,
                 std::vector<std::string>& remarks);

}  // namespace miglint
