// SARIF 2.1.0 (the OASIS standard), complete for the readers that take only a part of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "build_info.h"
#include "lint/finding_hashes.h"
#include "report/fingerprint.h"
#include "report/report.h"
#include "report/rule_text.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kRoot = "%SRCROOT%";

// What code scanning refuses to take, or cuts, in one run.
constexpr std::size_t kMostResults = 25'000;
constexpr std::size_t kMostLocations = 1'000;
constexpr std::size_t kMostTags = 20;
constexpr std::size_t kLongestDescription = 1'024;
/// The text of a longer region says nothing that its place does not.
constexpr std::size_t kLongestSnippet = 1'000;

std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// The path of a URI: all but what RFC 3986 reserves nowhere is percent-encoded.
std::string encoded(std::string_view path) {
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string out;
  for (const char byte : path) {
    if (kPlain.contains(byte)) {
      out += byte;
    } else {
      out += fmt::format("%{:02X}", static_cast<unsigned char>(byte));
    }
  }
  return out;
}

Json artifact_location(std::string_view path) {
  if (path.starts_with('/')) return {{"uri", "file://" + encoded(path)}};
  while (path.starts_with("./"))
    path.remove_prefix(2);
  return {{"uri", encoded(path)}, {"uriBaseId", kRoot}};
}

Json text(std::string_view words) {
  return {{"text", words}};
}

std::string_view problem_severity(Level level) {
  switch (level) {
    case Level::error:
      return "error";
    case Level::warning:
      return "warning";
    default:
      return "recommendation";
  }
}

/// SARIF's words are miglint's; "off" only ever comes from a config.
std::string_view sarif_level(Level level) {
  return level == Level::off ? "none" : name(level);
}

Json descriptor(const RuleInfo& rule) {
  Json tags = Json::array({rule.group});
  for (const std::string_view tag : rule.tags) {
    if (tags.size() < kMostTags && tag != rule.group) tags.push_back(tag);
  }
  return {{"id", rule.id},
          {"shortDescription", text(rule.title)},
          {"fullDescription", text(first_paragraph(rule, kLongestDescription))},
          {"help", {{"text", rule.page}, {"markdown", rule.page}}},
          {"defaultConfiguration", {{"level", sarif_level(rule.level)}}},
          {"properties",
           {{"tags", tags},
            {"precision", rule.precision},
            {"problem.severity", problem_severity(rule.level)}}}};
}

/// Words inside a link: its brackets must not end it.
std::string link_text(std::string_view words) {
  std::string out;
  for (const char byte : words) {
    if (byte == '[' || byte == ']' || byte == '\\') out += '\\';
    out += byte;
  }
  return out;
}

std::string message(const Finding& finding) {
  std::string out = finding.message;
  if (!finding.safe_way.empty()) out += "\n\nSafe way:\n" + finding.safe_way;
  for (std::size_t i = 0; i < std::min(finding.related.size(), kMostLocations); ++i) {
    out += fmt::format("{}[{}]({})", i == 0 ? "\n\nSee also: " : ", ",
                       link_text(finding.related[i].message), i + 1);
  }
  return out;
}

class SarifWriter {
 public:
  SarifWriter(const Result& result, std::string& out) : result_(result), out_(out) {}

  void write() {
    out_ += fmt::format("{{\"$schema\":{},\"version\":\"2.1.0\",\"runs\":[{{\n", dump(kSchema));
    out_ += fmt::format(
        "\"tool\":{{\"driver\":{{\"name\":\"miglint\",\"version\":{0},"
        "\"semanticVersion\":{0},\"rules\":[",
        dump(kVersion));
    write_list(result_.rules, [](const RuleInfo& rule) { return descriptor(rule); });
    out_ += "]}},\n";
    const std::vector<const Finding*> findings = chosen();
    write_invocation(result_.findings.size() - findings.size());
    out_ += fmt::format("\"originalUriBaseIds\":{},\n",
                        dump({{kRoot, {{"description", text("The root of the repository.")}}}}));
    out_ += "\"columnKind\":\"unicodeCodePoints\",\n\"results\":[";
    write_list(findings, [this](const Finding* finding) { return result(*finding); });
    out_ += "]}]}\n";
  }

 private:
  void write_list(const auto& values, const auto& json_of) {
    std::string_view separator = "\n";
    for (const auto& value : values) {
      out_ += separator;
      out_ += dump(json_of(value));
      separator = ",\n";
    }
  }

  /// All findings, or the gravest when there are more than a run may hold.
  [[nodiscard]] std::vector<const Finding*> chosen() const {
    std::vector<const Finding*> findings;
    findings.reserve(result_.findings.size());
    for (const Finding& finding : result_.findings)
      findings.push_back(&finding);
    if (findings.size() <= kMostResults) return findings;
    std::ranges::stable_sort(findings, std::ranges::greater{}, [](const Finding* finding) {
      return finding->suppressed ? Level::off : finding->level;
    });
    findings.resize(kMostResults);
    std::ranges::sort(findings, std::less{});
    return findings;
  }

  void write_invocation(std::size_t left_out) {
    Json invocation{{"executionSuccessful", result_.unread.empty()}};
    Json notifications = Json::array();
    for (const UnreadInput& input : result_.unread) {
      notifications.push_back(
          {{"level", "error"},
           {"message", text(input.message)},
           {"locations",
            Json::array(
                {{{"physicalLocation", {{"artifactLocation", artifact_location(input.path)}}}}})}});
    }
    if (left_out > 0) {
      notifications.push_back(
          {{"level", "warning"},
           {"message", text(fmt::format("{} results of the lowest levels are left out: a run may "
                                        "hold {}.",
                                        left_out, kMostResults))}});
    }
    if (!notifications.empty()) invocation["toolExecutionNotifications"] = notifications;
    out_ += fmt::format("\"invocations\":[{}],\n", dump(invocation));
  }

  [[nodiscard]] std::string_view path(FileId file) const {
    const auto index = static_cast<std::size_t>(file);
    if (index < result_.repository_paths.size()) return result_.repository_paths[index];
    return result_.sources[file].path();
  }

  [[nodiscard]] Json region(Span span) const {
    const SourceFile& file = result_.sources[span.file];
    const Position begin = file.position(span.begin);
    const Position end = file.position(std::max(span.begin, span.end));
    return {{"startLine", begin.line},
            {"startColumn", begin.column},
            {"endLine", end.line},
            {"endColumn", end.column}};
  }

  [[nodiscard]] Json location(Span span) const {
    Json at = region(span);
    const std::string_view snippet = result_.sources.text(span);
    if (!snippet.empty() && snippet.size() <= kLongestSnippet) at["snippet"] = text(snippet);
    return {{"artifactLocation", artifact_location(path(span.file))}, {"region", at}};
  }

  [[nodiscard]] Json related(const Finding& finding) const {
    Json places = Json::array();
    for (const RelatedPlace& place : finding.related) {
      if (places.size() == kMostLocations) break;
      places.push_back({{"id", places.size() + 1},
                        {"physicalLocation", location(place.span)},
                        {"message", text(place.message)}});
    }
    return places;
  }

  /// One fix: its edits by file, in order.
  [[nodiscard]] Json fix(const Finding& finding) const {
    Json changes = Json::array();
    std::vector<FileId> files;
    for (const Edit& edit : finding.fix) {
      if (std::ranges::find(files, edit.span.file) == files.end()) files.push_back(edit.span.file);
    }
    for (const FileId file : files) {
      Json replacements = Json::array();
      for (const Edit& edit : finding.fix) {
        if (edit.span.file != file) continue;
        replacements.push_back(
            {{"deletedRegion", region(edit.span)}, {"insertedContent", text(edit.replacement)}});
      }
      changes.push_back(
          {{"artifactLocation", artifact_location(path(file))}, {"replacements", replacements}});
    }
    return {{"description", text("The safe form of this statement.")},
            {"artifactChanges", changes}};
  }

  [[nodiscard]] const std::string& line_hash(Span span) {
    const SourceFile& file = result_.sources[span.file];
    auto [hashes, is_new] = line_hashes_.try_emplace(static_cast<std::uint32_t>(span.file));
    if (is_new) hashes->second = line_hashes(file.text());
    const std::size_t line = file.position(span.begin).line;
    return hashes->second[std::min(line, hashes->second.size()) - 1];
  }

  [[nodiscard]] Json result(const Finding& finding) {
    Json json{{"ruleId", finding.rule->id}};
    const auto rule = std::ranges::find(result_.rules, finding.rule->id, &RuleInfo::id);
    if (rule != result_.rules.end()) json["ruleIndex"] = rule - result_.rules.begin();
    json["level"] = sarif_level(finding.level);
    json["message"] = text(message(finding));
    json["locations"] = Json::array({{{"physicalLocation", location(finding.span)}}});
    if (!finding.related.empty()) json["relatedLocations"] = related(finding);
    json["partialFingerprints"] = {
        {"primaryLocationLineHash", line_hash(finding.span)},
        {"miglint/v1", hashes_.next(finding.rule->id, path(finding.span.file),
                                    result_.sources[finding.span.file], finding.span)}};
    if (!finding.fix.empty()) json["fixes"] = Json::array({fix(finding)});
    if (finding.suppressed) {
      Json suppression{{"kind", finding.in_baseline ? "external" : "inSource"}};
      if (!finding.suppressed->empty()) suppression["justification"] = *finding.suppressed;
      json["suppressions"] = Json::array({suppression});
    }
    return json;
  }

  const Result& result_;
  std::string& out_;
  FindingHashes hashes_;
  std::unordered_map<std::uint32_t, std::vector<std::string>> line_hashes_;
};

}  // namespace

void write_sarif(const Result& result, std::string& out) {
  SarifWriter(result, out).write();
}

}  // namespace miglint
