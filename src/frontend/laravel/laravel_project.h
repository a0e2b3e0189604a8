// What a Laravel application says about its migrations beside them: its connection, its version,
// its models.
//
// Comes in: the path of a migration. Goes out: the connection that `artisan migrate` would use, as
// config/database.php and .env.example describe it, and models as their class files describe them.
// What a migration does is not looked at here.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "frontend/laravel/session.h"

namespace miglint::laravel {

class LaravelProject {
 public:
  /// Of the application that the file belongs to: the nearest folder above it with composer.json
  /// or artisan. Found once a folder, kept as long as the process; safe from several threads.
  static LaravelProject& of(const std::string& path);

  explicit LaravelProject(std::string root);

  /// The dialect of the default connection; nullopt when nothing says it.
  [[nodiscard]] std::optional<Dialect> dialect() const { return dialect_; }
  /// The dialect of the connection of that name; nullopt when nothing says it.
  [[nodiscard]] std::optional<Dialect> dialect_of(const std::string& connection);
  /// `connection`: the one that the migration names; empty: the default one.
  [[nodiscard]] Surroundings surroundings(Dialect dialect, std::optional<ServerVersion> server,
                                          const std::string& connection = {});
  /// Adds what a Phinx migration at that path asks of its project.
  void add_phinx(const std::string& path, Surroundings& around);

 private:
  Connection described(Dialect dialect, const std::string& name,
                       std::optional<ServerVersion> server);
  Model model(const std::string& class_name, int depth = 0);
  Model read_model(const std::string& class_name, int depth);
  const ClassFile* read_class(const std::string& class_name);
  std::optional<std::string> class_file(const std::string& class_name) const;
  std::optional<eval::Value> config(const std::string& key);
  std::optional<eval::Value> config_file(const std::string& name);
  /// What a file of PHP returns.
  std::optional<eval::Value> php_value(const std::string& path);
  void read_phinx(phinx::Settings& settings);
  /// A migration of the folder whose name is before `file` speaks of the table.
  bool names_table(const std::string& folder, const std::string& file, const std::string& table);
  std::optional<std::string> environment(const std::string& name) const;
  void read_environment();
  void read_composer();
  void read_lock();
  void read_providers();
  void read_connection();

  std::string root_;
  std::map<std::string, std::string> environment_;
  std::vector<std::pair<std::string, std::string>> namespaces_;  ///< "App\\" to "app/".
  std::optional<int> laravel_;                                   ///< Its major version.
  std::optional<std::int64_t> string_length_;
  std::optional<Dialect> dialect_;
  std::optional<int> phinx_minor_;  ///< Of Phinx 0.x.
  std::optional<phinx::Settings> phinx_;
  /// By folder: the first file that speaks of a table.
  std::map<std::string, std::map<std::string, std::string>> tables_;
  std::recursive_mutex mutex_;
  std::map<std::string, Model> models_;
  std::map<std::string, std::unique_ptr<ClassFile>> classes_;
  std::map<std::string, std::optional<eval::Value>> configs_;
};

}  // namespace miglint::laravel
