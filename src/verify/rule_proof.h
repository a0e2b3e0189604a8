// How a run shows that a rule is right.
//
// Comes in: the `proof` of a rule's page. Goes out: what to look for. Looking does not belong here.
//
// The words, several of them joined by " or ": `effect` (lock, rewrite, scan, build of the finding;
// this is what holds when the page says nothing), `refused 23502 55P04` (the server refuses the
// statement with one of these SQLSTATEs), `warned some words` (the server says them), `ended` (the
// tool's transaction is over too early), `unset` (a setting is as it was), `outlives`
// (it is still there when the script has ended), `left-open` (the session
// is in a transaction when the script has ended), `waits` (a strong lock with no lock_timeout in
// force; `waits anywhere` in the script), `gone` (a name or rows are gone), `all-rows` (rows were
// changed in one go), `blocks-writes` (MariaDB refuses LOCK=NONE), `keeps-out` (another session
// was turned away), `rebuilds` (the table has new
// files), `rollback leaves`, `rollback lacks`, `rollback loses` (the catalog has more or less than
// before up and down, rows are not what they were).
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace miglint {

struct RuleProof {
  enum class Kind : std::uint8_t {
    effect,
    refused,
    warned,
    ended,
    unset,
    outlives,
    left_open,
    waits,
    gone,
    all_rows,
    blocks_writes,
    keeps_out,
    rebuilds,
    rollback,
  };
  Kind kind = Kind::effect;
  std::string_view sign;  ///< What stands behind the word.
};

/// Never empty.
[[nodiscard]] std::vector<RuleProof> read_proof(std::string_view text);

/// `sign` is a list of SQLSTATEs.
[[nodiscard]] bool names_sqlstate(const RuleProof& proof, std::string_view sqlstate);

}  // namespace miglint
