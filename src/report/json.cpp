// Findings for programs. docs/formats.md tells what each key means; keys are only ever added.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "build_info.h"
#include "report/report.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

/// Of the format, not of miglint: a reader that knows this number can read the file.
constexpr int kFormatVersion = 1;

std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json place(const SourceSet& sources, Span span) {
  const SourceFile& file = sources[span.file];
  const Position begin = file.position(span.begin);
  const Position end = file.position(std::max(span.begin, span.end));
  return {{"file", file.path()},
          {"line", begin.line},
          {"column", begin.column},
          {"end_line", end.line},
          {"end_column", end.column}};
}

Json effect(const LockFact& fact) {
  return {{"relation", fact.relation},
          {"lock", pg_locks_name(fact.lock)},
          {"rewrite", fact.rewrite},
          {"scan", fact.scan},
          {"index_build", fact.index_build}};
}

Json finding(const SourceSet& sources, const Finding& from) {
  Json json{{"rule", from.rule->id}, {"level", name(from.level)}};
  json.update(place(sources, from.span));
  json["direction"] = from.direction == Direction::up ? "up" : "down";
  json["message"] = from.message;
  json["safe_way"] = from.safe_way;
  json["effect"] = from.effect ? effect(*from.effect) : Json(nullptr);
  Json& related = json["related"] = Json::array();
  for (const RelatedPlace& to : from.related) {
    related.push_back(place(sources, to.span));
    related.back()["message"] = to.message;
  }
  Json& fix = json["fix"] = Json::array();
  for (const Edit& edit : from.fix) {
    fix.push_back(place(sources, edit.span));
    fix.back()["replacement"] = edit.replacement;
  }
  if (from.verdict) {
    json["verdict"] = {{"state", name(from.verdict->state)}, {"evidence", from.verdict->evidence}};
  }
  json["suppressed"] = from.suppressed ? Json{{"reason", *from.suppressed}} : Json(nullptr);
  return json;
}

}  // namespace

void write_json(const Result& result, std::string& out) {
  out += fmt::format("{{\"version\":{},\"miglint\":{},\"files\":{},\"statements\":{},\n",
                     kFormatVersion, dump(kVersion), result.files, result.statements);
  out += "\"findings\":[";
  std::string_view separator = "\n";
  for (const Finding& from : result.findings) {
    out += separator;
    out += dump(finding(result.sources, from));
    separator = ",\n";
  }
  out += "],\n\"unread\":[";
  separator = "\n";
  for (const UnreadInput& input : result.unread) {
    out += separator;
    out += dump({{"file", input.path}, {"message", input.message}});
    separator = ",\n";
  }
  const Summary sum = summary(result.findings);
  out += fmt::format("],\n\"summary\":{}}}\n", dump({{"errors", sum.errors},
                                                     {"warnings", sum.warnings},
                                                     {"notes", sum.notes},
                                                     {"suppressed", sum.suppressed}}));
}

}  // namespace miglint
