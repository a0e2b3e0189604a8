#include "report/checks.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <expected>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/read_rollouts.h"
#include "project/read_file.h"
#include "rules/rules.h"
#include "runbook/checks.h"
#include "verify/run_checks.h"

namespace miglint {
namespace {

class ChecksCommand {
 public:
  explicit ChecksCommand(const Arguments& arguments)
      : arguments_(arguments),
        known_(known_rules(rules::all())),
        configs_(known_, arguments.config) {}

  int run() {
    if (const auto exit = open_project(arguments_, configs_, project_)) return *exit;
    if (!collect()) return kFailed;
    std::vector<CheckAnswer> answers;
    if (!arguments_.database_url.empty()) {
      auto answered = ask();
      if (!answered) {
        complain(answered.error());
        return kFailed;
      }
      answers = *std::move(answered);
    }
    if (const auto failure = write_output(arguments_.output, written(answers))) {
      complain(*failure);
      return kFailed;
    }
    if (!project_.unread.empty()) return kFailed;
    return std::ranges::any_of(answers, stops) ? kFound : kNothingFound;
  }

 private:
  bool collect() {
    const auto rollouts = read_rollouts(project_, run_options(arguments_));
    if (!arguments_.database_url.empty() && rollouts.size() > 1) {
      complain("these are the migrations of several databases: name those of one");
      return false;
    }
    for (const DatabaseRollout& database : rollouts) {
      const Rollout& rollout = database.rollout;
      const bool is_mysql = rollout.dialect != Dialect::postgres;
      if (!arguments_.database_url.empty() && is_mysql != is_mysql_url(arguments_.database_url)) {
        complain(fmt::format("these migrations are {}'s, and --database-url names another server",
                             is_mysql ? "MySQL" : "PostgreSQL"));
        return false;
      }
      if (arguments_.phase != Check::Phase::after) {
        std::ranges::move(checks_before(rollout, project_.sources), std::back_inserter(checks_));
      }
      if (arguments_.phase != Check::Phase::before) {
        std::ranges::move(checks_after(rollout, project_.sources), std::back_inserter(checks_));
      }
      std::ranges::copy(rollout.remarks, std::back_inserter(remarks_));
    }
    apply_thresholds();
    return true;
  }

  void apply_thresholds() {
    for (Check& check : checks_) {
      if (check.expect == Check::Expect::refused) continue;
      for (const Threshold& limit : arguments_.min) {
        if (limit.metric != check.metric) continue;
        check.expect = Check::Expect::at_least;
        check.wanted = limit.value;
      }
      for (const Threshold& limit : arguments_.max) {
        if (limit.metric != check.metric) continue;
        check.expect = Check::Expect::at_most;
        check.wanted = limit.value;
      }
    }
  }

  [[nodiscard]] std::expected<std::vector<CheckAnswer>, std::string> ask() const {
    CheckRunOptions options;
    options.statement_timeout = std::chrono::seconds(arguments_.statement_seconds);
    if (!arguments_.before.empty()) {
      const auto text = read_file(arguments_.before);
      if (!text) return std::unexpected(fmt::format("{}: {}", arguments_.before, text.error()));
      auto before = read_check_answers(*text);
      if (!before) return std::unexpected(fmt::format("{} {}", arguments_.before, before.error()));
      options.before = *std::move(before);
    }
    if (!is_mysql_url(arguments_.database_url)) {
      return ask(Connection::open(arguments_.database_url), options);
    }
    const auto address = read_mysql_url(arguments_.database_url);
    if (!address) return std::unexpected("--database-url: " + address.error());
    return ask(MysqlConnection::open(*address), options);
  }

  template <class Session>
  [[nodiscard]] std::expected<std::vector<CheckAnswer>, std::string> ask(
      std::expected<Session, ServerError> session, const CheckRunOptions& options) const {
    if (!session) return std::unexpected("no connection: " + session.error().message);
    auto answers = miglint::run_checks(*session, checks_, options);
    if (!answers) return std::unexpected(answers.error().message);
    return *std::move(answers);
  }

  [[nodiscard]] std::string written(const std::vector<CheckAnswer>& answers) const {
    std::string out;
    if (arguments_.format == Format::json) {
      write_checks_json(checks_, answers, remarks_, out);
    } else if (arguments_.format == Format::markdown) {
      write_checks_markdown(checks_, answers, remarks_, out);
    } else if (answers.empty()) {
      write_checks_sql(checks_, remarks_, out);
    } else {
      write_answers_text(answers, out);
    }
    return out;
  }

  const Arguments& arguments_;
  std::vector<KnownRule> known_;
  ConfigFinder configs_;
  Project project_;
  std::vector<Check> checks_;
  std::vector<std::string> remarks_;
};

}  // namespace

int run_checks(const Arguments& arguments) {
  return ChecksCommand(arguments).run();
}

}  // namespace miglint
