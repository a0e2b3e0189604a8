// Findings for programs. docs/formats.md tells what each key means, docs/findings.schema.json is
// their schema; keys are only ever added.
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// An object with room for so many members: it grows by copying their names.
Json object_of(std::size_t members) {
  Json json = Json::object();
  json.get_ref<Json::object_t&>().reserve(members);
  return json;
}

/// Behind the members that are there, none of which has that name: `json[name]` would compare.
void add(Json& object, const char* name, Json value) {
  object.get_ref<Json::object_t&>().emplace_back(name, std::move(value));
}

constexpr std::size_t kPlaceMembers = 6;

void add(Json& to, const Place& place) {
  add(to, "file", place.file);
  add(to, "line", place.begin.line);
  add(to, "column", place.begin.column);
  add(to, "end_line", place.end.line);
  add(to, "end_column", place.end.column);
  add(to, "path", place.path);
}

Json json_of(const Place& place) {
  Json json = object_of(kPlaceMembers);
  add(json, place);
  return json;
}

Json json_of(const ReportedEffect& effect) {
  Json json = object_of(5);
  add(json, "relation", effect.relation);
  add(json, "lock", effect.lock);
  add(json, "rewrite", effect.rewrite);
  add(json, "scan", effect.scan);
  add(json, "index_build", effect.index_build);
  return json;
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

Json json_of(const std::vector<PlacedText>& places, const char* text_name) {
  Json list = Json::array();
  list.get_ref<Json::array_t&>().reserve(places.size());
  for (const PlacedText& to : places) {
    Json json = object_of(kPlaceMembers + 1);
    add(json, to.place);
    add(json, text_name, to.text);
    list.push_back(std::move(json));
  }
  return list;
}

Json json_of(const ReportedFinding& from) {
  Json json = object_of(kPlaceMembers + 12);
  add(json, "rule", from.rule);
  add(json, "level", name(from.level));
  add(json, from.place);
  add(json, "direction", from.direction == Direction::up ? "up" : "down");
  add(json, "message", from.message);
  add(json, "safe_way", from.safe_way);
  add(json, "effect", from.effect ? json_of(*from.effect) : Json(nullptr));
  if (from.size) add(json, "size", json_of(*from.size, from.level));
  add(json, "related", json_of(from.related, "message"));
  add(json, "fix", json_of(from.fix, "replacement"));
  if (from.verdict) {
    add(json, "verdict",
        {{"state", name(from.verdict->state)}, {"evidence", from.verdict->evidence}});
  }
  add(json, "suppressed", from.suppressed ? Json{{"reason", *from.suppressed}} : Json(nullptr));
  add(json, "fingerprint", from.fingerprint);
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
