#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "project/read_file.h"
#include "project/toml_reader.h"
#include "project/tools/tool.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kLevels{"off"sv, "note"sv, "warning"sv, "error"sv};
constexpr std::array kDialects{"postgres"sv, "mysql"sv, "mariadb"sv};

class ConfigReader {
 public:
  ConfigReader(const std::string& path, std::span<const KnownRule> rules)
      : path_(path), toml_(path), rules_(rules.begin(), rules.end()) {
    for (const KnownRule& rule : rules)
      rule_ids_.push_back(rule.id);
  }

  std::expected<Config, std::vector<ConfigProblem>> read(const toml::table& root) {
    config_.path = path_;
    const std::string folder = std::filesystem::path(path_).parent_path().generic_string();
    config_.folder = folder.empty() ? "." : folder;
    read_root(root);
    std::vector<ConfigProblem>& problems = toml_.problems();
    if (problems.empty()) return std::move(config_);
    std::ranges::stable_sort(problems, {}, [](const ConfigProblem& problem) {
      return std::pair(problem.line, problem.column);
    });
    return std::unexpected(std::move(problems));
  }

 private:
  void read_root(const toml::table& root) {
    static constexpr std::array kHistories{"unknown"sv, "complete"sv};
    static constexpr std::array kKeys{"dialect"sv,    "postgres"sv, "mysql"sv,   "paths"sv,
                                      "exclude"sv,    "rules"sv,    "history"sv, "overrides"sv,
                                      "frameworks"sv, "tables"sv,   "tenancy"sv, "suppressions"sv,
                                      "ban"sv};
    // Other tables may name its house rules.
    if (const toml::node* bans = root.get("ban")) read_ban_rules(*bans);
    toml_.read_keys(root, "", kKeys, [this](std::string_view key, const toml::node& value) {
      if (key == "dialect") {
        if (const auto index = toml_.word_of(value, key, kDialects)) {
          config_.dialect = static_cast<Dialect>(*index);
        }
      } else if (key == "postgres" || key == "mysql") {
        read_server(key, value);
      } else if (key == "history") {
        if (const auto index = toml_.word_of(value, key, kHistories)) {
          config_.complete_history = *index == 1;
        }
      } else if (key == "paths") {
        config_.paths = toml_.strings_of(value, key);
      } else if (key == "exclude") {
        config_.exclude = toml_.strings_of(value, key);
      } else if (key == "rules") {
        config_.rules = read_rules(value);
      } else if (key == "overrides") {
        read_overrides(value);
      } else if (key == "frameworks") {
        read_frameworks(value);
      } else if (key == "tables") {
        read_tables(value);
      } else if (key == "tenancy") {
        read_tenancy(value);
      } else if (key == "suppressions") {
        read_suppressions(value);
      }
    });
    give_bans_their_levels();
  }

  void read_ban_rules(const toml::node& node) {
    config_.bans = read_bans(node, toml_);
    for (const Ban& ban : config_.bans) {
      rules_.push_back({.id = ban.id, .options = {}});
      rule_ids_.push_back(ban.id);
    }
  }

  void give_bans_their_levels() {
    for (const Ban& ban : config_.bans) {
      RuleSettings& settings = config_.rules[ban.id];
      if (!settings.level) settings.level = ban.level;
    }
  }

  void read_tables(const toml::node& node) {
    static constexpr std::array kKeys{"small_rows"sv, "small_mb"sv,    "large_rows"sv,
                                      "large_mb"sv,   "busy_writes"sv, "read_rate"sv,
                                      "write_rate"sv, "large"sv,       "exempt"sv};
    const toml::table* table = toml_.table_of(node, "tables");
    if (table == nullptr) return;
    TableSettings& to = config_.tables;
    toml_.read_keys(*table, " in [tables]", kKeys,
                    [&](std::string_view key, const toml::node& value) {
                      if (key == "large") {
                        to.large = toml_.strings_of(value, key);
                      } else if (key == "exempt") {
                        to.exempt = toml_.strings_of(value, key);
                      } else {
                        const bool is_rate = key.ends_with("_rate");
                        const auto number = toml_.number_of(value, key, is_rate ? 1 : 0);
                        if (number) number_in_tables(key) = *number;
                      }
                    });
    if (to.small_rows > to.large_rows || to.small_mb > to.large_mb) {
      toml_.problem(node,
                    "a table would be small and large: `small_rows` and `small_mb` must not "
                    "be above `large_rows` and `large_mb`");
    }
  }

  std::int64_t& number_in_tables(std::string_view key) {
    TableSettings& tables = config_.tables;
    if (key == "small_rows") return tables.small_rows;
    if (key == "small_mb") return tables.small_mb;
    if (key == "large_rows") return tables.large_rows;
    if (key == "large_mb") return tables.large_mb;
    if (key == "busy_writes") return tables.busy_writes;
    return key == "read_rate" ? tables.read_rate : tables.write_rate;
  }

  void read_tenancy(const toml::node& node) {
    static constexpr std::array kKeys{"columns"sv};
    const toml::table* table = toml_.table_of(node, "tenancy");
    if (table == nullptr) return;
    toml_.read_keys(*table, " in [tenancy]", kKeys,
                    [&](std::string_view key, const toml::node& value) {
                      config_.tenant_columns = toml_.strings_of(value, key);
                    });
  }

  void read_suppressions(const toml::node& node) {
    static constexpr std::array kKeys{"require_reason"sv, "require_expiry"sv, "max_days"sv};
    const toml::table* table = toml_.table_of(node, "suppressions");
    if (table == nullptr) return;
    SuppressionSettings& to = config_.suppressions;
    toml_.read_keys(*table, " in [suppressions]", kKeys,
                    [&](std::string_view key, const toml::node& value) {
                      if (key == "max_days") {
                        to.max_days = toml_.number_of(value, key, 1);
                      } else if (const auto flag = toml_.flag_of(value, key)) {
                        (key == "require_reason" ? to.require_reason : to.require_expiry) = *flag;
                      }
                    });
  }

  void read_server(std::string_view server, const toml::node& node) {
    static constexpr std::array kKeys{"version"sv};
    const toml::table* table = toml_.table_of(node, server);
    if (table == nullptr) return;
    const bool postgres = server == "postgres";
    toml_.read_keys(*table, fmt::format(" in [{}]", server), kKeys,
                    [&](std::string_view key, const toml::node& value) {
                      const auto word = version_word(value, key);
                      if (!word) return;
                      if (postgres) {
                        const auto version = postgres_version_of(*word);
                        if (!version) return toml_.problem(value, version.error());
                        config_.postgres_version = *version;
                      } else {
                        const auto version = mysql_version_of(*word, std::nullopt);
                        if (!version) return toml_.problem(value, version.error());
                        config_.mysql_version = *version;
                      }
                    });
  }

  /// A version as written: 16, 16.2 or "16.2".
  std::optional<std::string> version_word(const toml::node& node, std::string_view key) {
    if (const auto number = node.value_exact<std::int64_t>()) return fmt::format("{}", *number);
    if (const auto number = node.value_exact<double>()) return fmt::format("{}", *number);
    if (auto text = node.value_exact<std::string>()) return text;
    toml_.wrong_type(node, key, "a server version");
    return std::nullopt;
  }

  RuleTable read_rules(const toml::node& node) {
    RuleTable rules;
    const toml::table* table = toml_.table_of(node, "rules");
    if (table == nullptr) return rules;
    for (const auto& [id, value] : *table) {
      const auto known = std::ranges::find(rules_, id.str(), &KnownRule::id);
      if (known == rules_.end()) {
        toml_.problem(id.source(), fmt::format("there is no rule `{}`{}", id.str(),
                                               suggestion(id.str(), rule_ids_)));
      } else if (const toml::table* settings =
                     toml_.table_of(value, fmt::format("rules.{}", id.str()))) {
        rules.emplace(id.str(), read_rule(*settings, *known));
      }
    }
    return rules;
  }

  RuleSettings read_rule(const toml::table& table, const KnownRule& rule) {
    RuleSettings settings;
    std::vector keys{"level"sv, "exempt"sv};
    keys.insert(keys.end(), rule.options.begin(), rule.options.end());
    toml_.read_keys(table, fmt::format(" in [rules.{}]", rule.id), keys,
                    [&](std::string_view key, const toml::node& value) {
                      if (key == "exempt") {
                        settings.exempt = toml_.strings_of(value, key);
                      } else if (key != "level") {
                        if (const auto number = toml_.number_of(value, key, 0)) {
                          settings.options.emplace(key, *number);
                        }
                      } else if (const auto index = toml_.word_of(value, key, kLevels)) {
                        settings.level = static_cast<ConfiguredLevel>(*index);
                      }
                    });
    return settings;
  }

  void read_overrides(const toml::node& node) {
    static constexpr std::array kKeys{"paths"sv, "rules"sv};
    toml_.read_list(node, "overrides", [&](const toml::table& table) {
      Override override_;
      toml_.read_keys(table, " in [[overrides]]", kKeys,
                      [&](std::string_view key, const toml::node& value) {
                        if (key == "paths") {
                          override_.paths = toml_.strings_of(value, key);
                        } else {
                          override_.rules = read_rules(value);
                        }
                      });
      if (!table.contains("paths")) {
        toml_.problem(table, "[[overrides]] lacks `paths`: the globs of the files that it is for");
      }
      config_.overrides.push_back(std::move(override_));
    });
  }

  void read_frameworks(const toml::node& node) {
    static constexpr std::array kKeys{"paths"sv, "transaction"sv};
    static constexpr std::array kCxxKeys{"paths"sv, "transaction"sv, "calls"sv, "tables"sv,
                                         "compile_commands"sv};
    static constexpr std::array kTransactions{"none"sv, "file"sv, "all"sv};
    constexpr std::array kWraps{Wrap::none, Wrap::file, Wrap::all_pending};
    const toml::table* table = toml_.table_of(node, "frameworks");
    if (table == nullptr) return;
    std::vector<std::string_view> names;
    for (const Tool* tool : all_tools())
      names.push_back(tool->name);
    toml_.read_keys(*table, " in [frameworks]", names,
                    [&](std::string_view framework, const toml::node& value) {
                      const toml::table* keys = toml_.table_of(value, framework);
                      if (keys == nullptr) return;
                      FrameworkSettings settings;
                      const std::span<const std::string_view> known =
                          framework == "cxx" ? std::span<const std::string_view>(kCxxKeys) : kKeys;
                      toml_.read_keys(
                          *keys, fmt::format(" in [frameworks.{}]", framework), known,
                          [&](std::string_view key, const toml::node& word) {
                            if (key == "paths") {
                              settings.paths = toml_.strings_of(word, key);
                            } else if (key == "calls") {
                              settings.calls = toml_.strings_of(word, key);
                            } else if (key == "tables") {
                              settings.tables = toml_.strings_of(word, key);
                            } else if (key == "compile_commands") {
                              if (auto file = toml_.string_of(word, key))
                                settings.compile_commands = *file;
                            } else if (const auto index = toml_.word_of(word, key, kTransactions)) {
                              settings.transaction = kWraps[*index];
                            }
                          });
                      config_.frameworks.emplace(framework, settings);
                    });
  }

  const std::string& path_;
  TomlReader toml_;
  std::vector<KnownRule> rules_;  ///< Those that are built in, and its own bans.
  std::vector<std::string_view> rule_ids_;
  Config config_;
};

}  // namespace

std::expected<Config, std::vector<ConfigProblem>> parse_config(std::string_view text,
                                                               const std::string& path,
                                                               std::span<const KnownRule> rules) {
  try {
    return ConfigReader(path, rules).read(toml::parse(text));
  } catch (const toml::parse_error& error) {
    const toml::source_position& at = error.source().begin;
    return std::unexpected(std::vector<ConfigProblem>{
        {path, at.line, at.column, fmt::format("this is no TOML: {}", error.description())}});
  }
}

std::expected<Config, std::vector<ConfigProblem>> load_config(const std::string& path,
                                                              std::span<const KnownRule> rules) {
  const auto text = read_file(path);
  if (!text) {
    return std::unexpected(
        std::vector<ConfigProblem>{{path, 1, 1, fmt::format("cannot be read: {}", text.error())}});
  }
  return parse_config(*text, path, rules);
}

}  // namespace miglint
