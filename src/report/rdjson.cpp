// reviewdog's format `rdjson` (its proto/rdf/reviewdog.proto). Its reader takes no key that it does
// not know. Columns count bytes; a suggestion is for the file of its finding.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "report/counts.h"
#include "report/report.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity(Level level) {
  switch (level) {
    case Level::error:
      return "ERROR";
    case Level::warning:
      return "WARNING";
    default:
      return "INFO";
  }
}

Json position(const SourceFile& file, std::uint32_t offset) {
  const std::uint32_t line = file.position(offset).line;
  return {{"line", line}, {"column", offset - file.line_begin(line) + 1}};
}

Json range(const SourceSet& sources, Span span) {
  const SourceFile& file = sources[span.file];
  return {{"start", position(file, span.begin)},
          {"end", position(file, std::max(span.begin, span.end))}};
}

Json diagnostic(const Result& result, const Finding& finding) {
  Json json{{"message", whole_message(finding.message, finding.verdict, finding.safe_way)},
            {"location",
             {{"path", result.repository_path(finding.span.file)},
              {"range", range(result.sources, finding.span)}}},
            {"severity", severity(finding.level)},
            {"code", {{"value", finding.rule->id}}}};
  // Half of a fix is none: all of it is for this file, or it is left out.
  const bool here = std::ranges::all_of(
      finding.fix, [&](const Edit& edit) { return edit.span.file == finding.span.file; });
  if (here && !finding.fix.empty()) {
    Json& suggestions = json["suggestions"] = Json::array();
    for (const Edit& edit : finding.fix) {
      suggestions.push_back(
          {{"range", range(result.sources, edit.span)}, {"text", edit.replacement}});
    }
  }
  return json;
}

}  // namespace

void write_rdjson(const Result& result, std::string& out) {
  out += R"({"source":{"name":"miglint"},"diagnostics":[)";
  std::string_view separator = "\n";
  const auto add = [&](const Json& json) {
    out += separator;
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
    separator = ",\n";
  };
  for (const Finding& finding : result.findings) {
    if (!finding.suppressed) add(diagnostic(result, finding));
  }
  for (const UnreadInput& input : result.unread) {
    add({{"message", input.message},
         {"location", {{"path", path_of(input)}}},
         {"severity", "ERROR"},
         {"code", {{"value", "unread-input"}}}});
  }
  if (!result.not_read.empty()) {
    const Span first = result.not_read.front();
    add({{"message", not_read_in_words(result.not_read.size(), result.statements) +
                         "; the first of them stands here."},
         {"location",
          {{"path", result.repository_path(first.file)}, {"range", range(result.sources, first)}}},
         {"severity", "INFO"},
         {"code", {{"value", "statements-not-read"}}}});
  }
  out += "]}\n";
}

}  // namespace miglint
