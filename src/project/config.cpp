#include "project/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "project/glob.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kDialects{"postgres"sv, "mysql"sv, "mariadb"sv};

constexpr std::uint16_t kOldestPostgres = 13;
constexpr std::uint16_t kNewestPostgres = 18;

bool is_mysql(ServerVersion version) {
  return version >= ServerVersion{5, 7} && version.major <= 9;
}
bool is_mariadb(ServerVersion version) {
  return version >= ServerVersion{10, 5} && version.major <= 11;
}

const RuleSettings* settings_in(const RuleTable& rules, std::string_view rule) {
  const auto found = rules.find(rule);
  return found == rules.end() ? nullptr : &found->second;
}

/// What holds for the rule in the file: the last settings that say anything come last.
std::vector<const RuleSettings*> settings_of(const Config& config, std::string_view rule,
                                             std::string_view file) {
  std::vector<const RuleSettings*> all;
  if (const RuleSettings* own = settings_in(config.rules, rule)) all.push_back(own);
  for (const Override& override_ : config.overrides) {
    const RuleSettings* other = settings_in(override_.rules, rule);
    if (other != nullptr && std::ranges::any_of(override_.paths, [&](const std::string& glob) {
          return matches_glob(glob, file);
        })) {
      all.push_back(other);
    }
  }
  return all;
}

bool matches_any(std::span<const std::string> patterns, std::string_view relation) {
  return std::ranges::any_of(
      patterns, [&](const std::string& pattern) { return matches_relation(pattern, relation); });
}

}  // namespace

std::optional<ConfiguredLevel> Config::level(std::string_view rule, std::string_view file) const {
  std::optional<ConfiguredLevel> level;
  for (const RuleSettings* settings : settings_of(*this, rule, file)) {
    if (settings->level) level = settings->level;
  }
  return level;
}

const std::int64_t* Config::option(std::string_view rule, std::string_view option,
                                   std::string_view file) const {
  const std::int64_t* value = nullptr;
  for (const RuleSettings* settings : settings_of(*this, rule, file)) {
    const auto found = settings->options.find(option);
    if (found != settings->options.end()) value = &found->second;
  }
  return value;
}

bool Config::exempts(std::string_view rule, std::string_view relation,
                     std::string_view file) const {
  if (matches_any(tables.exempt, relation)) return true;
  return std::ranges::any_of(settings_of(*this, rule, file), [&](const RuleSettings* settings) {
    return matches_any(settings->exempt, relation);
  });
}

bool matches_relation(std::string_view pattern, std::string_view relation) {
  const bool has_schema = pattern.find('.') != std::string_view::npos;
  return matches_glob(pattern, has_schema ? relation : relation.substr(relation.find('.') + 1));
}

bool Config::excludes(std::string_view file) const {
  return std::ranges::any_of(exclude,
                             [&](const std::string& glob) { return matches_glob(glob, file); });
}

std::optional<Dialect> dialect_of(std::string_view word) {
  const auto found = std::ranges::find(kDialects, word);
  if (found == kDialects.end()) return std::nullopt;
  return static_cast<Dialect>(found - kDialects.begin());
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
