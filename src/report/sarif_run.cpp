#include "report/sarif_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "report/counts.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSchema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::string_view kRoot = "%SRCROOT%";

std::string dump(const Json& value) {
  return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Level level_of(const std::string& word) {
  if (word == "error") return Level::error;
  if (word == "warning") return Level::warning;
  return word == "note" ? Level::note : Level::off;
}

/// Keeps the gravest results when there are more than a run may hold.
void cut(SarifRun& run) {
  if (run.results.size() <= kMostSarifResults) return;
  std::vector<const SarifResult*> gravest;
  gravest.reserve(run.results.size());
  for (const SarifResult& result : run.results)
    gravest.push_back(&result);
  std::ranges::stable_sort(gravest, std::ranges::greater{}, [](const SarifResult* result) {
    return result->suppressed ? Level::off : result->level;
  });
  run.left_out += gravest.size() - kMostSarifResults;
  gravest.resize(kMostSarifResults);
  std::ranges::sort(gravest, std::less{});
  std::vector<SarifResult> kept;
  kept.reserve(gravest.size());
  for (const SarifResult* result : gravest)
    kept.push_back(*result);
  run.results = std::move(kept);
}

std::string notification(std::string_view level, std::string_view words) {
  return dump({{"level", level}, {"message", {{"text", words}}}});
}

std::vector<std::string> notifications(const SarifRun& run) {
  std::vector<std::string> list = run.unread;
  if (run.left_out > 0) {
    list.push_back(notification(
        "warning", fmt::format("{} results of the lowest levels are left out: a run may hold {}.",
                               run.left_out, kMostSarifResults)));
  }
  if (run.shortened > 0) {
    list.push_back(notification(
        "note", fmt::format("The message, the places or the edits of {} are cut: code scanning "
                            "takes no longer ones.",
                            plural(run.shortened, "result"))));
  }
  if (run.statements_not_read > 0) {
    list.push_back(
        notification("note", not_read_in_words(run.statements_not_read, run.statements) + "."));
  }
  return list;
}

void write_list(const auto& values, const auto& text_of, std::string& out) {
  std::string_view separator = "\n";
  for (const auto& value : values) {
    out += separator;
    out += text_of(value);
    separator = ",\n";
  }
}

Json properties(const SarifRun& run) {
  Json json{{"files", run.files},
            {"statements", run.statements},
            {"statementsNotRead", run.statements_not_read},
            {"resultsLeftOut", run.left_out},
            {"resultsCut", run.shortened}};
  if (run.shard) json["shard"] = {{"index", run.shard->index}, {"count", run.shard->count}};
  return json;
}

SarifRun run_of(const Json& json) {
  const Json& from = json.at("runs").at(0);
  const Json& driver = from.at("tool").at("driver");
  if (json.at("runs").size() != 1 || driver.at("name") != "miglint") {
    throw Json::other_error::create(0, "it holds the run of another tool", nullptr);
  }
  SarifRun run;
  run.version = driver.at("version").get<std::string>();
  for (const Json& rule : driver.at("rules"))
    run.rules.push_back(dump(rule));
  for (const Json& result : from.at("results")) {
    run.results.push_back({.level = level_of(result.at("level").get<std::string>()),
                           .suppressed = result.contains("suppressions"),
                           .json = dump(result)});
  }
  const Json& invocation = from.at("invocations").at(0);
  if (invocation.contains("toolExecutionNotifications")) {
    for (const Json& note : invocation.at("toolExecutionNotifications")) {
      if (note.contains("locations")) run.unread.push_back(dump(note));
    }
  }
  const Json& counts = from.at("properties");
  run.files = counts.at("files").get<std::size_t>();
  run.statements = counts.at("statements").get<std::size_t>();
  run.statements_not_read = counts.at("statementsNotRead").get<std::size_t>();
  run.left_out = counts.at("resultsLeftOut").get<std::size_t>();
  run.shortened = counts.at("resultsCut").get<std::size_t>();
  if (counts.contains("shard")) {
    const Json& shard = counts.at("shard");
    run.shard = {shard.at("index").get<std::uint32_t>(), shard.at("count").get<std::uint32_t>()};
  }
  return run;
}

}  // namespace

void write_sarif_run(SarifRun run, std::string& out) {
  cut(run);
  out += fmt::format("{{\"$schema\":{},\"version\":\"2.1.0\",\"runs\":[{{\n", dump(kSchema));
  out += fmt::format(
      "\"tool\":{{\"driver\":{{\"name\":\"miglint\",\"version\":{0},"
      "\"semanticVersion\":{0},\"rules\":[",
      dump(run.version));
  write_list(run.rules, std::identity(), out);
  out += "]}},\n";
  out += fmt::format("\"invocations\":[{{\"executionSuccessful\":{}", run.unread.empty());
  const std::vector<std::string> told = notifications(run);
  if (!told.empty()) {
    out += ",\"toolExecutionNotifications\":[";
    write_list(told, std::identity(), out);
    out += ']';
  }
  out += "}],\n";
  out += fmt::format("\"originalUriBaseIds\":{},\n\"properties\":{},\n",
                     dump({{kRoot, {{"description", {{"text", "The root of the repository."}}}}}}),
                     dump(properties(run)));
  out += "\"columnKind\":\"unicodeCodePoints\",\n\"results\":[";
  write_list(
      run.results, [](const SarifResult& result) -> const std::string& { return result.json; },
      out);
  out += "]}]}\n";
}

std::expected<SarifRun, std::string> read_sarif(std::string_view text) {
  try {
    return run_of(Json::parse(text));
  } catch (const Json::exception& error) {
    return std::unexpected(
        fmt::format("no result of `miglint check --format sarif`: {}", error.what()));
  }
}

std::expected<SarifRun, std::string> merged(std::vector<SarifRun> runs) {
  SarifRun whole;
  bool first = true;
  for (SarifRun& run : runs) {
    if (first) {
      whole.version = run.version;
      whole.rules = std::move(run.rules);
    } else if (run.version != whole.version || run.rules != whole.rules) {
      return std::unexpected(
          fmt::format("the runs come from different versions of miglint ({} and {}) or have "
                      "different rules; a merged run has one list of rules",
                      whole.version, run.version));
    }
    first = false;
    std::ranges::move(run.results, std::back_inserter(whole.results));
    for (std::string& input : run.unread) {
      if (std::ranges::find(whole.unread, input) == whole.unread.end()) {
        whole.unread.push_back(std::move(input));
      }
    }
    whole.left_out += run.left_out;
    whole.shortened += run.shortened;
    whole.files += run.files;
    whole.statements += run.statements;
    whole.statements_not_read += run.statements_not_read;
  }
  return whole;
}

Summary summary(const SarifRun& run) {
  Summary sum;
  for (const SarifResult& result : run.results) {
    if (result.suppressed) {
      ++sum.suppressed;
    } else if (result.level == Level::error) {
      ++sum.errors;
    } else if (result.level == Level::warning) {
      ++sum.warnings;
    } else {
      ++sum.notes;
    }
  }
  return sum;
}

}  // namespace miglint
