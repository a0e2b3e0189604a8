#include "verify/rehearsal.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "verify/catalog_lines.h"

namespace miglint {
namespace {

/// What was validated stays so: that is no loss.
void forgive_validation(std::vector<std::string>& lines) {
  constexpr std::string_view kWaiting = " NOT VALID (not validated)";
  std::vector<std::string> validated;
  for (const std::string& line : lines) {
    if (line.starts_with("- ") && line.ends_with(kWaiting)) {
      validated.push_back("+ " + line.substr(2, line.size() - 2 - kWaiting.size()));
    }
  }
  std::erase_if(lines, [&](const std::string& line) {
    const std::string other =
        "+ " + (line.ends_with(kWaiting) ? line.substr(2, line.size() - 2 - kWaiting.size())
                                         : line.substr(2));
    return std::ranges::find(validated, other) != validated.end() &&
           std::ranges::find(lines, other) != lines.end();
  });
}

std::vector<std::string> differences(const std::set<std::string>& before,
                                     const std::set<std::string>& after) {
  std::vector<std::string> lines;
  for (const std::string& line : before) {
    if (!after.contains(line)) lines.push_back("- " + line);
  }
  for (const std::string& line : after) {
    if (!before.contains(line)) lines.push_back("+ " + line);
  }
  return lines;
}

}  // namespace

std::expected<Picture, std::string> picture(const Sandbox& sandbox, std::string_view database) {
  auto watcher = sandbox.watch(database);
  if (!watcher) return std::unexpected(watcher.error().message);
  auto reader = sandbox.fill(database);
  if (!reader) return std::unexpected(reader.error().message);
  auto catalog = catalog_lines(*watcher);
  if (!catalog) return std::unexpected(catalog.error().message);
  auto data = data_lines(*watcher, *reader);
  if (!data) return std::unexpected(data.error().message);
  return Picture{*std::move(catalog), *std::move(data)};
}

void compare(const Picture& before, const Picture& after, const RunRecord& up,
             Rehearsal& rehearsal) {
  rehearsal.catalog_differs = differences(before.catalog, after.catalog);
  forgive_validation(rehearsal.catalog_differs);
  rehearsal.data_unknown = std::ranges::any_of(rehearsal.down.steps, &StepRecord::own_values) ||
                           std::ranges::any_of(up.steps, &StepRecord::own_values);
  if (!rehearsal.data_unknown) rehearsal.data_differs = differences(before.data, after.data);
}

std::expected<Rehearsal, std::string> rehearse(Sandbox& sandbox, std::string_view database,
                                               const Picture& before, const RunRecord& after_up,
                                               const PlannedRun& down, const PlannedRun& up,
                                               std::chrono::steady_clock::time_point deadline) {
  auto record = run_script(sandbox, database, down, {.observe = true, .deadline = deadline});
  if (!record) return std::unexpected(record.error());
  Rehearsal rehearsal{.down = *std::move(record)};
  const auto after = picture(sandbox, database);
  if (!after) return std::unexpected(after.error());
  compare(before, *after, after_up, rehearsal);
  auto again = run_script(sandbox, database, up, {.observe = false, .deadline = deadline});
  if (!again) return std::unexpected(again.error());
  rehearsal.up_again = *std::move(again);
  return rehearsal;
}

}  // namespace miglint
