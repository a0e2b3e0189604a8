#include "lint/finding_hashes.h"
#include "report/report.h"

#include <fmt/format.h>

namespace miglint {

std::string whole_message(std::string_view message, const std::optional<Verdict>& verdict,
                          std::string_view safe_way) {
  std::string out(message);
  if (verdict) {
    out += fmt::format("\n\nOn a scratch server: {}: {}", name(verdict->state), verdict->evidence);
  }
  if (!safe_way.empty()) out += fmt::format("\n\nSafe way:\n{}", safe_way);
  return out;
}

std::string_view Result::repository_path(FileId file) const {
  const auto index = static_cast<std::size_t>(file);
  if (index < repository_paths.size() && !repository_paths[index].empty()) {
    return repository_paths[index];
  }
  std::string_view path = sources[file].path();
  while (path.starts_with("./"))
    path.remove_prefix(2);
  return path;
}

std::string_view Result::patch(const Finding& finding) const {
  const auto index = static_cast<std::size_t>(&finding - findings.data());
  return index < patches.size() ? std::string_view(patches[index]) : std::string_view();
}

std::string_view path_of(const UnreadInput& input) {
  return input.repository_path.empty() ? input.path : input.repository_path;
}

std::vector<std::string> fingerprints(const Result& result) {
  std::vector<std::string> out;
  out.reserve(result.findings.size());
  FindingHashes hashes;
  for (const Finding& finding : result.findings) {
    const FileId file = finding.span.file;
    out.push_back(hashes.next(finding.rule->id, result.repository_path(file), result.sources[file],
                              finding.span));
  }
  return out;
}

Summary summary(std::span<const Finding> findings) {
  Summary sum;
  for (const Finding& finding : findings) {
    if (finding.suppressed) {
      ++sum.suppressed;
    } else if (finding.level == Level::error) {
      ++sum.errors;
    } else if (finding.level == Level::warning) {
      ++sum.warnings;
    } else {
      ++sum.notes;
    }
  }
  return sum;
}

}  // namespace miglint
