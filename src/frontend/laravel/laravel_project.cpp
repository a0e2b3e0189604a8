#include "frontend/laravel/laravel_project.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "frontend/laravel/pluralize.h"
#include "frontend/php/interpreter.h"
#include "frontend/php/operators.h"
#include "project/read_file.h"

namespace miglint::laravel {
namespace {

namespace fs = std::filesystem;
using eval::Value;

bool is_there(const fs::path& path) {
  std::error_code error;
  return fs::exists(path, error);
}

std::string root_of(const std::string& path) {
  std::error_code error;
  fs::path folder = fs::absolute(path, error).parent_path();
  for (int up = 0; up < 12 && !folder.empty(); ++up) {
    if (is_there(folder / "artisan") || is_there(folder / "config" / "database.php")) {
      return folder.string();
    }
    const bool other_tool = is_there(folder / "phinx.php") || is_there(folder / "phinx.yml") ||
                            is_there(folder / "config" / "packages" / "doctrine.yaml");
    if (other_tool) return folder.string();
    if (is_there(folder / "composer.json") && is_there(folder / "database" / "migrations")) {
      return folder.string();
    }
    if (folder == folder.root_path()) break;
    folder = folder.parent_path();
  }
  return {};
}

std::optional<Dialect> dialect_named(std::string_view driver) {
  if (driver == "pgsql") return Dialect::postgres;
  if (driver == "mysql") return Dialect::mysql;
  if (driver == "mariadb") return Dialect::mariadb;
  return std::nullopt;
}

/// The word behind the first `adapter` of phinx.php or phinx.yml.
std::optional<Dialect> adapter_in(std::string_view text) {
  const std::size_t at = text.find("adapter");
  if (at == text.npos) return std::nullopt;
  text.remove_prefix(at + std::string_view("adapter").size());
  const std::size_t begin = text.find_first_not_of("'\" :=>");
  if (begin == text.npos) return std::nullopt;
  text.remove_prefix(begin);
  return dialect_named(text.substr(0, text.find_first_of("'\" \r\n,")));
}

/// Of `DATABASE_URL="postgresql://…"`.
std::optional<Dialect> dialect_of_url(std::string_view url) {
  const std::string_view scheme = url.substr(0, url.find(':'));
  if (scheme.contains("mysql") && url.contains("MariaDB")) return Dialect::mariadb;
  if (scheme.contains("mysql")) return Dialect::mysql;
  if (scheme.contains("postgres") || scheme.contains("pgsql")) return Dialect::postgres;
  return dialect_named(scheme);
}

/// Answers for code that is read for its values alone: env() and nothing else is known.
class SettingsHost final : public php::Host {
 public:
  explicit SettingsHost(std::function<std::optional<std::string>(const std::string&)> environment)
      : environment_(std::move(environment)) {}

  Value call_static(const std::string&, std::string_view, eval::Arguments& given) override {
    return unknown(given);
  }
  Value call_method(const Value&, std::string_view, eval::Arguments& given) override {
    return unknown(given);
  }
  std::optional<Value> call_function(std::string_view name, eval::Arguments& given) override {
    if (name != "env") return unknown(given);
    const auto key = given.positional.empty() ? std::nullopt : given.positional[0].str();
    if (key) {
      if (const auto value = environment_(*key)) return Value(*value);
    }
    return given.positional.size() > 1 ? given.positional[1] : Value();
  }
  Value construct(const std::string&, eval::Arguments& given) override { return unknown(given); }
  std::optional<Value> property(const Value&, std::string_view) override { return std::nullopt; }
  std::optional<Value> static_property(const std::string&, std::string_view) override {
    return std::nullopt;
  }
  std::optional<Value> member_of(const Value&) override { return std::nullopt; }
  void opaque(Span, std::string) override {}

 private:
  static Value unknown(const eval::Arguments&) { return eval::Symbol{"setting"}; }
  std::function<std::optional<std::string>(const std::string&)> environment_;
};

/// The value at "connections.mysql.charset".
const Value* at_path(const Value& value, std::string_view path) {
  const Value* at = &value;
  for (const std::string_view part : split(path, ".")) {
    if (at->map() == nullptr) return nullptr;
    at = at->map()->find(Value(part));
    if (at == nullptr) return nullptr;
  }
  return at;
}

}  // namespace

LaravelProject& LaravelProject::of(const std::string& path) {
  static std::mutex mutex;
  static std::map<std::string, std::string> roots;  // By folder: many migrations share one.
  static std::map<std::string, std::unique_ptr<LaravelProject>> projects;
  const std::scoped_lock lock(mutex);
  const std::string folder = path.substr(0, path.rfind('/') + 1);
  auto [root, is_new] = roots.try_emplace(folder);
  if (is_new) root->second = root_of(path);
  std::unique_ptr<LaravelProject>& project = projects[root->second];
  if (project == nullptr) project = std::make_unique<LaravelProject>(root->second);
  return *project;
}

LaravelProject::LaravelProject(std::string root) : root_(std::move(root)) {
  namespaces_.emplace_back("App\\", "app/");
  if (root_.empty()) return;
  read_environment();
  read_composer();
  read_lock();
  read_providers();
  read_connection();
}

void LaravelProject::read_environment() {
  // What is committed says more of the project than somebody's own .env.
  for (const std::string_view name : {".env.example", ".env.dist", ".env"}) {
    const auto text = read_file(root_ + "/" + std::string(name));
    if (!text) continue;
    for (const std::string_view line : split(*text, "\n")) {
      const std::size_t equals = line.find('=');
      if (equals == line.npos || line.starts_with('#')) continue;
      std::string_view value = line.substr(equals + 1);
      while (!value.empty() && (value.back() == '\r' || value.back() == ' '))
        value.remove_suffix(1);
      if (value.size() > 1 && (value.front() == '"' || value.front() == '\'')) {
        value = value.substr(1, value.size() - 2);
      }
      std::string_view key = line.substr(0, equals);
      while (!key.empty() && (key.back() == ' ' || key.front() == ' '))
        key.back() == ' ' ? key.remove_suffix(1) : key.remove_prefix(1);
      environment_.try_emplace(std::string(key), value);
    }
    return;
  }
}

std::optional<std::string> LaravelProject::environment(const std::string& name) const {
  const auto found = environment_.find(name);
  if (found == environment_.end()) return std::nullopt;
  return found->second;
}

/// What composer.lock holds says more than what composer.json allows.
void LaravelProject::read_lock() {
  const auto text = read_file(root_ + "/composer.lock");
  if (!text) return;
  const std::size_t at = text->find("\"name\": \"laravel/framework\"");
  const std::size_t version = at == text->npos ? at : text->find("\"version\": \"", at);
  if (version == text->npos) return;
  const std::size_t digits = text->find_first_of("0123456789", version);
  const int major = digits == text->npos ? 0 : std::atoi(text->c_str() + digits);
  if (major >= 5) laravel_ = major;
}

void LaravelProject::read_composer() {
  const auto text = read_file(root_ + "/composer.json");
  if (!text) return;
  const auto json = nlohmann::json::parse(*text, nullptr, false);
  if (!json.is_object()) return;
  for (const char* section : {"require", "require-dev"}) {
    const auto packages = json.find(section);
    if (packages == json.end() || !packages->is_object()) continue;
    if (const auto phinx = packages->find("robmorgan/phinx");
        phinx != packages->end() && phinx->is_string()) {
      const std::string wanted = phinx->get<std::string>();
      const std::size_t minor = wanted.find("0.");
      if (minor != wanted.npos) phinx_minor_ = std::atoi(wanted.c_str() + minor + 2);
    }
    for (const char* package : {"laravel/framework", "illuminate/database"}) {
      const auto version = packages->find(package);
      if (version == packages->end() || !version->is_string()) continue;
      // The newest of "^10.0|^11.0".
      const std::string wanted = version->get<std::string>();
      int newest = 0;
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        const bool begins =
            std::isdigit(static_cast<unsigned char>(wanted[i])) != 0 &&
            (i == 0 || (wanted[i - 1] != '.' &&
                        std::isdigit(static_cast<unsigned char>(wanted[i - 1])) == 0));
        if (begins) newest = std::max(newest, std::atoi(wanted.c_str() + i));
      }
      if (newest >= 5) laravel_ = newest;
    }
  }
  const auto autoload = json.find("autoload");
  if (autoload == json.end() || !autoload->is_object()) return;
  const auto psr = autoload->find("psr-4");
  if (psr == autoload->end() || !psr->is_object()) return;
  for (const auto& [prefix, folder] : psr->items()) {
    if (folder.is_string()) namespaces_.emplace_back(prefix, folder.get<std::string>());
  }
  std::ranges::sort(namespaces_,
                    [](const auto& a, const auto& b) { return a.first.size() > b.first.size(); });
}

void LaravelProject::read_providers() {
  const auto text = read_file(root_ + "/app/Providers/AppServiceProvider.php");
  if (!text) return;
  constexpr std::string_view call = "defaultStringLength(";
  if (const std::size_t at = text->find(call); at != text->npos) {
    const int length = std::atoi(text->c_str() + at + call.size());
    if (length > 0) string_length_ = length;
  }
}

std::optional<Value> LaravelProject::config_file(const std::string& name) {
  const auto [found, is_new] = configs_.try_emplace(name);
  if (!is_new) return found->second;
  found->second = php_value(root_ + "/config/" + name + ".php");
  return found->second;
}

std::optional<Value> LaravelProject::php_value(const std::string& path) {
  const auto text = read_file(path);
  if (!text) return std::nullopt;
  const syntax::Tree tree = syntax::parse(syntax::Language::php, *text);
  SettingsHost host([this](const std::string& key) { return environment(key); });
  php::Interpreter interpreter(tree.root(), *text, {}, host);
  return interpreter.run_file();
}

std::optional<Value> LaravelProject::config(const std::string& key) {
  if (key.starts_with("env:")) {
    const auto value = environment(key.substr(4));
    return value ? std::optional<Value>(Value(*value)) : std::nullopt;
  }
  if (root_.empty() || key.starts_with("class:")) return std::nullopt;
  const std::scoped_lock lock(mutex_);
  const std::size_t dot = key.find('.');
  const auto file = config_file(key.substr(0, dot));
  if (!file) return std::nullopt;
  if (dot == key.npos) return file;
  const Value* value = at_path(*file, std::string_view(key).substr(dot + 1));
  // A closure would outlive what it was read from.
  if (value == nullptr || value->is_unknown() || value->callable() != nullptr) return std::nullopt;
  return *value;
}

void LaravelProject::read_connection() {
  if (const auto name = environment("DB_CONNECTION")) dialect_ = dialect_named(*name);
  if (const auto url = environment("DATABASE_URL"); url && !dialect_) {
    dialect_ = dialect_of_url(*url);
  }
  for (const std::string_view file : {"/phinx.php", "/phinx.yml"}) {
    const auto text =
        dialect_ ? std::unexpected(std::string()) : read_file(root_ + std::string(file));
    if (text) dialect_ = adapter_in(*text);
  }
  if (dialect_) return;
  const auto usual = config("database.default");
  if (!usual || !usual->str()) return;
  const auto driver = config("database.connections." + *usual->str() + ".driver");
  dialect_ = dialect_named(driver && driver->str() ? *driver->str() : *usual->str());
}

Connection LaravelProject::described(Dialect dialect, const std::string& name,
                                     std::optional<ServerVersion> server) {
  Connection connection;
  connection.dialect = dialect;
  if (laravel_) connection.laravel = std::clamp(*laravel_, 8, 13);
  if (dialect == Dialect::postgres) connection.charset = "utf8";
  if (dialect == Dialect::mariadb) connection.server = {10, 11};
  if (server && dialect != Dialect::postgres) connection.server = *server;
  if (string_length_) connection.default_string_length = *string_length_;
  const std::string base = "database.connections." + name + ".";
  const auto take = [&](const char* key, std::optional<std::string>& into) {
    const auto value = config(base + key);
    if (value && value->str()) into = *value->str();
    if (value && value->is_null()) into.reset();
  };
  take("charset", connection.charset);
  take("collation", connection.collation);
  take("engine", connection.engine);
  std::optional<std::string> prefix;
  take("prefix", prefix);
  connection.prefix = prefix.value_or("");
  if (const auto alias = config(base + "use_upsert_alias")) {
    connection.use_upsert_alias = php::truth(*alias) == true;
  }
  return connection;
}

Surroundings LaravelProject::surroundings(Dialect dialect, std::optional<ServerVersion> server,
                                          const std::string& connection) {
  Surroundings around;
  around.version = laravel_;
  const std::string section = dialect == Dialect::postgres  ? "pgsql"
                              : dialect == Dialect::mariadb ? "mariadb"
                                                            : "mysql";
  std::string own = section;
  if (const auto usual = config("database.default"); usual && usual->str()) {
    const auto driver = config("database.connections." + *usual->str() + ".driver");
    if (driver && driver->str() == section) own = *usual->str();
  }
  if (!connection.empty() && dialect_of(connection) == dialect) {
    own = connection;
    around.connection_name = connection;
  }
  around.connection = described(dialect, own, server);
  around.connection_named = [this](const std::string& other) -> std::optional<Connection> {
    const auto of = dialect_of(other);
    if (!of) return std::nullopt;
    return described(*of, other, std::nullopt);
  };
  around.model = [this](const std::string& name) { return model(name); };
  around.class_file = [this](const std::string& name) { return read_class(name); };
  around.config = [this, section](const std::string& key) -> std::optional<eval::Value> {
    if (auto value = config(key)) return value;
    if (key == "database.default") return Value(section);
    return std::nullopt;
  };
  return around;
}

std::optional<std::string> LaravelProject::class_file(const std::string& class_name) const {
  for (const auto& [prefix, folder] : namespaces_) {
    if (!class_name.starts_with(prefix)) continue;
    std::string path = root_ + "/" + folder;
    if (!path.ends_with('/')) path += '/';
    path += replace_all(class_name.substr(prefix.size()), "\\", "/") + ".php";
    if (is_there(path)) return path;
  }
  // Packages of the same repository: Webkul\Product\Models\Product.
  return std::nullopt;
}

const ClassFile* LaravelProject::read_class(const std::string& class_name) {
  if (root_.empty()) return nullptr;
  const std::scoped_lock lock(mutex_);
  const auto [found, is_new] = classes_.try_emplace(class_name);
  if (!is_new) return found->second.get();
  const auto path = class_file(class_name);
  auto text = path ? read_file(*path) : std::unexpected(std::string());
  if (!text) return nullptr;
  found->second = std::make_unique<ClassFile>(std::move(*text), syntax::Tree{});
  found->second->tree = syntax::parse(syntax::Language::php, found->second->text);
  return found->second.get();
}

std::optional<Dialect> LaravelProject::dialect_of(const std::string& connection) {
  const auto driver = config("database.connections." + connection + ".driver");
  return dialect_named(driver && driver->str() ? *driver->str() : connection);
}

Model LaravelProject::model(const std::string& class_name, int depth) {
  const std::scoped_lock lock(mutex_);
  if (const auto found = models_.find(class_name); found != models_.end()) return found->second;
  Model made = read_model(class_name, depth);
  models_[class_name] = made;
  return made;
}

Model LaravelProject::read_model(const std::string& class_name, int depth) {
  Model made;
  made.name = class_name;
  made.table = table_of_model(class_name);
  const bool framework = class_name.starts_with("Illuminate\\Database\\Eloquent") ||
                         class_name.starts_with("Illuminate\\Foundation\\Auth");
  if (framework) {
    made.read = true;
    return made;
  }
  const ClassFile* file = read_class(class_name);
  if (file == nullptr) {
    // Without its file, only the place of its name tells what it is.
    made.is_model = class_name.find("\\Models\\") != class_name.npos ||
                    class_name.find("\\Model\\") != class_name.npos ||
                    class_name.find("\\Entities\\") != class_name.npos ||
                    (class_name.starts_with("App\\") && std::ranges::count(class_name, '\\') == 1);
    return made;
  }
  SettingsHost host([this](const std::string& key) { return environment(key); });
  php::Interpreter interpreter(file->tree.root(), file->text, {}, host);
  const auto class_of = std::ranges::find(interpreter.classes(), class_name, &php::Class::name);
  if (class_of == interpreter.classes().end()) {
    made.is_model = false;
    return made;
  }
  made.read = true;
  if (class_of->parent.empty() || depth > 6) {
    made.is_model = false;
    return made;
  }
  const Model parent = model(class_of->parent, depth + 1);
  made.is_model = parent.is_model || class_of->parent.ends_with("\\Model") ||
                  class_of->parent.ends_with("\\Pivot");
  made.soft_deletes = parent.soft_deletes;
  made.timestamps = parent.timestamps;
  made.key_type = parent.key_type;
  made.key = parent.key;
  made.connection = parent.connection;
  for (const std::string& trait : class_of->traits) {
    const std::string_view name = class_basename(trait);
    if (name == "SoftDeletes") made.soft_deletes = true;
    if (name == "HasUuids") made.key_type = "uuid";
    if (name == "HasUlids") made.key_type = "ulid";
  }
  const auto text_of = [&](std::string_view property, std::string& into) {
    const auto value = interpreter.property(*class_of, property);
    if (value && value->str()) into = *value->str();
  };
  text_of("table", made.table);
  text_of("connection", made.connection);
  text_of("primaryKey", made.key);
  std::string key_type;
  text_of("keyType", key_type);
  if (key_type == "string" && made.key_type == "int") made.key_type = "uuid";
  if (const auto stamps = interpreter.property(*class_of, "timestamps")) {
    made.timestamps = php::truth(*stamps) != false;
  }
  return made;
}

}  // namespace miglint::laravel
