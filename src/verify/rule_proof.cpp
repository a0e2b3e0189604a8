#include "verify/rule_proof.h"

#include <algorithm>
#include <array>
#include <utility>

namespace miglint {
namespace {

using Kind = RuleProof::Kind;

constexpr std::array kWords{
    std::pair<std::string_view, Kind>{"effect", Kind::effect},
    std::pair<std::string_view, Kind>{"refused", Kind::refused},
    std::pair<std::string_view, Kind>{"warned", Kind::warned},
    std::pair<std::string_view, Kind>{"ended", Kind::ended},
    std::pair<std::string_view, Kind>{"unset", Kind::unset},
    std::pair<std::string_view, Kind>{"outlives", Kind::outlives},
    std::pair<std::string_view, Kind>{"left-open", Kind::left_open},
    std::pair<std::string_view, Kind>{"waits", Kind::waits},
    std::pair<std::string_view, Kind>{"gone", Kind::gone},
    std::pair<std::string_view, Kind>{"all-rows", Kind::all_rows},
    std::pair<std::string_view, Kind>{"blocks-writes", Kind::blocks_writes},
    std::pair<std::string_view, Kind>{"keeps-out", Kind::keeps_out},
    std::pair<std::string_view, Kind>{"rebuilds", Kind::rebuilds},
    std::pair<std::string_view, Kind>{"rollback", Kind::rollback},
};

constexpr std::string_view kOr = " or ";

}  // namespace

std::vector<RuleProof> read_proof(std::string_view text) {
  std::vector<RuleProof> proofs;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(kOr), text.size());
    const std::string_view part = text.substr(0, end);
    text.remove_prefix(std::min(end + kOr.size(), text.size()));
    const std::size_t blank = std::min(part.find(' '), part.size());
    const auto known =
        std::ranges::find(kWords, part.substr(0, blank), &std::pair<std::string_view, Kind>::first);
    if (known == kWords.end()) continue;
    proofs.push_back({known->second, part.substr(std::min(blank + 1, part.size()))});
  }
  if (proofs.empty()) proofs.emplace_back();
  return proofs;
}

bool names_sqlstate(const RuleProof& proof, std::string_view sqlstate) {
  return !sqlstate.empty() && proof.sign.find(sqlstate) != std::string_view::npos;
}

}  // namespace miglint
