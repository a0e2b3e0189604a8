#include "verify/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/pipeline.h"
#include "cli/repository_names.h"
#include "cli/rule_set.h"
#include "cli/write_result.h"
#include "report/verify.h"
#include "rules/rules.h"
#include "verify/maria_run.h"
#include "verify/server/find_server.h"
#include "verify/surprises.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;

/// "db/7_orders.down.sql" and "db/7_orders.up.sql": "db/7_orders".
std::string stem(std::string_view path) {
  for (const std::string_view ending : {".sql", ".down", ".up", "_down", "_up"}) {
    if (path.ends_with(ending)) path.remove_suffix(ending.size());
  }
  return std::string(path);
}

bool is_among(const std::string& path, const std::vector<std::string>& paths) {
  return std::ranges::any_of(paths, [&](const std::string& given) {
    std::error_code error;
    if (fs::equivalent(path, given, error)) return true;
    const fs::path relative = fs::path(path).lexically_relative(given);
    return !relative.empty() && *relative.begin() != "..";
  });
}

class VerifyCommand {
 public:
  explicit VerifyCommand(const Arguments& arguments)
      : arguments_(arguments),
        known_(known_rules(rules::all())),
        configs_(known_, arguments.config) {}

  int run() {
    Arguments all = arguments_;
    all.paths.insert(all.paths.begin(), arguments_.history.begin(), arguments_.history.end());
    if (const auto exit = open_project(all, configs_, project_)) return *exit;
    mark_history();
    RunOptions options = run_options(arguments_);
    if (auto opened = open_servers(options); !opened) {
      complain(opened.error());
      return kFailed;
    }
    const RuleSet rules(project_);
    rules_.assign(rules.all().begin(), rules.all().end());
    std::vector<Finding> findings = lint_project(project_, options, rules.all());
    if (!verify_all(options, findings)) return kFailed;
    if (sandbox_) std::ranges::copy(sandbox_->notes(), std::back_inserter(remarks_));
    if (arguments_.keep && sandbox_) remarks_.push_back(sandbox_->keep(kWorkDatabase));
    if (arguments_.keep && maria_) remarks_.push_back(maria_->keep(MariaServer::kDatabase));
    if (!write(findings)) return kFailed;
    if (!project_.unread.empty()) return kFailed;
    return fails(findings) ? kFound : kNothingFound;
  }

 private:
  [[nodiscard]] std::string path_of(const ReadFile& file) const {
    return project_.sources[file.migration.file].path();
  }

  /// What --history alone names was there before.
  void mark_history() {
    for (ReadFile& file : project_.files) {
      const std::string path = path_of(file);
      if (is_among(path, arguments_.history) && !is_among(path, arguments_.paths)) {
        file.migration.reported = false;
      }
    }
  }

  [[nodiscard]] bool has(Dialect dialect) const {
    return std::ranges::any_of(
        project_.files, [&](const ReadFile& file) { return file.migration.dialect == dialect; });
  }

  /// What is predicted must be of the server that it is compared with.
  std::expected<void, std::string> open_servers(RunOptions& options) {
    const bool mysql = has(Dialect::mysql) || has(Dialect::mariadb);
    if (has(Dialect::postgres) || !mysql) {
      auto sandbox = open_sandbox(options);
      if (!sandbox) return std::unexpected(sandbox.error());
      if (!mysql) set_version(std::atoi(sandbox->release().c_str()), options);
      sandbox_ = *std::move(sandbox);
    }
    if (!mysql) return {};
    const auto programs = find_mariadb();
    if (!programs) return std::unexpected(programs.error());
    auto server = MariaServer::start(
        *programs, {.statement = std::chrono::seconds(arguments_.statement_seconds),
                    .disk = std::int64_t{arguments_.disk_megabytes} << 20U});
    if (!server) return std::unexpected(server.error());
    maria_ = *std::move(server);
    maria_version_ = {static_cast<std::uint16_t>(programs->major),
                      static_cast<std::uint16_t>(programs->minor)};
    // What is written for MySQL is judged for MySQL.
    if (!sandbox_ && !has(Dialect::mysql)) options.server_version = maria_version_;
    return {};
  }

  std::expected<Sandbox, std::string> open_sandbox(const RunOptions& options) {
    SandboxLimits limits;
    limits.statement = std::chrono::seconds(arguments_.statement_seconds);
    limits.disk = std::int64_t{arguments_.disk_megabytes} << 20U;
    if (!arguments_.database_url.empty()) {
      return Sandbox::adopt(arguments_.database_url, limits);
    }
    std::optional<int> wanted;
    if (options.server_version) wanted = options.server_version->major;
    if (!wanted && !project_.files.empty() && project_.files.front().config->postgres_version) {
      wanted = project_.files.front().config->postgres_version->major;
    }
    const auto programs = find_server(arguments_.postgres_bin, wanted);
    if (!programs) return std::unexpected(programs.error());
    if (wanted && *wanted != programs->major) {
      remarks_.push_back(
          fmt::format("PostgreSQL {} is not installed here: everything was judged and run for {}",
                      *wanted, programs->major));
    }
    return Sandbox::start(*programs, limits);
  }

  static void set_version(int major, RunOptions& options) {
    options.server_version = ServerVersion{static_cast<std::uint16_t>(major), 0};
  }

  bool verify_all(const RunOptions& options, std::vector<Finding>& findings) {
    bool well = true;
    for_each_history(
        project_, options, [&](std::span<ReadFile* const> files, ServerVersion server) {
          if (!well) return;
          const std::vector<VerifyScript> scripts = scripts_of(files);
          VerifyOptions how{.fill = {.rows = arguments_.rows, .seed = arguments_.seed},
                            .server = server,
                            .time = std::chrono::seconds(arguments_.total_seconds),
                            .sources = &project_.sources};
          const Dialect dialect = files.front()->migration.dialect;
          const bool postgres = dialect == Dialect::postgres;
          if (dialect == Dialect::mariadb) how.server = maria_version_;
          auto verification =
              postgres ? verify(*sandbox_, scripts, how) : verify_on_mariadb(*maria_, scripts, how);
          if (!verification) {
            complain(verification.error());
            well = false;
            return;
          }
          apply_verdicts(*verification, findings);
          verifications_.push_back(*std::move(verification));
        });
    return well;
  }

  [[nodiscard]] std::vector<VerifyScript> scripts_of(std::span<ReadFile* const> files) const {
    std::vector<VerifyScript> scripts;
    for (const ReadFile* file : files) {
      const Migration& migration = file->migration;
      std::optional<std::size_t> up;
      if (!file->up.empty()) {
        up = scripts.size();
        scripts.push_back({{&migration, Direction::up, file->up}, !migration.reported, {}});
      }
      if (!file->down.empty()) {
        scripts.push_back({{&migration, Direction::down, file->down}, !migration.reported, up});
      }
    }
    pair_files(scripts);
    // The rollback of what is history was not run, and is not to be.
    std::erase_if(scripts, [](const VerifyScript& script) {
      return script.script.direction == Direction::down && script.history && !script.undoes;
    });
    return scripts;
  }

  /// x.sql or x.up.sql, and x.down.sql.
  void pair_files(std::vector<VerifyScript>& scripts) const {
    const auto stem_of = [&](const VerifyScript& script) {
      return stem(project_.sources[script.script.migration->file].path());
    };
    for (VerifyScript& down : scripts) {
      if (down.script.direction != Direction::down || down.undoes) continue;
      for (std::size_t i = 0; i < scripts.size(); ++i) {
        const bool fits =
            scripts[i].script.direction == Direction::up && stem_of(scripts[i]) == stem_of(down);
        if (fits) down.undoes = i;
      }
    }
  }

  bool write(std::vector<Finding>& findings) {
    for (const RuleInfo& rule : verify_rules())
      rules_.push_back(rule);
    const std::vector<Span> not_read = project_.statements_not_read();
    const std::vector<std::string> names =
        repository_names(project_, findings, not_read, NamedFiles::of_findings);
    const Result result{.sources = project_.sources,
                        .findings = findings,
                        .rules = rules_,
                        .files = project_.reported_files(),
                        .statements = project_.reported_statements(),
                        .unread = project_.unread,
                        .repository_paths = names,
                        .not_read = not_read};
    std::string servers;
    if (sandbox_) servers = "PostgreSQL " + sandbox_->release();
    if (maria_) servers += (servers.empty() ? "MariaDB " : ", MariaDB ") + maria_->release();
    const VerifyReport report{.server = servers, .databases = verifications_, .remarks = remarks_};
    return write_result(result, arguments_,
                        [&](const OutputRequest& output) -> std::optional<std::string> {
                          std::string out;
                          if (output.format == Format::json) {
                            write_verify_json(result, report, out);
                          } else if (output.format == Format::text) {
                            write_verify_text(result, report,
                                              {.color = use_color(arguments_.color, output.file),
                                               .quiet = arguments_.quiet,
                                               .width = output_width()},
                                              out);
                          } else {
                            return std::nullopt;
                          }
                          return out;
                        });
  }

  /// What the server has refuted is no reason to stop a pipeline.
  [[nodiscard]] bool fails(std::span<const Finding> findings) const {
    return arguments_.fail_on && std::ranges::any_of(findings, [&](const Finding& finding) {
             const bool refuted =
                 finding.verdict && finding.verdict->state == Verdict::State::refuted;
             return !finding.suppressed && !refuted && finding.level >= *arguments_.fail_on;
           });
  }

  const Arguments& arguments_;
  std::vector<RuleInfo> rules_;
  std::vector<KnownRule> known_;
  ConfigFinder configs_;
  Project project_;
  std::optional<Sandbox> sandbox_;
  std::optional<MariaServer> maria_;
  ServerVersion maria_version_{10, 11};
  std::vector<Verification> verifications_;
  std::vector<std::string> remarks_;
};

}  // namespace

int run_verify(const Arguments& arguments) {
  return VerifyCommand(arguments).run();
}

}  // namespace miglint
