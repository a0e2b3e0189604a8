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
#include "report/fingerprint.h"
#include "report/report.h"
#include "report/rule_text.h"
#include "report/sarif_run.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kRoot = "%SRCROOT%";

// What code scanning keeps of one rule or result; of much more it refuses the file.
constexpr std::size_t kMostLocations = 100;
constexpr std::size_t kMostTags = 10;
constexpr std::size_t kLongestDescription = 1'024;
/// Nobody reads more in an alert.
constexpr std::size_t kLongestMessage = 16'384;
constexpr std::size_t kLongestFix = 65'536;
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

/// At most `limit` bytes, and "..." where something was cut, never inside a character.
std::string cut(std::string_view text, std::size_t limit) {
  constexpr std::string_view kCut = "...";
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit - kCut.size();
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
    --end;
  return std::string(text.substr(0, end)).append(kCut);
}

Json descriptor(const RuleInfo& rule) {
  Json tags = Json::array({rule.group});
  for (const std::string_view tag : rule.tags) {
    if (tags.size() < kMostTags && tag != rule.group) tags.push_back(tag);
  }
  return {{"id", rule.id},
          {"shortDescription", text(cut(rule.title, kLongestDescription))},
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
  std::string out =
      cut(whole_message(finding.message, finding.verdict, finding.safe_way), kLongestMessage);
  // Embedded links are what makes GitHub show the related places.
  std::string links;
  for (std::size_t i = 0; i < std::min(finding.related.size(), kMostLocations); ++i) {
    const std::string link = fmt::format("{}[{}]({})", i == 0 ? "\n\nSee also: " : ", ",
                                         link_text(finding.related[i].message), i + 1);
    if (links.size() + link.size() > kLongestMessage) break;
    links += link;
  }
  return out + links;
}

std::size_t size_of_fix(const Finding& finding) {
  std::size_t size = 0;
  for (const Edit& edit : finding.fix)
    size += edit.replacement.size();
  return size;
}

class SarifWriter {
 public:
  explicit SarifWriter(const Result& result) : result_(result) {}

  [[nodiscard]] SarifRun run(Suppressed suppressed) {
    SarifRun run;
    run.version = kVersion;
    for (const RuleInfo& rule : result_.rules)
      run.rules.push_back(dump(descriptor(rule)));
    for (const UnreadInput& input : result_.unread)
      run.unread.push_back(dump(notification(input)));
    // Of all findings, so that what is shown of them does not change what they are called.
    const std::vector<std::string> prints = fingerprints(result_);
    for (std::size_t i = 0; i < prints.size(); ++i) {
      const Finding& finding = result_.findings[i];
      if (finding.suppressed && suppressed == Suppressed::left_out) continue;
      run.results.push_back({.level = finding.level,
                             .suppressed = finding.suppressed.has_value(),
                             .json = dump(result(finding, prints[i]))});
      if (is_cut(finding)) ++run.shortened;
    }
    run.files = result_.files;
    run.statements = result_.statements;
    run.statements_not_read = result_.not_read.size();
    run.shard = result_.shard;
    return run;
  }

 private:
  static bool is_cut(const Finding& finding) {
    return whole_message(finding.message, finding.verdict, finding.safe_way).size() >
               kLongestMessage ||
           finding.related.size() > kMostLocations || size_of_fix(finding) > kLongestFix;
  }

  static Json notification(const UnreadInput& input) {
    return {{"level", "error"},
            {"message", text(input.message)},
            {"locations",
             Json::array({{{"physicalLocation",
                            {{"artifactLocation", artifact_location(path_of(input))}}}}})}};
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
    return {{"artifactLocation", artifact_location(result_.repository_path(span.file))},
            {"region", at}};
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
      changes.push_back({{"artifactLocation", artifact_location(result_.repository_path(file))},
                         {"replacements", replacements}});
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

  [[nodiscard]] Json result(const Finding& finding, std::string_view fingerprint) {
    Json json{{"ruleId", finding.rule->id}};
    const auto rule = std::ranges::find(result_.rules, finding.rule->id, &RuleInfo::id);
    if (rule != result_.rules.end()) json["ruleIndex"] = rule - result_.rules.begin();
    json["level"] = sarif_level(finding.level);
    json["message"] = text(message(finding));
    json["locations"] = Json::array({{{"physicalLocation", location(finding.span)}}});
    if (!finding.related.empty()) json["relatedLocations"] = related(finding);
    json["partialFingerprints"] = {{"primaryLocationLineHash", line_hash(finding.span)},
                                   {"miglint/v1", fingerprint}};
    // Half of a fix is none.
    const bool has_fix = !finding.fix.empty() && size_of_fix(finding) <= kLongestFix;
    if (has_fix) json["fixes"] = Json::array({fix(finding)});
    if (finding.verdict) {
      json["properties"] = {{"verdict", name(finding.verdict->state)},
                            {"evidence", finding.verdict->evidence}};
    }
    if (finding.suppressed) {
      Json suppression{{"kind", finding.in_baseline ? "external" : "inSource"}};
      if (!finding.suppressed->empty()) suppression["justification"] = *finding.suppressed;
      json["suppressions"] = Json::array({suppression});
    }
    return json;
  }

  const Result& result_;
  std::unordered_map<std::uint32_t, std::vector<std::string>> line_hashes_;
};

}  // namespace

void write_sarif(const Result& result, Suppressed suppressed, std::string& out) {
  write_sarif_run(SarifWriter(result).run(suppressed), out);
}

}  // namespace miglint
