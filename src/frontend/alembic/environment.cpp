#include "frontend/alembic/environment.h"

#include <fmt/format.h>

#include <fstream>
#include <map>
#include <mutex>
#include <sstream>

#include "frontend/syntax/tree.h"

namespace miglint::alembic {
namespace {

std::string_view without_quotes(std::string_view text) {
  const bool quoted = text.size() > 1 && (text.front() == '"' || text.front() == '\'');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

void take_option(std::string_view name, const syntax::Node& value, std::string_view text,
                 Environment& found) {
  const bool is_true = value.is("true");
  const bool is_plain = is_true || value.is("false");
  if (name == "transaction_per_migration") {
    found.transaction_per_migration = is_true;
    found.is_known = found.is_known && is_plain;
  } else if (name == "transactional_ddl") {
    // None, the default, is the server's own way.
    found.transactional_ddl = !value.is("false");
    found.is_known = found.is_known && (is_plain || value.is("none"));
  } else if (name == "render_as_batch") {
    found.render_as_batch = is_true;
  } else if (name == "version_table_schema" && value.is("string")) {
    found.version_table_schema = without_quotes(value.text(text));
  } else if (name == "upgrade_token") {
    found.several_databases = true;
  }
}

/// Keywords of `context.configure`, at any depth; also entries of a dict that is handed over.
void look_for_options(const syntax::Node& node, std::string_view text, Environment& found) {
  const bool is_pair = node.is("pair");
  const syntax::Node* name = is_pair                       ? node.child("key")
                             : node.is("keyword_argument") ? node.child("name")
                                                           : nullptr;
  if (const syntax::Node* value = node.child("value"); name != nullptr && value != nullptr) {
    const std::string_view word = name->text(text);
    take_option(is_pair ? without_quotes(word) : word, *value, text, found);
  }
  for (const syntax::Node& child : node.children)
    look_for_options(child, text, found);
}

std::string read(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace

Environment parse_environment(std::string_view env_py, std::string path) {
  Environment environment;
  environment.path = std::move(path);
  const syntax::Tree tree = syntax::parse(syntax::Language::python, env_py);
  look_for_options(tree.root(), env_py, environment);
  return environment;
}

Environment environment_of(const std::string& path) {
  static std::mutex mutex;
  static std::map<std::string, Environment> known;
  if (path.empty()) return {};
  const std::lock_guard lock(mutex);
  const auto [found, is_new] = known.try_emplace(path);
  if (is_new) {
    const std::string text = read(path);
    if (!text.empty()) found->second = parse_environment(text, path);
  }
  return found->second;
}

std::vector<std::string> settings_in(const Environment& environment) {
  std::vector<std::string> settings;
  if (!environment.is_known) {
    settings.emplace_back("transactions by something that is not known");
  } else if (environment.transaction_per_migration) {
    settings.emplace_back("transaction_per_migration");
  }
  if (!environment.transactional_ddl) settings.emplace_back("transactional_ddl=False");
  if (environment.render_as_batch) settings.emplace_back("render_as_batch");
  if (!environment.version_table_schema.empty()) {
    settings.push_back(fmt::format("version_table_schema={}", environment.version_table_schema));
  }
  if (environment.several_databases) settings.emplace_back("several databases");
  return settings;
}

}  // namespace miglint::alembic
