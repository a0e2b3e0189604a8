// A change in a few lines: who waits, what is lost, the way back, the application.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/wording.h"
#include "report/risk.h"

namespace miglint {
namespace {

constexpr std::size_t kMostNames = 6;

std::string listed(const std::vector<std::string>& names) {
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kMostNames); ++i)
    out += (out.empty() ? "" : ", ") + names[i];
  if (names.size() > kMostNames) out += fmt::format(" and {} more", names.size() - kMostNames);
  return out;
}

bool is_long(const RelationWork& work) {
  return work.long_running || work.rewrite || work.scan || work.index_build || work.online.rebuild;
}

/// How bad it is for those who use the table, the worst first.
enum class Wait { all_long, writers_long, briefly };

Wait wait_of(const LockBar& bar) {
  const RelationWork& strongest = bar.under_work == nullptr ? *bar.work : *bar.under_work;
  if (!is_long(*bar.work)) return Wait::briefly;
  return stops_reads(strongest) ? Wait::all_long : Wait::writers_long;
}

void add_waits(const Rollout& rollout, std::vector<std::string>& lines) {
  std::map<std::string, std::pair<Wait, std::size_t>> worst;
  for (const LockBar& bar : lock_bars(rollout)) {
    const RelationWork& strongest = bar.under_work == nullptr ? *bar.work : *bar.under_work;
    const Table* table = rollout.before.find_table(bar.work->relation);
    const bool is_sequence = table != nullptr && table->kind == TableKind::sequence;
    if (!stops_writes(strongest) || is_sequence) continue;
    const Wait wait = wait_of(bar);
    const auto [found, is_new] = worst.try_emplace(bar.table, wait, std::size_t{1});
    if (is_new) continue;
    if (wait < found->second.first) {
      found->second = {wait, 1};
    } else if (wait == found->second.first) {
      ++found->second.second;
    }
  }
  constexpr std::array<std::string_view, 3> kWords{
      "Readers and writers wait as long as the table is large:",
      "Writers wait as long as the table is large:", "Waits are brief on:"};
  constexpr std::array<std::string_view, 3> kPlans{" Plan a maintenance window.",
                                                   " Plan a quiet hour.", ""};
  for (const Wait wait : {Wait::all_long, Wait::writers_long, Wait::briefly}) {
    std::vector<std::string> names;
    for (const auto& [table, how] : worst) {
      if (how.first != wait) continue;
      const bool often = wait != Wait::briefly && how.second > 1;
      names.push_back(often ? fmt::format("`{}` ({} statements)", table, how.second)
                            : fmt::format("`{}`", table));
    }
    if (names.empty()) continue;
    const auto index = static_cast<std::size_t>(wait);
    lines.push_back(fmt::format("{} {}.{}", kWords[index], listed(names), kPlans[index]));
  }
  std::size_t unknown = 0;
  for (const NumberedStep& numbered : numbered_steps(rollout))
    unknown += numbered.step->opaque.empty() ? 0 : 1;
  if (unknown > 0) {
    lines.push_back(fmt::format("Not known: what {} {} do{}, and whom {} keep{} waiting.", unknown,
                                unknown == 1 ? "statement" : "statements", unknown == 1 ? "es" : "",
                                unknown == 1 ? "it" : "they", unknown == 1 ? "s" : ""));
  } else if (worst.empty()) {
    lines.emplace_back("Nobody waits: no table in use is closed to anyone.");
  }
}

void add_losses(const Rollout& rollout, std::vector<std::string>& lines) {
  std::vector<std::string> losses;
  for (const RolloutStep& step : rollout.migrations)
    losses.insert(losses.end(), step.losses.begin(), step.losses.end());
  // What goes as a whole is told before what is overwritten.
  std::ranges::stable_partition(losses,
                                [](const std::string& loss) { return loss.starts_with("all "); });
  if (!losses.empty()) lines.push_back(fmt::format("Gone for good: {}.", listed(losses)));
}

void add_way_back(const Rollout& rollout, std::vector<std::string>& lines) {
  using Grade = Rollback::Grade;
  std::map<Grade, std::size_t> grades;
  for (const RolloutStep& step : rollout.migrations)
    ++grades[step.rollback.grade];
  const std::size_t all = rollout.migrations.size();
  if (grades[Grade::complete] == all) {
    lines.emplace_back("Way back: every migration can be taken back, and no row is lost by that.");
    return;
  }
  if (grades[Grade::none] == all) {
    lines.emplace_back(
        "Way back: no migration has one; it would be a new migration, or the backup.");
    return;
  }
  if (all == 1) {
    lines.push_back(fmt::format("Way back: {}.", word(rollout.migrations.front().rollback.grade)));
    return;
  }
  const auto count = [&](Grade grade, std::string_view word) {
    return grades[grade] == 0 ? std::vector<std::string>()
                              : std::vector{fmt::format("{} {}", grades[grade], word)};
  };
  std::vector<std::string> counts;
  for (const auto& each :
       {count(Grade::none, "without any"), count(Grade::unknown, "not known"),
        count(Grade::incomplete, "incomplete"), count(Grade::loses_data, "at the cost of data"),
        count(Grade::complete, "complete")})
    counts.insert(counts.end(), each.begin(), each.end());
  lines.push_back(fmt::format("Way back: of {} migrations {}.", all, listed(counts)));
}

void add_application(const Rollout& rollout, std::vector<std::string>& lines) {
  std::vector<std::size_t> numbers;
  for (const NumberedStep& numbered : numbered_steps(rollout))
    if (numbered.step->stage == DeployStage::contract) numbers.push_back(numbered.number);
  lines.push_back(numbers.empty()
                      ? "Application: all of it may run before the new code is deployed."
                      : fmt::format("Application: {} {} its code to be ready first ({}).",
                                    numbers.size(),
                                    numbers.size() == 1 ? "statement needs" : "statements need",
                                    number_list(numbers)));
}

}  // namespace

std::string number_list(std::span<const std::size_t> numbers) {
  std::string out;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t end = i + 1;
    while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1)
      ++end;
    out += fmt::format("{}#{}", out.empty() ? "" : ", ", numbers[i]);
    if (end - i > 2) out += fmt::format(" to #{}", numbers[end - 1]);
    if (end - i == 2) out += fmt::format(", #{}", numbers[end - 1]);
    i = end;
  }
  return out;
}

std::vector<std::string> in_short(const Rollout& rollout) {
  const NamesWrittenFor names(rollout.dialect);
  std::vector<std::string> lines;
  add_waits(rollout, lines);
  add_losses(rollout, lines);
  add_way_back(rollout, lines);
  add_application(rollout, lines);
  return lines;
}

}  // namespace miglint
