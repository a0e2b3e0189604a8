#include "lint/baseline.h"

#include <fmt/format.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "lint/finding_hashes.h"
#include "lint/rule.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormatVersion = 1;

std::string text_of(const Json& entry, const char* key) {
  const auto found = entry.find(key);
  return found != entry.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// By place in `findings`. The numbers behind equal hashes depend on all findings being counted.
std::vector<std::string> hashes_of(std::span<const Finding> findings,
                                   std::span<const std::string> paths, const SourceSet& sources) {
  FindingHashes hashes;
  std::vector<std::string> all;
  all.reserve(findings.size());
  for (const Finding& finding : findings) {
    all.push_back(hashes.next(finding.rule->id, paths[static_cast<std::size_t>(finding.span.file)],
                              sources[finding.span.file], finding.span));
  }
  return all;
}

}  // namespace

std::expected<Baseline, std::string> parse_baseline(std::string_view text) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) return std::unexpected("it is no JSON");
  if (!json.is_object() || !json.contains("findings") || !json["findings"].is_array()) {
    return std::unexpected("it is no baseline: it has no list `findings`");
  }
  if (!json.contains("version") || json["version"] != kFormatVersion) {
    return std::unexpected(fmt::format("its `version` is not {}: write it again", kFormatVersion));
  }
  Baseline baseline;
  for (const Json& entry : json["findings"]) {
    BaselineEntry& read = baseline.entries.emplace_back();
    if (entry.is_object()) {
      read = {text_of(entry, "fingerprint"), text_of(entry, "rule"), text_of(entry, "file")};
    }
    if (read.fingerprint.empty() || read.rule.empty() || read.file.empty()) {
      return std::unexpected(
          fmt::format("entry {} lacks `fingerprint`, `rule` or `file`", baseline.entries.size()));
    }
  }
  return baseline;
}

std::string baseline_of(std::span<const Finding> findings, std::span<const std::string> paths,
                        const SourceSet& sources) {
  const std::vector<std::string> hashes = hashes_of(findings, paths, sources);
  std::string out = fmt::format("{{\"version\":{},\"findings\":[", kFormatVersion);
  std::string_view separator = "\n";
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    if (finding.suppressed && !finding.in_baseline) continue;
    const Json entry{{"file", paths[static_cast<std::size_t>(finding.span.file)]},
                     {"rule", finding.rule->id},
                     {"fingerprint", hashes[i]}};
    out += separator;
    // A path need not be UTF-8.
    out += entry.dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n";
  }
  return out + "\n]}\n";
}

std::vector<BaselineEntry> apply_baseline(const Baseline& baseline, std::span<Finding> findings,
                                          std::span<const std::string> paths,
                                          std::span<const FileId> looked_at,
                                          const SourceSet& sources) {
  const std::vector<std::string> hashes = hashes_of(findings, paths, sources);
  std::unordered_map<std::string_view, std::size_t> entries;
  for (std::size_t i = 0; i < baseline.entries.size(); ++i)
    entries.emplace(baseline.entries[i].fingerprint, i);
  std::vector<bool> matched(baseline.entries.size());
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto entry = entries.find(hashes[i]);
    if (entry == entries.end()) continue;
    matched[entry->second] = true;
    if (findings[i].suppressed) continue;
    findings[i].suppressed = "accepted in the baseline";
    findings[i].in_baseline = true;
  }
  std::set<std::string_view> files;
  for (const FileId file : looked_at)
    files.insert(paths[static_cast<std::size_t>(file)]);
  std::vector<BaselineEntry> stale;
  for (std::size_t i = 0; i < baseline.entries.size(); ++i) {
    if (!matched[i] && files.contains(baseline.entries[i].file)) {
      stale.push_back(baseline.entries[i]);
    }
  }
  return stale;
}

}  // namespace miglint
