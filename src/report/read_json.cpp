// JSON of an earlier run, read back.
#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>

#include "report/outcome.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kReadableVersion = 1;

Level level_of(const std::string& word) {
  constexpr std::array kLevels{Level::note, Level::warning, Level::error};
  for (const Level level : kLevels) {
    if (name(level) == word) return level;
  }
  throw Json::other_error::create(0, fmt::format("`{}` is no level", word), nullptr);
}

Place place_of(const Json& json) {
  return {.file = json.at("file").get<std::string>(),
          .path = json.at("path").get<std::string>(),
          .begin = {json.at("line").get<std::uint32_t>(), json.at("column").get<std::uint32_t>()},
          .end = {json.at("end_line").get<std::uint32_t>(),
                  json.at("end_column").get<std::uint32_t>()}};
}

std::vector<PlacedText> places_of(const Json& list, const std::string& key) {
  std::vector<PlacedText> places;
  for (const Json& json : list)
    places.push_back({place_of(json), json.at(key).get<std::string>()});
  return places;
}

std::optional<ReportedEffect> effect_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return ReportedEffect{.relation = json.at("relation").get<std::string>(),
                        .lock = json.at("lock").get<std::string>(),
                        .rewrite = json.at("rewrite").get<bool>(),
                        .scan = json.at("scan").get<bool>(),
                        .index_build = json.at("index_build").get<bool>()};
}

/// Only `verify` writes verdicts.
std::optional<Verdict> verdict_of(const Json& json) {
  if (!json.contains("verdict")) return std::nullopt;
  const Json& verdict = json.at("verdict");
  const std::string state = verdict.at("state").get<std::string>();
  for (const auto known :
       {Verdict::State::confirmed, Verdict::State::refuted, Verdict::State::not_exercised}) {
    if (state == name(known)) return Verdict{known, verdict.at("evidence").get<std::string>()};
  }
  return std::nullopt;
}

std::optional<double> number_of(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

std::optional<SizeFact> size_of(const Json& json, Level level) {
  using Kind = SizeFact::Kind;
  if (!json.contains("size")) return std::nullopt;
  const Json& from = json.at("size");
  SizeFact size{.relation = from.at("relation").get<std::string>(),
                .rows = number_of(from.at("rows")),
                .bytes = number_of(from.at("bytes")),
                .writes_per_second = number_of(from.at("writes_per_second")),
                .seconds = number_of(from.at("seconds"))};
  for (const Kind kind : {Kind::usual, Kind::small, Kind::large, Kind::busy}) {
    if (from.at("kind") == name(kind)) size.kind = kind;
  }
  const Level before = level_of(from.at("level_without").get<std::string>());
  if (before != level) size.before = before;
  return size;
}

ReportedFinding finding_of(const Json& json) {
  ReportedFinding finding{
      .rule = json.at("rule").get<std::string>(),
      .level = level_of(json.at("level").get<std::string>()),
      .place = place_of(json),
      .direction = json.at("direction") == "down" ? Direction::down : Direction::up,
      .message = json.at("message").get<std::string>(),
      .safe_way = json.at("safe_way").get<std::string>(),
      .effect = effect_of(json.at("effect")),
      .size = size_of(json, level_of(json.at("level").get<std::string>())),
      .related = places_of(json.at("related"), "message"),
      .fix = places_of(json.at("fix"), "replacement"),
      .verdict = verdict_of(json),
      .suppressed = {},
      .fingerprint = json.at("fingerprint").get<std::string>()};
  const Json& suppressed = json.at("suppressed");
  if (!suppressed.is_null()) finding.suppressed = suppressed.at("reason").get<std::string>();
  return finding;
}

Outcome outcome_of(const Json& json) {
  Outcome outcome;
  outcome.files = json.at("files").get<std::size_t>();
  outcome.statements = json.at("statements").get<std::size_t>();
  outcome.statements_not_read = json.at("statements_not_read").get<std::size_t>();
  const Json& first = json.at("first_not_read");
  if (!first.is_null()) outcome.first_not_read = place_of(first);
  if (json.contains("shard")) {
    const Json& shard = json.at("shard");
    outcome.shard = {shard.at("index").get<std::uint32_t>(),
                     shard.at("count").get<std::uint32_t>()};
  }
  for (const Json& finding : json.at("findings"))
    outcome.findings.push_back(finding_of(finding));
  for (const Json& input : json.at("unread")) {
    outcome.unread.push_back({input.at("file").get<std::string>(),
                              input.at("message").get<std::string>(),
                              input.at("path").get<std::string>()});
  }
  return outcome;
}

}  // namespace

std::expected<Outcome, std::string> read_json(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    const auto version = json.at("version").get<int>();
    if (version != kReadableVersion) {
      return std::unexpected(
          fmt::format("format version {} is not known here, only {}", version, kReadableVersion));
    }
    return outcome_of(json);
  } catch (const Json::exception& error) {
    return std::unexpected(
        fmt::format("no result of `miglint check --format json`: {}", error.what()));
  }
}

}  // namespace miglint
