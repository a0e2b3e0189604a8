// Any bytes can be read as a MySQL script, and replayed: nothing crashes, nothing points elsewhere.
//
// The conformance forms and the fixtures lose tokens, get others, and are cut. For each result and
// for MySQL and MariaDB:
//   - every statement is a part of the text, and its operations and its error stand within it;
//   - a statement has operations or an error, never both;
//   - statements stand in order and do not overlap;
//   - the timeline takes it, with effects for each operation.
#include <algorithm>
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/mysql/lexer.h"
#include "dialect/mysql/read.h"
#include "timeline/timeline.h"

namespace miglint {
namespace {

constexpr std::uint64_t inputs = 20000;
constexpr std::size_t longest_input = 3000;

constexpr mysql::Server servers[] = {
    {false, {8, 4, 0}}, {true, {10, 11, 0}}, {false, {5, 7, 0}}, {true, {11, 8, 0}}};

std::string complaint_of(const Statement& statement, std::string_view sql) {
  const Span span = statement.span;
  if (span.begin > span.end || span.end > sql.size()) return "a statement outside of the text";
  if (statement.text != sql.substr(span.begin, span.end - span.begin)) {
    return "a statement whose text is another";
  }
  if (!statement.syntax_error.empty() && !statement.operations.empty()) {
    return "a statement with operations and an error: " + std::string(statement.text);
  }
  const Span error = statement.error_span;
  if (!statement.syntax_error.empty() &&
      (error.begin > error.end || error.begin < span.begin || error.end > sql.size())) {
    return "an error outside of its statement: " + std::string(statement.text);
  }
  for (const Operation& operation : statement.operations) {
    if (operation.span.begin < span.begin || operation.span.end > span.end ||
        operation.span.begin > operation.span.end) {
      return "an operation outside of its statement: " + std::string(statement.text);
    }
  }
  return {};
}

/// What is wrong with how `sql` was read; empty when nothing is.
std::string complaint(const std::string& sql, const mysql::Server& server) {
  SqlStatement source;
  source.text = sql;
  source.span = {FileId{0}, 0, static_cast<std::uint32_t>(sql.size())};
  Arena arena;
  std::vector<Statement> statements;
  mysql::read_statements(source, server, arena, statements);
  std::uint32_t end = 0;
  for (const Statement& statement : statements) {
    if (std::string wrong = complaint_of(statement, sql); !wrong.empty()) return wrong;
    if (statement.span.begin < end) return "statements that overlap";
    end = statement.span.end;
  }
  Migration migration;
  migration.dialect = server.mariadb ? Dialect::mariadb : Dialect::mysql;
  migration.up.scopes.emplace_back();
  Timeline timeline(server.version);
  std::string wrong;
  const TimelineVisitor visitor{.moment =
                                    [&](const Moment& at) {
                                      for (const Effect& effect : at.effects) {
                                        const bool of_command =
                                            effect.operation < at.statement.operations.size();
                                        if (!of_command) wrong = "an effect of no operation";
                                      }
                                    },
                                .end = {}};
  timeline.run(migration, Direction::up, statements, visitor);
  return wrong;
}

std::vector<std::string> scripts() {
  std::vector<std::string> scripts = {
      "SELECT 'it''s; \\'' \"q;\", `a;b` # c;\n-- d;\nFROM t /*!50100 WHERE a */; /*M!100500 "
      "SELECT "
      "1 */;\nDELIMITER $$\nCREATE PROCEDURE p(IN a int) BEGIN DECLARE b int; l: LOOP IF a THEN "
      "LEAVE l; END IF; END LOOP; CASE a WHEN 1 THEN DELETE FROM t; END CASE; END$$\nDELIMITER ;\n",
      "CREATE TRIGGER r BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1; CREATE EVENT e ON SCHEDULE "
      "EVERY 1 DAY DO UPDATE t SET a = 1; CREATE ALGORITHM=MERGE VIEW v AS SELECT a FROM t JOIN u "
      "USING (b); BEGIN NOT ATOMIC SELECT 1; END;",
      "INSERT IGNORE INTO t (a, b) VALUES (1, x'1F'), (b'01', @v := 2) ON DUPLICATE KEY UPDATE a = "
      "VALUES(a); REPLACE t SET a = 1; UPDATE t, u SET t.a = u.b WHERE t.id = u.id ORDER BY a "
      "LIMIT "
      "3; DELETE t, u FROM t JOIN u ON 1 WHERE a IN (SELECT 1); LOAD DATA INFILE 'x' INTO TABLE t;",
      "LOCK TABLES t WRITE, u READ LOCAL; UNLOCK TABLES; SET @@session.foreign_key_checks = 0, "
      "GLOBAL x = 1; SET NAMES utf8mb4; START TRANSACTION; ROLLBACK TO a; RENAME TABLE a TO b, c "
      "TO "
      "a; GRANT SELECT (a) ON d.* TO 'u'@'%'; OPTIMIZE TABLE t, u; PREPARE s FROM 'x'; EXECUTE s;",
      "CREATE TABLE IF NOT EXISTS d.t (id bigint unsigned NOT NULL AUTO_INCREMENT, e enum('a','b') "
      "CHARACTER SET latin1 COLLATE latin1_bin DEFAULT 'a' COMMENT 'x', g int AS (id + 1) STORED, "
      "CHECK (id > 0) NOT ENFORCED, PRIMARY KEY (id), KEY k (e(3) DESC, (lower(e))) USING BTREE, "
      "FOREIGN KEY (g) REFERENCES u (id) ON DELETE SET NULL) ENGINE=InnoDB, ROW_FORMAT=DYNAMIC "
      "PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN MAXVALUE);"};
  std::vector<std::filesystem::path> files = {"tests/conformance/mysql/cases/forms.sql"};
  for (const auto& entry : std::filesystem::recursive_directory_iterator("fixtures/mysql")) {
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  }
  std::ranges::sort(files);
  for (const auto& path : files) {
    std::ifstream file(path, std::ios::binary);
    scripts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  return scripts;
}

constexpr std::string_view pieces[] = {
    ";",        "'",      "\"",      "`",      "/*",         "*/",    "/*!50100", "--",
    "#",        "\n",     "\\",      "(",      ")",          ",",     "=",        ".",
    "@",        "@@x",    ":=",      "0x1",    "b'0",        "1e",    "_utf8",    " BEGIN ",
    " END ",    " CASE ", " IF ",    " LOOP ", "DELIMITER ", "\xC3",  "\xFF",     "\x01",
    " NOT ",    " NULL ", " TABLE ", " ADD ",  " DEFAULT ",  " AS ",  " FROM ",   " WHERE ",
    " SELECT ", "1",      "x",       "\\G",    "\r\n",       " SET ", " ON ",     "*"};

class Mutator {
 public:
  explicit Mutator(std::uint64_t number) : random_(number) {}

  std::string make(const std::vector<std::string>& scripts) {
    const std::string& script = scripts[below(scripts.size())];
    std::string text = script.substr(below(2) == 0 ? 0 : below(script.size()), longest_input);
    for (std::size_t changes = below(10); changes > 0; --changes)
      change(text);
    return text;
  }

 private:
  std::size_t below(std::size_t end) {
    return end == 0 ? 0 : static_cast<std::size_t>(random_() % end);
  }

  /// The token at or behind a place.
  static mysql::Token token_at(const std::string& text, std::size_t place) {
    mysql::Lexer lexer(text, servers[0]);
    lexer.set_position(place);
    return lexer.next();
  }

  void change(std::string& text) {
    const std::size_t at = below(text.size() + 1);
    const mysql::Token token = token_at(text, at);
    const std::size_t size = token.end - token.begin;
    switch (below(6)) {
      case 0:
      case 1:
        text.erase(token.begin, size);
        break;
      case 2:
        text.insert(at, pieces[below(std::size(pieces))]);
        break;
      case 3:
        text.insert(token.begin, text.substr(token.begin, size) + ' ');
        break;
      case 4:
        text.replace(token.begin, size, pieces[below(std::size(pieces))]);
        break;
      default:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
    }
  }

  std::mt19937_64 random_;
};

/// False when something is wrong.
bool check(std::uint64_t number, const std::vector<std::string>& scripts) {
  const std::string input = Mutator(number).make(scripts);
  const std::string wrong = complaint(input, servers[number % std::size(servers)]);
  if (wrong.empty()) return true;
  std::printf("input %llu: %s\n----\n%s\n----\n", static_cast<unsigned long long>(number),
              wrong.c_str(), input.c_str());
  return false;
}

}  // namespace
}  // namespace miglint

int main(int count, char** arguments) {
  const auto scripts = miglint::scripts();
  if (count > 1) {
    std::uint64_t number = 0;
    const std::string_view argument = arguments[1];
    std::from_chars(argument.data(), argument.data() + argument.size(), number);
    return miglint::check(number, scripts) ? 0 : 1;
  }
  int failures = 0;
  for (std::uint64_t number = 0; number < miglint::inputs && failures < 5; ++number) {
    if (!miglint::check(number, scripts)) ++failures;
  }
  return failures == 0 ? 0 : 1;
}
