// Findings for programs. docs/formats.md tells what each key means, docs/findings.schema.json is
// their schema; keys are only ever added.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "build_info.h"
#include "report/outcome.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

/// Of the format, not of miglint: a reader that knows this number can read the file.
constexpr int kFormatVersion = 1;

std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json json_of(const Place& place) {
  return {{"file", place.file},
          {"line", place.begin.line},
          {"column", place.begin.column},
          {"end_line", place.end.line},
          {"end_column", place.end.column},
          {"path", place.path}};
}

Json json_of(const ReportedEffect& effect) {
  return {{"relation", effect.relation},
          {"lock", effect.lock},
          {"rewrite", effect.rewrite},
          {"scan", effect.scan},
          {"index_build", effect.index_build}};
}

Json json_of(const std::optional<double>& number) {
  return number ? Json(*number) : Json(nullptr);
}

Json json_of(const SizeFact& size, Level level) {
  return {{"relation", size.relation},
          {"kind", name(size.kind)},
          {"rows", json_of(size.rows)},
          {"bytes", json_of(size.bytes)},
          {"writes_per_second", json_of(size.writes_per_second)},
          {"seconds", json_of(size.seconds)},
          {"level_without", name(size.before == Level::off ? level : size.before)}};
}

Json json_of(const std::vector<PlacedText>& places, std::string_view key) {
  Json list = Json::array();
  for (const PlacedText& to : places) {
    list.push_back(json_of(to.place));
    list.back()[std::string(key)] = to.text;
  }
  return list;
}

Json json_of(const ReportedFinding& from) {
  Json json{{"rule", from.rule}, {"level", name(from.level)}};
  json.update(json_of(from.place));
  json["direction"] = from.direction == Direction::up ? "up" : "down";
  json["message"] = from.message;
  json["safe_way"] = from.safe_way;
  json["effect"] = from.effect ? json_of(*from.effect) : Json(nullptr);
  if (from.size) json["size"] = json_of(*from.size, from.level);
  json["related"] = json_of(from.related, "message");
  json["fix"] = json_of(from.fix, "replacement");
  if (from.verdict) {
    json["verdict"] = {{"state", name(from.verdict->state)}, {"evidence", from.verdict->evidence}};
  }
  json["suppressed"] = from.suppressed ? Json{{"reason", *from.suppressed}} : Json(nullptr);
  json["fingerprint"] = from.fingerprint;
  return json;
}

}  // namespace

void write_json(const Outcome& outcome, std::string& out) {
  out += fmt::format("{{\"version\":{},\"miglint\":{},\"files\":{},\"statements\":{},\n",
                     kFormatVersion, dump(kVersion), outcome.files, outcome.statements);
  out += fmt::format("\"statements_not_read\":{},\"first_not_read\":{},\n",
                     outcome.statements_not_read,
                     outcome.first_not_read ? dump(json_of(*outcome.first_not_read)) : "null");
  if (outcome.shard) {
    out += fmt::format("\"shard\":{},\n",
                       dump({{"index", outcome.shard->index}, {"count", outcome.shard->count}}));
  }
  out += "\"findings\":[";
  std::string_view separator = "\n";
  for (const ReportedFinding& from : outcome.findings) {
    out += separator;
    out += dump(json_of(from));
    separator = ",\n";
  }
  out += "],\n\"unread\":[";
  separator = "\n";
  for (const UnreadInput& input : outcome.unread) {
    out += separator;
    out += dump({{"file", input.path}, {"message", input.message}, {"path", path_of(input)}});
    separator = ",\n";
  }
  const Summary sum = summary(outcome);
  out += fmt::format("],\n\"summary\":{}}}\n", dump({{"errors", sum.errors},
                                                     {"warnings", sum.warnings},
                                                     {"notes", sum.notes},
                                                     {"suppressed", sum.suppressed}}));
}

void write_json(const Result& result, std::string& out) {
  write_json(outcome_of(result), out);
}

}  // namespace miglint
