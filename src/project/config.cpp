#include "project/config.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <utility>

#include "project/glob.h"
#include "project/read_file.h"
#include "project/tools/tool.h"
#include "source/nearest_name.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kLevels{"off"sv, "note"sv, "warning"sv, "error"sv};
constexpr std::array kDialects{"postgres"sv, "mysql"sv, "mariadb"sv};
/// Keys of a later version: to take them and do nothing would look like consent.
constexpr std::array kPlanned{"ban"sv};

constexpr std::uint16_t kOldestPostgres = 13;
constexpr std::uint16_t kNewestPostgres = 18;

bool is_mysql(ServerVersion version) {
  return version >= ServerVersion{5, 7} && version.major <= 9;
}
bool is_mariadb(ServerVersion version) {
  return version >= ServerVersion{10, 5} && version.major <= 11;
}

/// Position of `word` among `words`.
std::optional<std::size_t> index_of(std::string_view word,
                                    std::span<const std::string_view> words) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

/// "; did you mean `x`?", else the names there are when they are few.
std::string suggestion(std::string_view word, std::span<const std::string_view> names) {
  if (const auto near = nearest_name(word, names))
    return fmt::format("; did you mean `{}`?", *near);
  if (names.empty() || names.size() > 16) return {};
  return fmt::format(" (known: {})", fmt::join(names, ", "));
}

std::string_view type_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

/// "16" or "8.4" in numbers.
class ConfigReader {
 public:
  ConfigReader(const std::string& path, std::span<const KnownRule> rules)
      : path_(path), rules_(rules) {
    for (const KnownRule& rule : rules)
      rule_ids_.push_back(rule.id);
  }

  std::expected<Config, std::vector<ConfigProblem>> read(const toml::table& root) {
    config_.path = path_;
    const std::string folder = std::filesystem::path(path_).parent_path().generic_string();
    config_.folder = folder.empty() ? "." : folder;
    read_root(root);
    if (problems_.empty()) return std::move(config_);
    std::ranges::stable_sort(problems_, {}, [](const ConfigProblem& problem) {
      return std::pair(problem.line, problem.column);
    });
    return std::unexpected(std::move(problems_));
  }

 private:
  void problem(const toml::source_region& where, std::string message) {
    problems_.push_back({path_, where.begin.line, where.begin.column, std::move(message)});
  }
  void problem(const toml::node& node, std::string message) {
    problem(node.source(), std::move(message));
  }

  /// Calls `read` for each entry whose key is one of `keys`; the others are mistakes.
  void read_keys(const toml::table& table, std::string_view where,
                 std::span<const std::string_view> keys, const auto& read) {
    for (const auto& [key, value] : table) {
      if (index_of(key.str(), keys)) {
        read(key.str(), value);
      } else if (where.empty() && index_of(key.str(), kPlanned)) {
        problem(key.source(), fmt::format("`{}` is not supported yet by this version", key.str()));
      } else {
        problem(key.source(),
                fmt::format("unknown key `{}`{}{}", key.str(), where, suggestion(key.str(), keys)));
      }
    }
  }

  void wrong_type(const toml::node& node, std::string_view key, std::string_view wanted) {
    problem(node, fmt::format("`{}` must be {}, not {}", key, wanted, type_of(node)));
  }

  const toml::table* table_of(const toml::node& node, std::string_view key) {
    if (const toml::table* table = node.as_table()) return table;
    wrong_type(node, key, "a table");
    return nullptr;
  }

  std::optional<std::string> string_of(const toml::node& node, std::string_view key) {
    if (const auto text = node.value_exact<std::string>()) return text;
    wrong_type(node, key, "a string");
    return std::nullopt;
  }

  std::vector<std::string> strings_of(const toml::node& node, std::string_view key) {
    std::vector<std::string> strings;
    const toml::array* list = node.as_array();
    if (list == nullptr) {
      wrong_type(node, key, "a list of strings");
      return strings;
    }
    for (const toml::node& item : *list) {
      if (const auto text = item.value_exact<std::string>()) {
        if (text->empty()) problem(item, fmt::format("`{}` holds an empty string", key));
        strings.push_back(*text);
      } else {
        problem(item, fmt::format("`{}` must be a list of strings, not of {}", key, type_of(item)));
      }
    }
    return strings;
  }

  /// Index of the string in `words`.
  std::optional<std::size_t> word_of(const toml::node& node, std::string_view key,
                                     std::span<const std::string_view> words) {
    const auto text = string_of(node, key);
    if (!text) return std::nullopt;
    const auto index = index_of(*text, words);
    if (!index) {
      problem(node, fmt::format("`{}` is no {}{}", *text, key, suggestion(*text, words)));
    }
    return index;
  }

  void read_root(const toml::table& root) {
    static constexpr std::array kHistories{"unknown"sv, "complete"sv};
    static constexpr std::array kKeys{"dialect"sv, "postgres"sv,  "mysql"sv,
                                      "paths"sv,   "exclude"sv,   "rules"sv,
                                      "history"sv, "overrides"sv, "frameworks"sv};
    read_keys(root, "", kKeys, [this](std::string_view key, const toml::node& value) {
      if (key == "dialect") {
        if (const auto index = word_of(value, key, kDialects)) {
          config_.dialect = static_cast<Dialect>(*index);
        }
      } else if (key == "postgres" || key == "mysql") {
        read_server(key, value);
      } else if (key == "history") {
        if (const auto index = word_of(value, key, kHistories)) {
          config_.complete_history = *index == 1;
        }
      } else if (key == "paths") {
        config_.paths = strings_of(value, key);
      } else if (key == "exclude") {
        config_.exclude = strings_of(value, key);
      } else if (key == "rules") {
        config_.rules = read_rules(value);
      } else if (key == "overrides") {
        read_overrides(value);
      } else {
        read_frameworks(value);
      }
    });
  }

  void read_server(std::string_view server, const toml::node& node) {
    static constexpr std::array kKeys{"version"sv};
    const toml::table* table = table_of(node, server);
    if (table == nullptr) return;
    const bool postgres = server == "postgres";
    read_keys(*table, fmt::format(" in [{}]", server), kKeys,
              [&](std::string_view key, const toml::node& value) {
                const auto word = version_word(value, key);
                if (!word) return;
                if (postgres) {
                  const auto version = postgres_version_of(*word);
                  if (!version) return problem(value, version.error());
                  config_.postgres_version = *version;
                } else {
                  const auto version = mysql_version_of(*word, std::nullopt);
                  if (!version) return problem(value, version.error());
                  config_.mysql_version = *version;
                }
              });
  }

  /// A version as written: 16, 16.2 or "16.2".
  std::optional<std::string> version_word(const toml::node& node, std::string_view key) {
    if (const auto number = node.value_exact<std::int64_t>()) return fmt::format("{}", *number);
    if (const auto number = node.value_exact<double>()) return fmt::format("{}", *number);
    if (auto text = node.value_exact<std::string>()) return text;
    wrong_type(node, key, "a server version");
    return std::nullopt;
  }

  RuleTable read_rules(const toml::node& node) {
    RuleTable rules;
    const toml::table* table = table_of(node, "rules");
    if (table == nullptr) return rules;
    for (const auto& [id, value] : *table) {
      const auto known = std::ranges::find(rules_, id.str(), &KnownRule::id);
      if (known == rules_.end()) {
        problem(id.source(),
                fmt::format("there is no rule `{}`{}", id.str(), suggestion(id.str(), rule_ids_)));
      } else if (const toml::table* settings = table_of(value, fmt::format("rules.{}", id.str()))) {
        rules.emplace(id.str(), read_rule(*settings, *known));
      }
    }
    return rules;
  }

  RuleSettings read_rule(const toml::table& table, const KnownRule& rule) {
    RuleSettings settings;
    std::vector keys{"level"sv};
    keys.insert(keys.end(), rule.options.begin(), rule.options.end());
    read_keys(table, fmt::format(" in [rules.{}]", rule.id), keys,
              [&](std::string_view key, const toml::node& value) {
                if (key != "level") {
                  if (auto option = option_of(value, key)) settings.options.emplace(key, *option);
                } else if (const auto index = word_of(value, key, kLevels)) {
                  settings.level = static_cast<ConfiguredLevel>(*index);
                }
              });
    return settings;
  }

  std::optional<OptionValue> option_of(const toml::node& node, std::string_view key) {
    if (const auto value = node.value_exact<bool>()) return *value;
    if (const auto value = node.value_exact<std::int64_t>()) return *value;
    if (const auto value = node.value_exact<double>()) return *value;
    if (auto value = node.value_exact<std::string>()) return std::move(*value);
    if (node.is_array()) return strings_of(node, key);
    wrong_type(node, key, "a string, a number, a list of strings, true or false");
    return std::nullopt;
  }

  void read_overrides(const toml::node& node) {
    static constexpr std::array kKeys{"paths"sv, "rules"sv};
    const toml::array* list = node.as_array();
    if (list == nullptr) return wrong_type(node, "overrides", "written [[overrides]]");
    for (const toml::node& item : *list) {
      const toml::table* table = table_of(item, "overrides");
      if (table == nullptr) continue;
      Override override_;
      read_keys(*table, " in [[overrides]]", kKeys,
                [&](std::string_view key, const toml::node& value) {
                  if (key == "paths") {
                    override_.paths = strings_of(value, key);
                  } else {
                    override_.rules = read_rules(value);
                  }
                });
      if (!table->contains("paths")) {
        problem(item, "[[overrides]] lacks `paths`: the globs of the files that it is for");
      }
      config_.overrides.push_back(std::move(override_));
    }
  }

  void read_frameworks(const toml::node& node) {
    static constexpr std::array kKeys{"paths"sv, "transaction"sv};
    static constexpr std::array kCxxKeys{"paths"sv, "transaction"sv, "calls"sv, "tables"sv,
                                         "compile_commands"sv};
    static constexpr std::array kTransactions{"none"sv, "file"sv, "all"sv};
    constexpr std::array kWraps{Wrap::none, Wrap::file, Wrap::all_pending};
    const toml::table* table = table_of(node, "frameworks");
    if (table == nullptr) return;
    std::vector<std::string_view> names;
    for (const Tool* tool : all_tools())
      names.push_back(tool->name);
    read_keys(*table, " in [frameworks]", names,
              [&](std::string_view framework, const toml::node& value) {
                const toml::table* keys = table_of(value, framework);
                if (keys == nullptr) return;
                FrameworkSettings settings;
                const std::span<const std::string_view> known =
                    framework == "cxx" ? std::span<const std::string_view>(kCxxKeys) : kKeys;
                read_keys(*keys, fmt::format(" in [frameworks.{}]", framework), known,
                          [&](std::string_view key, const toml::node& word) {
                            if (key == "paths") {
                              settings.paths = strings_of(word, key);
                            } else if (key == "calls") {
                              settings.calls = strings_of(word, key);
                            } else if (key == "tables") {
                              settings.tables = strings_of(word, key);
                            } else if (key == "compile_commands") {
                              settings.compile_commands = word.value_or(std::string());
                            } else if (const auto index = word_of(word, key, kTransactions)) {
                              settings.transaction = kWraps[*index];
                            }
                          });
                config_.frameworks.emplace(framework, settings);
              });
  }

  const std::string& path_;
  std::span<const KnownRule> rules_;
  std::vector<std::string_view> rule_ids_;
  Config config_;
  std::vector<ConfigProblem> problems_;
};

std::optional<ConfiguredLevel> level_in(const RuleTable& rules, std::string_view rule) {
  const auto found = rules.find(rule);
  return found == rules.end() ? std::nullopt : found->second.level;
}

}  // namespace

std::optional<ConfiguredLevel> Config::level(std::string_view rule, std::string_view file) const {
  std::optional<ConfiguredLevel> level = level_in(rules, rule);
  for (const Override& override_ : overrides) {
    const auto override_level = level_in(override_.rules, rule);
    if (override_level && std::ranges::any_of(override_.paths, [&](const std::string& glob) {
          return matches_glob(glob, file);
        })) {
      level = override_level;
    }
  }
  return level;
}

bool Config::excludes(std::string_view file) const {
  return std::ranges::any_of(exclude,
                             [&](const std::string& glob) { return matches_glob(glob, file); });
}

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

std::optional<Dialect> dialect_of(std::string_view word) {
  const auto index = index_of(word, kDialects);
  if (!index) return std::nullopt;
  return static_cast<Dialect>(*index);
}

std::optional<ServerVersion> version_of(std::string_view word) {
  ServerVersion version;
  const char* at = word.data();
  const char* const end = word.data() + word.size();
  std::uint16_t* const parts[] = {&version.major, &version.minor, &version.patch};
  for (std::uint16_t* part : parts) {
    const auto [last, error] = std::from_chars(at, end, *part);
    if (error != std::errc{}) return std::nullopt;
    if (last == end) return version;
    if (*last != '.') return std::nullopt;
    at = last + 1;
  }
  return std::nullopt;
}

std::expected<ServerVersion, std::string> mysql_version_of(std::string_view word,
                                                           std::optional<Dialect> server) {
  const auto version = version_of(word);
  if (!version) {
    return std::unexpected(fmt::format(
        "`{}` is no server version: write it as \"8.4\", \"8.0.29\" or \"10.11\"", word));
  }
  if (server != Dialect::mariadb && is_mysql(*version)) return *version;
  if (server != Dialect::mysql && is_mariadb(*version)) return *version;
  const std::string_view known = server == Dialect::mysql ? "MySQL 5.7 to 9"
                                 : server == Dialect::mariadb
                                     ? "MariaDB 10.5 to 11"
                                     : "MySQL 5.7 to 9 and MariaDB 10.5 to 11";
  return std::unexpected(fmt::format("{} is not known here, only {}", word, known));
}

std::expected<ServerVersion, std::string> postgres_version_of(std::string_view word) {
  const auto version = version_of(word);
  if (!version) {
    return std::unexpected(
        fmt::format("`{}` is no server version: write it as 16 or \"16.2\"", word));
  }
  if (version->major < kOldestPostgres || version->major > kNewestPostgres) {
    return std::unexpected(fmt::format("PostgreSQL {} is not known here, only {} to {}",
                                       version->major, kOldestPostgres, kNewestPostgres));
  }
  return *version;
}

}  // namespace miglint
