// What `miglint check` costs beyond PostgreSQL's bare parser, layer by layer, on one thread and on
// the same bytes. Counters: bytes per second; the ratios are printed by scripts/bench.
#include <benchmark/benchmark.h>

#include <cstddef>
#include <string>
#include <vector>

#include "bare_parser.h"
#include "dialect/postgres/read.h"
#include "generated_migrations.h"
#include "lint/run.h"
#include "report/report.h"
#include "rules/rules.h"

namespace miglint::bench {
namespace {

std::size_t bytes_of(const std::vector<std::string>& files) {
  std::size_t bytes = 0;
  for (const std::string& file : files)
    bytes += file.size();
  return bytes;
}

void set_rate(benchmark::State& state, std::size_t bytes) {
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes));
}

/// A project in memory, as discovery and the front-end would leave it.
struct Project {
  SourceSet sources;
  std::vector<Migration> migrations;

  explicit Project(const std::vector<std::string>& files) {
    migrations.reserve(files.size());
    for (const std::string& text : files) {
      const FileId file = sources.add("bench.sql", text);
      Migration& migration = migrations.emplace_back();
      migration.file = file;
      migration.framework = "sql";
      migration.up.scopes.emplace_back();
      const std::string_view stored = sources[file].text();
      migration.up.statements.push_back(
          {.text = stored,
           .span = {file, 0, static_cast<std::uint32_t>(stored.size())},
           .opaque_reason = {},
           .guards = {}});
    }
  }
};

/// All statements of a project; the arenas keep them alive.
struct Reading {
  Arena arena;
  std::vector<std::vector<Statement>> statements;
  std::vector<ReadScript> scripts;

  explicit Reading(const Project& project) {
    statements.reserve(project.migrations.size());
    scripts.reserve(project.migrations.size());
    for (const Migration& migration : project.migrations) {
      auto& into = statements.emplace_back();
      for (const SqlStatement& sql : migration.up.statements) {
        postgres::read_statements(sql, arena, into);
      }
      scripts.push_back({&migration, Direction::up, into});
    }
  }
};

void bare_parser(benchmark::State& state) {
  const auto files = generated_migrations(2000);
  for (auto _ : state) {
    for (const std::string& file : files)
      benchmark::DoNotOptimize(parse_only(file));
  }
  set_rate(state, bytes_of(files));
}

void read(benchmark::State& state) {
  const auto files = generated_migrations(2000);
  const Project project(files);
  for (auto _ : state) {
    const Reading reading(project);
    benchmark::DoNotOptimize(reading.scripts.data());
  }
  set_rate(state, bytes_of(files));
}

void read_and_lint(benchmark::State& state) {
  const auto files = generated_migrations(2000);
  const Project project(files);
  LintOptions options;
  options.level = [](const RuleInfo& rule, FileId) { return rule.level; };
  for (auto _ : state) {
    const Reading reading(project);
    auto findings = lint(reading.scripts, rules::all(), project.sources, options);
    benchmark::DoNotOptimize(findings.data());
  }
  set_rate(state, bytes_of(files));
}

void read_lint_and_report(benchmark::State& state) {
  const auto files = generated_migrations(2000);
  const Project project(files);
  LintOptions options;
  options.level = [](const RuleInfo& rule, FileId) { return rule.level; };
  for (auto _ : state) {
    const Reading reading(project);
    const auto findings = lint(reading.scripts, rules::all(), project.sources, options);
    std::string out;
    write_json({.sources = project.sources,
                .findings = findings,
                .rules = rules::all(),
                .files = files.size(),
                .statements = 0},
               out);
    benchmark::DoNotOptimize(out.data());
  }
  set_rate(state, bytes_of(files));
}

/// One file of 1, 2, 4 and 8 MB: time must grow in line with size.
void one_large_file(benchmark::State& state) {
  const std::vector<std::string> file{
      generated_script(static_cast<std::size_t>(state.range(0)) << 20U)};
  const Project project(file);
  LintOptions options;
  options.level = [](const RuleInfo& rule, FileId) { return rule.level; };
  for (auto _ : state) {
    const Reading reading(project);
    const auto findings = lint(reading.scripts, rules::all(), project.sources, options);
    benchmark::DoNotOptimize(findings.data());
  }
  set_rate(state, bytes_of(file));
}

BENCHMARK(bare_parser)->Unit(benchmark::kMillisecond);
BENCHMARK(read)->Unit(benchmark::kMillisecond);
BENCHMARK(read_and_lint)->Unit(benchmark::kMillisecond);
BENCHMARK(read_lint_and_report)->Unit(benchmark::kMillisecond);
BENCHMARK(one_large_file)->RangeMultiplier(2)->Range(1, 8)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace miglint::bench
