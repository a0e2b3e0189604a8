#include "project/dialect_signs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <utility>

#include "project/server_names.h"
#include "source/ascii.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

struct Sign {
  std::string_view text;
  Dialect dialect;
};

bool is_mysql_family(Dialect dialect) {
  return dialect != Dialect::postgres;
}

/// db/mysql/migrations, migrations/mariadb.
std::optional<DialectSign> of_folder(std::string_view folder) {
  constexpr int kLevels = 2;
  for (int i = 0; i < kLevels && !folder.empty(); ++i) {
    const std::size_t slash = folder.rfind('/');
    const std::string_view name = slash == folder.npos ? folder : folder.substr(slash + 1);
    const auto server = server_called(name);
    if (server && server->dialect) {
      return DialectSign{*server->dialect, fmt::format("the folder's name, {}", name)};
    }
    folder = slash == folder.npos ? std::string_view() : folder.substr(0, slash);
  }
  return std::nullopt;
}

/// Where all the files stand; the set's folder when they stand in several.
std::string folder_of_files(const MigrationSet& set) {
  if (set.files.empty()) return set.folder;
  std::string folder = folder_of(set.files.front().path);
  const bool all = std::ranges::all_of(
      set.files, [&](const MigrationFile& file) { return folder_of(file.path) == folder; });
  return all ? folder : set.folder;
}

/// What only one of the two servers takes, in one script.
class ScriptSigns {
 public:
  explicit ScriptSigns(std::string_view text) : text_(text) { read(); }

  std::string_view mysql;     ///< The first sign of it; empty: none.
  std::string_view postgres;  ///< The same.
  /// What MariaDB takes and MySQL does not. PostgreSQL takes most of it, too.
  std::string_view mariadb;

 private:
  void see(std::string_view& sign, std::string_view text) {
    if (sign.empty()) sign = text;
  }

  void skip_to(std::string_view end) {
    const std::size_t found = text_.find(end, at_);
    at_ = found == text_.npos ? text_.size() : found + end.size();
  }

  void word() {
    constexpr std::array kMysql{"AUTO_INCREMENT"sv, "UNSIGNED"sv, "TINYINT"sv,  "MEDIUMINT"sv,
                                "MEDIUMTEXT"sv,     "LONGTEXT"sv, "UTF8MB4"sv,  "DATETIME"sv,
                                "DELIMITER"sv,      "INNODB"sv,   "FULLTEXT"sv, "LONGBLOB"sv,
                                "MYISAM"sv};
    constexpr std::array kPostgres{"BIGSERIAL"sv, "JSONB"sv,        "TIMESTAMPTZ"sv, "BYTEA"sv,
                                   "PLPGSQL"sv,   "CONCURRENTLY"sv, "ILIKE"sv,       "REGCLASS"sv,
                                   "EXTENSION"sv, "SMALLSERIAL"sv,  "TSVECTOR"sv};
    const std::size_t begin = at_;
    while (at_ < text_.size() && ascii::is_word(text_[at_]))
      ++at_;
    const std::string upper = ascii::upper_case(text_.substr(begin, at_ - begin));
    // SQLite's word: its scripts are neither's.
    if (upper == "AUTOINCREMENT") sqlite_ = true;
    if (upper == "DELIMITER") has_delimiter_ = true;
    if (const auto found = std::ranges::find(kMysql, upper); found != kMysql.end()) {
      see(mysql, *found);
    }
    if (const auto found = std::ranges::find(kPostgres, upper); found != kPostgres.end()) {
      see(postgres, *found);
    }
    const bool is_option =
        at_ + 1 < text_.size() && text_[at_] == '=' && ascii::is_word(text_[at_ + 1]);
    if (upper == "ENGINE" && is_option) see(mysql, "ENGINE=");
    phrase(upper);
    before_last_ = std::exchange(last_, std::move(upper));
  }

  void phrase(std::string_view word) {
    constexpr std::array kThings{"COLUMN"sv, "INDEX"sv, "KEY"sv,    "CONSTRAINT"sv,
                                 "ADD"sv,    "DROP"sv,  "MODIFY"sv, "CHANGE"sv};
    if (word == "IF") {
      const bool of_part = std::ranges::find(kThings, last_) != kThings.end();
      if (of_part || (last_ == "TABLE" && before_last_ == "ALTER")) see(mariadb, "IF [NOT] EXISTS");
    } else if (word == "TABLE" && before_last_ == "ALTER" &&
               (last_ == "IGNORE" || last_ == "ONLINE")) {
      see(mariadb, last_ == "IGNORE" ? "ALTER IGNORE TABLE" : "ALTER ONLINE TABLE");
    } else if (word == "TABLE" && last_ == "REPLACE" && before_last_ == "OR") {
      see(mariadb, "CREATE OR REPLACE TABLE");
    } else if (word == "VERSIONING" && last_ == "SYSTEM") {
      see(mariadb, "SYSTEM VERSIONING");
    }
  }

  /// Past $$ … $$ or $name$ … $name$.
  void dollar() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && ascii::is_word(text_[end]))
      ++end;
    if (end >= text_.size() || text_[end] != '$' || has_delimiter_) {
      ++at_;
      return;
    }
    see(postgres, "$$");
    const std::string_view quote = text_.substr(at_, end + 1 - at_);
    at_ = end + 1;
    skip_to(quote);
  }

  void read() {
    while (at_ < text_.size()) {
      const std::string_view rest = text_.substr(at_);
      const char c = rest.front();
      const bool begins_line = at_ == 0 || text_[at_ - 1] == '\n';
      if (rest.starts_with("--") || (c == '#' && begins_line)) {
        skip_to("\n");
      } else if (rest.starts_with("/*M!")) {
        see(mysql, "/*M!");
        see(mariadb, "/*M!");
        at_ += 4;
      } else if (rest.starts_with("/*!")) {
        see(mysql, "/*!");
        at_ += 3;
      } else if (rest.starts_with("/*")) {
        skip_to("*/");
      } else if (c == '\'' || c == '"') {
        ++at_;
        skip_to(std::string_view(&c, 1));
      } else if (c == '`') {
        see(mysql, "`");
        ++at_;
        skip_to("`");
      } else if (c == '$') {
        dollar();
      } else if (rest.starts_with("::")) {
        see(postgres, "::");
        at_ += 2;
      } else if (ascii::is_word(c)) {
        word();
      } else {
        ++at_;
      }
    }
    if (sqlite_) mysql = {};
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string last_;  ///< The word before, in capitals.
  std::string before_last_;
  bool has_delimiter_ = false;
  bool sqlite_ = false;
};

/// How the first scripts are written.
std::optional<DialectSign> of_scripts(const MigrationSet& set, Tree& tree) {
  constexpr std::size_t kMost = 20;
  std::optional<DialectSign> found;
  const std::size_t count = std::min(set.files.size(), kMost);
  for (const MigrationFile& file : std::span(set.files).first(count)) {
    const ScriptSigns script(tree.text(file.path));
    if (script.mysql.empty() == script.postgres.empty()) continue;
    const Dialect dialect = script.mysql.empty() ? Dialect::postgres : Dialect::mysql;
    if (found && found->dialect != dialect) return std::nullopt;
    if (found) continue;
    const std::string_view sign = script.mysql.empty() ? script.postgres : script.mysql;
    found = {dialect, sign == "`" ? fmt::format("names in backticks in {}", name_of(file.path))
                                  : fmt::format("{} in {}", sign, name_of(file.path))};
  }
  return found;
}

/// Connections and drivers that settings of a project name.
constexpr std::array kConnections{
    Sign{"jdbc:mysql:", Dialect::mysql},
    Sign{"jdbc:mariadb:", Dialect::mariadb},
    Sign{"jdbc:postgresql:", Dialect::postgres},
    Sign{"mysql://", Dialect::mysql},
    Sign{"mysql2://", Dialect::mysql},
    Sign{"mariadb://", Dialect::mariadb},
    Sign{"postgres://", Dialect::postgres},
    Sign{"postgresql://", Dialect::postgres},
    Sign{"mysql+", Dialect::mysql},
    Sign{"mariadb+", Dialect::mariadb},
    Sign{"postgresql+", Dialect::postgres},
    Sign{"goose_driver=mysql", Dialect::mysql},
    Sign{"goose_driver=mariadb", Dialect::mariadb},
    Sign{"goose_driver=postgres", Dialect::postgres},
    Sign{"go-sql-driver/mysql", Dialect::mysql},
    Sign{"lib/pq ", Dialect::postgres},
    Sign{"jackc/pgx", Dialect::postgres},
    Sign{"flyway-mysql", Dialect::mysql},
    Sign{"mysql-connector", Dialect::mysql},
    Sign{"mariadb-java-client", Dialect::mariadb},
    Sign{"flyway-database-postgresql", Dialect::postgres},
    Sign{"\"mysql\"", Dialect::mysql},  // Features of sqlx in Cargo.toml.
    Sign{"\"postgres\"", Dialect::postgres},
    Sign{"goose mysql", Dialect::mysql},
    Sign{"goose postgres", Dialect::postgres},
    Sign{"image: mariadb", Dialect::mariadb},
    Sign{"image: mysql", Dialect::mysql},
    Sign{"image: postgres", Dialect::postgres},
};

/// Files that may name the connection, those of the tools themselves first.
constexpr std::array kSettings{"flyway.conf"sv,
                               "flyway.toml"sv,
                               "alembic.ini"sv,
                               ".env"sv,
                               ".env.example"sv,
                               ".env.sample"sv,
                               ".env.dist"sv,
                               "dbconfig.yml"sv,
                               "migration_lock.toml"sv,
                               "schema.prisma"sv,
                               "src/main/resources/application.properties"sv,
                               "src/main/resources/application.yml"sv,
                               "application.properties"sv,
                               "application.yml"sv,
                               "Cargo.toml"sv,
                               "go.mod"sv,
                               "pom.xml"sv,
                               "build.gradle"sv,
                               "build.gradle.kts"sv,
                               "Makefile"sv,
                               "docker-compose.yml"sv,
                               "docker-compose.yaml"sv,
                               "compose.yml"sv,
                               "compose.yaml"sv};

/// The settings less the lines that are commented out.
std::string settings_text(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    if (!line.starts_with('#') && !line.starts_with("//") && !line.starts_with(';')) out += line;
  }
  return ascii::lower_case(out);
}

/// The first file that names one server and no other.
std::optional<DialectSign> of_settings(const MigrationSet& set, Tree& tree) {
  for (const std::string_view name : kSettings) {
    const std::string path = tree.find_above(set.folder, name);
    if (path.empty()) continue;
    const std::string text = settings_text(tree.text(path));
    std::optional<DialectSign> found;
    bool contradicts = false;
    for (const Sign& sign : kConnections) {
      if (!text.contains(sign.text)) continue;
      if (!found) {
        found = {sign.dialect, fmt::format("`{}` in {}", sign.text, name_of(path))};
      } else if (is_mysql_family(sign.dialect) != is_mysql_family(found->dialect)) {
        contradicts = true;
      } else if (sign.dialect == Dialect::mariadb) {
        // MariaDB is reached by MySQL's drivers, never the other way round.
        found = {sign.dialect, fmt::format("`{}` in {}", sign.text, name_of(path))};
      }
    }
    if (found && !contradicts) return found;
  }
  return std::nullopt;
}

constexpr std::string_view kImageOfMysql = "`image: mysql`";

}  // namespace

std::optional<DialectSign> dialect_of_script(std::string_view text) {
  const ScriptSigns script(text);
  if (script.mysql.empty() == script.postgres.empty()) return std::nullopt;
  if (script.mysql.empty()) return DialectSign{Dialect::postgres, std::string(script.postgres)};
  if (!script.mariadb.empty()) return DialectSign{Dialect::mariadb, std::string(script.mariadb)};
  return DialectSign{Dialect::mysql,
                     script.mysql == "`" ? "names in backticks" : std::string(script.mysql)};
}

std::optional<DialectSign> words_of_mariadb(const MigrationSet& set, Tree& tree) {
  for (const MigrationFile& file : set.files) {
    const ScriptSigns script(tree.text(file.path));
    if (script.mariadb.empty() || !script.postgres.empty()) continue;
    return DialectSign{Dialect::mariadb, fmt::format("{} in {}, which MySQL does not take",
                                                     script.mariadb, name_of(file.path))};
  }
  return std::nullopt;
}

std::optional<DialectSign> find_dialect(const MigrationSet& set, Tree& tree) {
  auto sign = of_folder(folder_of_files(set));
  if (set.tool->language != Language::sql) return sign ? sign : of_settings(set, tree);
  if (!sign) {
    sign = of_scripts(set, tree);
    if (sign && !is_mysql_family(sign->dialect)) return sign;
    auto settings = of_settings(set, tree);
    if (!sign || (settings && settings->dialect == Dialect::mariadb)) sign = std::move(settings);
  }
  if (!sign || sign->dialect != Dialect::mysql || sign->why.starts_with(kImageOfMysql)) return sign;
  // Folders and drivers called mysql serve both.
  auto words = words_of_mariadb(set, tree);
  return words ? words : sign;
}

}  // namespace miglint
