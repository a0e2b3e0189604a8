// What a project says about its Phinx migrations beside them: phinx.php or phinx.yml, Phinx's
// version, the migrations before a migration.
#include <algorithm>
#include <filesystem>

#include "frontend/laravel/laravel_project.h"
#include "frontend/laravel/wrap.h"
#include "frontend/php/operators.h"
#include "project/read_file.h"
#include "source/ascii.h"

namespace miglint::laravel {

using eval::Value;

namespace {

/// The value behind `key:` in a file of YAML, wherever it stands.
std::optional<std::string> yaml_value(std::string_view text, std::string_view key) {
  for (std::string_view line : split(text, "\n")) {
    const std::size_t begin = line.find_first_not_of(" \t");
    if (begin == line.npos || !line.substr(begin).starts_with(key)) continue;
    line.remove_prefix(begin + key.size());
    if (!line.starts_with(':')) continue;
    const std::size_t value = line.find_first_not_of(" \t'\"", 1);
    if (value == line.npos) return std::nullopt;
    return std::string(line.substr(value, line.find_first_of(" \t\r'\"#", value) - value));
  }
  return std::nullopt;
}

/// The environment that `phinx migrate` takes: the default one, else the first.
const eval::Map* environment_in(const Value& config) {
  const Value* environments = config.map() == nullptr ? nullptr : config.map()->get("environments");
  const eval::Map* all = environments == nullptr ? nullptr : environments->map();
  if (all == nullptr) return nullptr;
  for (const std::string_view key : {"default_environment", "default_database"}) {
    const Value* name = all->get(key);
    const Value* named = name == nullptr ? nullptr : all->find(*name);
    if (named != nullptr && named->map() != nullptr) return named->map();
  }
  const auto first = std::ranges::find_if(
      all->entries, [](const auto& entry) { return entry.second.map() != nullptr; });
  return first == all->entries.end() ? nullptr : first->second.map();
}

void read_php(const Value& config, phinx::Settings& settings) {
  if (const eval::Map* environment = environment_in(config)) {
    const auto take = [&](std::string_view key, std::string& into) {
      const Value* value = environment->get(key);
      if (value != nullptr && value->str()) into = *value->str();
    };
    take("engine", settings.engine);
    take("collation", settings.collation);
    take("schema", settings.schema);
    take("table_prefix", settings.prefix);
    take("table_suffix", settings.suffix);
  }
  const Value* flags = config.map() == nullptr ? nullptr : config.map()->get("feature_flags");
  if (flags == nullptr || flags->map() == nullptr) return;
  const auto take = [&](std::string_view key, bool& into) {
    const Value* value = flags->map()->get(key);
    if (value != nullptr) into = php::truth(*value).value_or(into);
  };
  take("unsigned_primary_keys", settings.unsigned_primary_keys);
  take("column_null_default", settings.column_null_default);
  take("add_timestamps_use_datetime", settings.timestamps_use_datetime);
}

void read_yaml(std::string_view text, phinx::Settings& settings) {
  const auto take = [&](std::string_view key, std::string& into) {
    if (const auto value = yaml_value(text, key)) into = *value;
  };
  take("engine", settings.engine);
  take("collation", settings.collation);
  take("schema", settings.schema);
  take("table_prefix", settings.prefix);
  take("table_suffix", settings.suffix);
  const auto take_flag = [&](std::string_view key, bool& into) {
    if (const auto value = yaml_value(text, key)) into = *value == "true";
  };
  take_flag("unsigned_primary_keys", settings.unsigned_primary_keys);
  take_flag("column_null_default", settings.column_null_default);
  take_flag("add_timestamps_use_datetime", settings.timestamps_use_datetime);
}

/// The names in `table('…')` and `CREATE TABLE …`, as far as they are literal.
void collect_tables(std::string_view text, std::string_view before,
                    const std::function<void(std::string)>& found) {
  const std::string low = ascii::lower_case(text);
  for (std::size_t at = low.find(before); at != low.npos; at = low.find(before, at + 1)) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n'\"`", at + before.size());
    if (begin == text.npos) return;
    const std::size_t end = std::min(text.find_first_of(" \t\r\n'\"`(),;", begin), text.size());
    if (end > begin) found(std::string(text.substr(begin, end - begin)));
  }
}

}  // namespace

void LaravelProject::read_phinx(phinx::Settings& settings) {
  // Phinx 0.13 turned both of these on.
  if (phinx_minor_ && *phinx_minor_ < 13) {
    settings.unsigned_primary_keys = false;
    settings.column_null_default = false;
  }
  if (const auto config = php_value(root_ + "/phinx.php")) read_php(*config, settings);
  for (const std::string_view file : {"/phinx.yml", "/phinx.yaml"}) {
    if (const auto text = read_file(root_ + std::string(file))) read_yaml(*text, settings);
  }
}

bool LaravelProject::names_table(const std::string& folder, const std::string& file,
                                 const std::string& table) {
  const std::scoped_lock lock(mutex_);
  const auto [known, is_new] = tables_.try_emplace(folder);
  auto& first = known->second;
  if (is_new) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
      const std::string name = entry.path().filename().string();
      const auto text =
          name.ends_with(".php") ? read_file(entry.path().string()) : std::unexpected(name);
      if (!text) continue;
      const auto take = [&](const std::string& found) {
        const auto [at, added] = first.try_emplace(found, name);
        if (!added && name < at->second) at->second = name;
      };
      for (const std::string_view before :
           {"->table(", "create table if not exists", "create table"})
        collect_tables(*text, before, take);
    }
  }
  const auto found = first.find(table);
  return found != first.end() && found->second < file;
}

void LaravelProject::add_phinx(const std::string& path, Surroundings& around) {
  {
    const std::scoped_lock lock(mutex_);
    if (!phinx_) {
      phinx_.emplace();
      if (!root_.empty()) read_phinx(*phinx_);
    }
    around.phinx = *phinx_;
  }
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == path.npos ? "." : path.substr(0, slash);
  const std::string file = path.substr(slash == path.npos ? 0 : slash + 1);
  around.table_before = [this, folder, file](const std::string& table) {
    return names_table(folder, file, table);
  };
}

}  // namespace miglint::laravel
