// Any bytes can be read as a script: nothing crashes, and nothing vanishes.
//
// Scripts are cut up, mixed and spoilt at random. For each result:
//   - every statement is a part of the text, and its operations stand within it;
//   - every byte that is no white space, comment or semicolon belongs to a statement, to a psql
//   command
//     or to what is told to be unreadable;
//   - a text that the grammar reads as a whole gives the same statements when it is split first.
#include <algorithm>
#include <cctype>
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

#include "dialect/postgres/read.h"

namespace miglint {
namespace {

constexpr std::uint64_t inputs = 6000;
constexpr std::size_t longest_input = 4000;

struct Script {
  SqlStatement source;
  Arena arena;
  std::vector<Statement> statements;

  explicit Script(std::string_view sql) {
    source.text = sql;
    source.span = {FileId{0}, 0, static_cast<std::uint32_t>(sql.size())};
    postgres::read_statements(source, arena, statements);
  }
};

bool is_space(char c) {
  return std::string_view(" \t\n\r\f\v\0", 7).contains(c);
}

std::size_t comment_end(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("--")) return std::min(text.find('\n', at), text.size());
  if (!text.substr(at).starts_with("/*")) return at;
  int depth = 0;
  while (at < text.size()) {
    if (text.substr(at).starts_with("/*")) {
      ++depth;
      at += 2;
    } else if (text.substr(at).starts_with("*/")) {
      at += 2;
      if (--depth == 0) break;
    } else {
      ++at;
    }
  }
  return at;
}

/// Where the data of a COPY ends that is read from the line on which `at` stands.
std::size_t copy_data_end(std::string_view text, std::size_t at) {
  for (std::size_t end = text.find("\n\\.", at); end != text.npos;
       end = text.find("\n\\.", end + 1)) {
    const std::size_t after = end + 3;
    if (after == text.size() || text[after] == '\n' || text[after] == '\r') return after;
  }
  return at;
}

bool reads_standard_input(const Statement& statement) {
  std::string text(statement.text);
  for (char& c : text)
    c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return text.contains("copy") && text.contains("stdin");
}

/// The first byte that belongs to nothing; the text's size when there is none.
std::size_t first_lost_byte(std::string_view text, const std::vector<Statement>& statements) {
  std::vector<bool> kept(text.size());
  for (const Statement& statement : statements) {
    for (std::size_t i = statement.span.begin; i < statement.span.end; ++i)
      kept[i] = true;
  }
  const bool has_data = std::ranges::any_of(statements, reads_standard_input);
  std::size_t at = 0;
  while (at < text.size()) {
    if (has_data && !kept[at] && text[at] == '\n') {
      const std::size_t end = copy_data_end(text, at);
      const auto first_kept = std::find(kept.begin() + static_cast<std::ptrdiff_t>(at),
                                        kept.begin() + static_cast<std::ptrdiff_t>(end), true);
      at = first_kept - kept.begin() == static_cast<std::ptrdiff_t>(end) && end > at ? end : at + 1;
    } else if (kept[at] || is_space(text[at]) || text[at] == ';') {
      ++at;
    } else if (const std::size_t end = comment_end(text, at); end > at) {
      at = end;
    } else if (text.substr(at).starts_with("\\\\") || text.substr(at).starts_with("\\;")) {
      at += 2;  // psql: the end of a command's arguments, or of a statement.
    } else {
      return at;
    }
  }
  return at;
}

bool has_error(const Script& script) {
  for (const Statement& statement : script.statements) {
    if (!statement.syntax_error.empty()) return true;
  }
  return false;
}

/// What is wrong with how `sql` was read; empty when nothing is.
std::string complaint(const std::string& sql) {
  const Script script(sql);
  for (const Statement& statement : script.statements) {
    const Span span = statement.span;
    if (span.begin > span.end || span.end > sql.size()) return "a statement outside of the text";
    if (statement.text != std::string_view(sql).substr(span.begin, span.end - span.begin)) {
      return "a statement whose text is another";
    }
    if (statement.syntax_error.empty() == statement.operations.empty()) {
      return "a statement with neither operations nor an error, or with both: " +
             std::string(statement.text);
    }
    const Span error = statement.error_span;
    if (error.begin > error.end || error.end > sql.size()) return "an error outside of the text";
    for (const Operation& operation : statement.operations) {
      if (operation.span.begin < span.begin || operation.span.end > span.end ||
          operation.span.begin > operation.span.end) {
        return "an operation outside of its statement: " + std::string(statement.text);
      }
    }
  }
  if (const std::size_t lost = first_lost_byte(sql, script.statements); lost < sql.size()) {
    return "a byte that belongs to nothing, at " + std::to_string(lost);
  }
  if (has_error(script)) return {};
  const std::string split_first = sql + "\n\\echo\n";
  const Script other(split_first);
  if (has_error(other)) return {};  // Data of COPY, for want of its end.
  if (other.statements.size() != script.statements.size() + 1)
    return "another number of statements";
  for (std::size_t i = 0; i < script.statements.size(); ++i) {
    const Statement& a = script.statements[i];
    const Statement& b = other.statements[i];
    if (a.span != b.span) return "other statements when it is split first";
    if (a.operations.size() != b.operations.size())
      return "other operations when it is split first";
    for (std::size_t k = 0; k < a.operations.size(); ++k) {
      if (a.operations[k].action.index() != b.operations[k].action.index() ||
          a.operations[k].span != b.operations[k].span ||
          a.operations[k].command != b.operations[k].command) {
        return "other operations when it is split first";
      }
    }
  }
  return {};
}

std::vector<std::string> scripts() {
  std::vector<std::string> scripts = {
      "SELECT 'it''s; ' || E'\\';' || $a$ ; $$ $a$ || U&'\\0441' \"q;\" FROM t WHERE a NOT /* x */ "
      "IN (1);\n"
      "/* a /* b */ c */ -- d\nDROP TABLE t CASCADE; COMMENT ON TABLE t IS 'x' -- y\n 'z';",
      "CREATE OR REPLACE FUNCTION f(a int DEFAULT 1) RETURNS int BEGIN ATOMIC UPDATE t SET a = 1;"
      " SELECT CASE WHEN true THEN 1 END; END;\nCREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; "
      "DELETE FROM u);",
      "COPY t (a, b) FROM stdin;\n1\tit's\n\\N\t$$\n\\.\nCOPY t TO stdout;\nSELECT 1;\n",
      "\\set x 'y'\n\\if :x\nDROP TABLE :\"x\", :x;\n\\endif\nSELECT :'x' \\gexec\n\\i "
      "a.sql\n\\copy t from 'x'\n"
      "SELECT 1\\; SELECT 2 \\g\n\\echo a \\\\ SELECT 3;\n\\q\n",
      "DO $$ <<l>> DECLARE r record; c CURSOR FOR SELECT 1 FROM t; n int := f(1); BEGIN\n"
      "IF a THEN PERFORM f(); ELSIF b THEN RETURN; ELSE NULL; END IF;\n"
      "FOR r IN SELECT a FROM t LOOP UPDATE t SET b = r.a WHERE a = n; COMMIT; END LOOP;\n"
      "WHILE x LOOP EXIT l WHEN y; END LOOP; CASE a WHEN 1 THEN DELETE FROM t; END CASE;\n"
      "EXECUTE 'DROP TABLE t'; EXECUTE format('DROP TABLE %I', 'a') || x USING 1; SELECT a INTO n "
      "FROM t;\n"
      "EXCEPTION WHEN OTHERS THEN RAISE; END l $$;\n"
      "CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.a := ''b''; RETURN NEW; "
      "END';",
      "BEGIN; SET LOCAL lock_timeout = '5s'; ALTER TABLE a.b ADD COLUMN c int NOT NULL DEFAULT 0, "
      "DROP d,"
      " ADD CONSTRAINT e CHECK (f > 0) NOT VALID; CREATE UNIQUE INDEX CONCURRENTLY i ON t "
      "(lower(a) DESC)"
      " INCLUDE (b) WHERE c IS NULL; GRANT SELECT ON t TO PUBLIC; COMMIT;",
      "CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b text REFERENCES u (c) "
      "ON DELETE"
      " CASCADE, EXCLUDE USING gist (d WITH &&)) PARTITION BY RANGE (a);\nINSERT INTO t SELECT * "
      "FROM u ON"
      " CONFLICT DO NOTHING; CREATE POLICY p ON t USING (a = current_setting('x')::bigint);",
  };
  for (const auto& entry : std::filesystem::recursive_directory_iterator("fixtures")) {
    if (entry.path().extension() != ".sql") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    scripts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
  }
  std::ranges::sort(scripts);
  return scripts;
}

constexpr std::string_view pieces[] = {";",
                                       "'",
                                       "\"",
                                       "$$",
                                       "$a$",
                                       "--",
                                       "/*",
                                       "*/",
                                       "\n",
                                       "\\",
                                       "(",
                                       ")",
                                       "[",
                                       "]",
                                       ":",
                                       ":=",
                                       "E'",
                                       "U&'",
                                       " BEGIN ",
                                       " END",
                                       " ATOMIC ",
                                       " CASE ",
                                       " IF ",
                                       " LOOP ",
                                       " THEN ",
                                       " INTO ",
                                       " EXECUTE ",
                                       "COPY t FROM stdin;\n",
                                       "\n\\.\n",
                                       "\\gexec",
                                       "\\;",
                                       "\\\\",
                                       " CREATE FUNCTION f() RETURNS int ",
                                       " CREATE RULE ",
                                       "DO $$",
                                       "\xC3",
                                       "\xFF",
                                       "1a",
                                       "..",
                                       "::",
                                       "%I",
                                       " NOT ",
                                       "1",
                                       "x",
                                       " ",
                                       "<<",
                                       ">>",
                                       "&",
                                       "?",
                                       "$1",
                                       "\r\n",
                                       "\x01",
                                       " SELECT 1"};

class Mutator {
 public:
  explicit Mutator(std::uint64_t number) : random_(number) {}

  std::string make(const std::vector<std::string>& scripts) {
    std::string text = cut(scripts[below(scripts.size())]);
    for (std::size_t changes = below(12); changes > 0; --changes)
      change(text, scripts);
    if (text.size() > longest_input) text.resize(longest_input);
    return text;
  }

 private:
  std::size_t below(std::size_t end) {
    return end == 0 ? 0 : static_cast<std::size_t>(random_() % end);
  }

  std::string cut(const std::string& text) {
    const std::size_t begin = below(2) == 0 ? 0 : below(text.size());
    return text.substr(begin, below(2) == 0 ? longest_input : below(600));
  }

  void change(std::string& text, const std::vector<std::string>& scripts) {
    const std::size_t at = below(text.size() + 1);
    switch (below(6)) {
      case 0:
        text.insert(at, pieces[below(std::size(pieces))]);
        break;
      case 1:
        text.erase(at, below(20));
        break;
      case 2:
        if (at < text.size()) text[at] = static_cast<char>(below(256));
        break;
      case 3:
        text.insert(at, text.substr(below(text.size() + 1), below(60)));
        break;
      case 4:
        text.insert(at, cut(scripts[below(scripts.size())]).substr(0, 300));
        break;
      default:
        text.replace(at, std::min<std::size_t>(1, text.size() - at),
                     pieces[below(std::size(pieces))]);
        break;
    }
  }

  std::mt19937_64 random_;
};

/// False when something is wrong.
bool check(std::uint64_t number, const std::vector<std::string>& scripts) {
  const std::string input = Mutator(number).make(scripts);
  const std::string wrong = complaint(input);
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
  for (const std::string& script : scripts) {
    if (const auto wrong = miglint::complaint(script); !wrong.empty()) {
      std::printf("%s\n----\n%s\n----\n", wrong.c_str(), script.c_str());
      ++failures;
    }
  }
  for (std::uint64_t number = 0; number < miglint::inputs && failures < 5; ++number) {
    if (!miglint::check(number, scripts)) ++failures;
  }
  return failures == 0 ? 0 : 1;
}
