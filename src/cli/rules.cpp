#include "rules/rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "cli/commands.h"
#include "cli/open_project.h"
#include "cli/output.h"
#include "cli/rule_set.h"
#include "report/rule_list.h"
#include "source/nearest_name.h"

namespace miglint {
namespace {

int finish(const Arguments& arguments, std::string_view out) {
  const auto failure = write_output(arguments.output, out);
  if (failure) complain(*failure);
  return failure ? kFailed : kNothingFound;
}

/// The config closest to the current folder, or that of --config.
class HouseConfig {
 public:
  explicit HouseConfig(const Arguments& arguments)
      : known_(known_rules(rules::all())),
        configs_(known_, arguments.config),
        config_(configs_.for_folder(".")) {}

  /// False when it cannot be used; that has been told.
  [[nodiscard]] bool holds() const { return !complain_about_configs(configs_); }
  [[nodiscard]] const Config& config() const { return config_; }

 private:
  std::vector<KnownRule> known_;
  ConfigFinder configs_;
  const Config& config_;
};

}  // namespace

int run_rules(const Arguments& arguments) {
  const HouseConfig config(arguments);
  if (!config.holds()) return kFailed;
  const RuleSet rules(config.config());
  std::string out;
  if (arguments.format == Format::json) {
    write_rule_list_json(rules.all(), out);
  } else {
    write_rule_list_text(rules.all(), use_color(arguments.color, arguments.output), out);
  }
  return finish(arguments, out);
}

int run_explain(const Arguments& arguments) {
  const HouseConfig config(arguments);
  if (!config.holds()) return kFailed;
  const RuleSet rule_set(config.config());
  const auto rules = rule_set.all();
  const auto rule = std::ranges::find(rules, arguments.rule, &RuleInfo::id);
  if (rule == rules.end()) {
    std::vector<std::string_view> ids;
    for (const RuleInfo& known : rules)
      ids.push_back(known.id);
    const auto near = nearest_name(arguments.rule, ids);
    complain(fmt::format(
        "there is no rule `{}`{}", arguments.rule,
        near ? fmt::format("; did you mean `{}`?", *near) : ". `miglint rules` lists them."));
    return kFailed;
  }
  std::string out;
  if (arguments.format == Format::json) {
    write_rule_page_json(*rule, out);
  } else {
    write_rule_page_text(*rule, use_color(arguments.color, arguments.output), out);
  }
  return finish(arguments, out);
}

}  // namespace miglint
