#include <fmt/format.h>

#include <algorithm>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/commands.h"
#include "cli/output.h"
#include "cli/write_outputs.h"
#include "project/read_file.h"
#include "report/outcome.h"
#include "report/sarif_run.h"
#include "rules/rules.h"

namespace miglint {
namespace {

using Run = std::variant<Outcome, SarifRun>;

/// The first key tells the formats apart.
std::expected<Run, std::string> read_run(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return std::unexpected(fmt::format("{}: cannot be read: {}", path, text.error()));
  const auto in_file = [&](const std::string& message) {
    return std::unexpected(fmt::format("{}: {}", path, message));
  };
  if (text->starts_with("{\"$schema\"")) {
    auto run = read_sarif(*text);
    if (!run) return in_file(run.error());
    return *std::move(run);
  }
  auto run = read_json(*text);
  if (!run) return in_file(run.error());
  return *std::move(run);
}

/// Shards in their order. A message when some are shards of a run and others are not, when one is
/// missing, or there twice.
template <class T>
std::optional<std::string> order_shards(std::vector<T>& runs) {
  const auto is_shard = [](const T& run) { return run.shard.has_value(); };
  const auto any = std::ranges::find_if(runs, is_shard);
  if (any == runs.end()) return std::nullopt;
  const std::uint32_t count = any->shard->count;
  if (!std::ranges::all_of(runs,
                           [&](const T& run) { return run.shard && run.shard->count == count; })) {
    return "these are no shards of one run: the N of their --shard K/N differ, or one has none";
  }
  std::ranges::stable_sort(runs, {}, [](const T& run) { return run.shard->index; });
  std::uint32_t expected = 1;
  for (const T& run : runs) {
    const std::uint32_t index = run.shard->index;
    if (index < expected) return fmt::format("shard {}/{} is there twice", index, count);
    if (index > expected) break;
    ++expected;
  }
  if (expected <= count) return fmt::format("shard {}/{} is missing", expected, count);
  return std::nullopt;
}

bool fails(const Summary& sum, std::optional<Level> fail_on) {
  if (!fail_on) return false;
  return sum.errors > 0 || (sum.warnings > 0 && *fail_on <= Level::warning) ||
         (sum.notes > 0 && *fail_on <= Level::note);
}

std::string rendered(const Outcome& outcome, const Arguments& arguments, Format format) {
  std::string out;
  switch (format) {
    case Format::github:
      write_github(outcome, out);
      break;
    case Format::gitlab:
      write_gitlab(outcome, out);
      break;
    case Format::junit:
      write_junit(outcome, arguments.fail_on, out);
      break;
    case Format::markdown:
      write_markdown(outcome, out);
      break;
    default:
      write_json(outcome, out);
  }
  return out;
}

/// Formats that the runs cannot be written in.
std::optional<std::string> refused(std::span<const OutputRequest> outputs, bool from_sarif) {
  for (const OutputRequest& output : outputs) {
    if ((output.format == Format::sarif) == from_sarif) continue;
    return from_sarif
               ? "results in SARIF can only be merged into SARIF: let check write JSON for others"
               : "SARIF can only be merged from SARIF: let check write it beside the JSON";
  }
  return std::nullopt;
}

int finish(bool written, bool all_read, const Summary& sum, const Arguments& arguments) {
  if (!written || !all_read) return kFailed;
  return fails(sum, arguments.fail_on) ? kFound : kNothingFound;
}

int refuse(std::string_view message) {
  complain(message);
  return kFailed;
}

int merge_json(std::vector<Outcome> runs, std::span<const OutputRequest> outputs,
               const Arguments& arguments) {
  if (const auto problem = order_shards(runs)) return refuse(*problem);
  Outcome whole = merged(std::move(runs));
  whole.rules = rules::all();
  const bool written = write_outputs(outputs, [&](const OutputRequest& output) {
    return rendered(whole, arguments, output.format);
  });
  return finish(written, whole.unread.empty(), summary(whole), arguments);
}

int merge_sarif(std::vector<SarifRun> runs, std::span<const OutputRequest> outputs,
                const Arguments& arguments) {
  if (const auto problem = order_shards(runs)) return refuse(*problem);
  const auto whole = merged(std::move(runs));
  if (!whole) return refuse(whole.error());
  const bool written = write_outputs(outputs, [&](const OutputRequest&) {
    std::string out;
    write_sarif_run(*whole, out);
    return out;
  });
  return finish(written, whole->unread.empty(), summary(*whole), arguments);
}

}  // namespace

int run_merge(const Arguments& arguments) {
  std::vector<Outcome> json;
  std::vector<SarifRun> sarif;
  for (const std::string& path : arguments.paths) {
    auto run = read_run(path);
    if (!run) return refuse(run.error());
    if (auto* outcome = std::get_if<Outcome>(&*run)) {
      json.push_back(std::move(*outcome));
    } else {
      sarif.push_back(std::get<SarifRun>(std::move(*run)));
    }
  }
  if (!json.empty() && !sarif.empty()) {
    return refuse("the files are of different formats: merge JSON with JSON, SARIF with SARIF");
  }
  const bool from_sarif = json.empty();
  std::vector<OutputRequest> outputs = arguments.outputs;
  if (outputs.empty()) {
    outputs.push_back({from_sarif ? Format::sarif : Format::json, arguments.output});
  }
  if (const auto problem = refused(outputs, from_sarif)) return refuse(*problem);
  return from_sarif ? merge_sarif(std::move(sarif), outputs, arguments)
                    : merge_json(std::move(json), outputs, arguments);
}

}  // namespace miglint
