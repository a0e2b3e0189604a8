// Compares what the front-end says that revisions send with what real Alembic answered.
//
//   compare ANSWERS FOLDER [PREFIX] [--histories]
//
// ANSWERS is what `record` wrote; revisions whose names begin with PREFIX are compared, statement
// by statement: by libpg_query's fingerprint for PostgreSQL, token by token for MySQL. With
// --histories differences are counted, not failed: shares and the most frequent causes are printed.
#include <fmt/format.h>
#include <pg_query.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "frontend/alembic/revision.h"

namespace miglint {
namespace {

using Json = nlohmann::json;

std::string read(const std::string& path) {
  const std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// White space outside of quotes is one blank, or none beside brackets and commas.
std::string tokens(std::string_view sql) {
  std::string out;
  char quote = 0;
  for (const char c : sql) {
    const bool space = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    if (quote == 0 && space) {
      if (!out.empty() && out.back() != ' ' && out.back() != '(' && out.back() != ',') out += ' ';
      continue;
    }
    if (quote == 0 && (c == '\'' || c == '`' || c == '"')) {
      quote = c;
    } else if (quote == c) {
      quote = 0;
    }
    if (quote == 0 && (c == ')' || c == ',' || c == '(') && out.ends_with(' ')) out.pop_back();
    out += c;
    if (quote == 0 && c == ')') out += ' ';
  }
  while (out.ends_with(' ') || out.ends_with(';'))
    out.pop_back();
  return out;
}

std::string normal_form(const std::string& sql, bool is_postgres) {
  if (!is_postgres) return tokens(sql);
  const PgQueryFingerprintResult result = pg_query_fingerprint(sql.c_str());
  std::string form =
      result.error == nullptr ? result.fingerprint_str : "does not parse: " + tokens(sql);
  pg_query_free_fingerprint_result(result);
  return form;
}

struct Ours {
  std::vector<std::string> statements;
  std::vector<std::string> reasons;
};

struct Totals {
  int scripts = 0;
  int equal_scripts = 0;
  int statements = 0;
  int equal_statements = 0;
  std::set<std::string> files;
  std::set<std::string> files_with_opaque;
  std::map<std::string, int> reasons;
  double milliseconds = 0;
};

Ours read_ours(const std::string& path, bool is_postgres, bool up, Totals& totals) {
  const auto begin = std::chrono::steady_clock::now();
  const SourceFile source(path, read(path));
  Arena arena;
  const Migration migration = alembic::read_revision(
      FileId{}, source, is_postgres ? Dialect::postgres : Dialect::mysql, {}, arena);
  totals.milliseconds +=
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
  Ours ours;
  for (const SqlStatement& sql : (up ? migration.up : migration.down).statements) {
    if (sql.certainty == Certainty::opaque) {
      ours.reasons.push_back(sql.opaque_reason);
    } else {
      ours.statements.emplace_back(sql.text);
    }
  }
  return ours;
}

/// How many of the real statements the front-end has, and what differs.
int matches(const std::vector<std::string>& real, const std::vector<std::string>& ours,
            bool is_postgres, std::string& difference) {
  std::multimap<std::string, std::string> left;
  for (const std::string& sql : ours)
    left.emplace(normal_form(sql, is_postgres), sql);
  int found = 0;
  for (const std::string& sql : real) {
    const auto same = left.find(normal_form(sql, is_postgres));
    if (same == left.end()) {
      difference += fmt::format("    Alembic: {}\n", tokens(sql));
    } else {
      ++found;
      left.erase(same);
    }
  }
  for (const auto& [form, sql] : left)
    difference += fmt::format("    miglint: {}\n", tokens(sql));
  return found;
}

bool compare(const Json& answer, const std::string& folder, bool histories, Totals& totals) {
  const std::string file = answer["file"];
  const bool is_postgres = answer["dialect"] == "postgresql";
  const bool up = answer["direction"] == "up";
  const std::vector<std::string> real = answer["statements"];
  const Ours ours = read_ours(folder + "/" + file, is_postgres, up, totals);
  totals.files.insert(file);
  if (!ours.reasons.empty()) totals.files_with_opaque.insert(file);
  for (const std::string& reason : ours.reasons)
    ++totals.reasons[reason];
  // Where Alembic stopped, what it wrote before is no whole answer.
  if (answer.contains("error")) return true;
  std::string difference;
  const int found = matches(real, ours.statements, is_postgres, difference);
  for (const std::string& reason : ours.reasons)
    difference += fmt::format("    miglint cannot know: {}\n", reason);
  // The order counts too, except for what SQLAlchemy keeps in sets: such revisions hold one of it.
  bool in_order = found == std::ssize(real) && real.size() == ours.statements.size();
  for (std::size_t i = 0; in_order && !histories && i < real.size(); ++i)
    in_order = normal_form(real[i], is_postgres) == normal_form(ours.statements[i], is_postgres);
  if (difference.empty() && !in_order) difference = "    the order differs\n";
  ++totals.scripts;
  totals.statements += static_cast<int>(real.size());
  totals.equal_statements += found;
  if (difference.empty()) {
    ++totals.equal_scripts;
    return true;
  }
  std::cout << fmt::format("{} ({}, {})\n{}", file, answer["dialect"].get<std::string>(),
                           answer["direction"].get<std::string>(), difference);
  return histories;
}

}  // namespace
}  // namespace miglint

int main(int count, char** arguments) {
  using namespace miglint;
  std::vector<std::string> words(arguments + 1, arguments + count);
  const bool histories = std::erase(words, "--histories") > 0;
  if (words.size() < 2) {
    std::cerr << "usage: compare ANSWERS FOLDER [PREFIX] [--histories]\n";
    return 2;
  }
  std::ifstream answers(words[0]);
  Totals totals;
  bool all_equal = true;
  for (std::string line; std::getline(answers, line);) {
    const Json answer = Json::parse(line);
    const std::string file = answer["file"];
    if (words.size() > 2 && !file.starts_with(words[2])) continue;
    if (histories && answer["dialect"] != "postgresql") continue;
    all_equal = compare(answer, words[1], histories, totals) && all_equal;
  }
  std::cout << fmt::format("{} of {} scripts and {} of {} statements equal\n", totals.equal_scripts,
                           totals.scripts, totals.equal_statements, totals.statements);
  if (histories) {
    std::cout << fmt::format("{} of {} revisions without an unknown; {:.0f} ms\n",
                             totals.files.size() - totals.files_with_opaque.size(),
                             totals.files.size(), totals.milliseconds / 2);
    std::vector<std::pair<int, std::string>> causes;
    for (const auto& [reason, times] : totals.reasons)
      causes.emplace_back(-times, reason);
    std::ranges::sort(causes);
    for (const auto& [times, reason] : causes)
      std::cout << fmt::format("{:5} {}\n", -times, reason);
  }
  return all_equal && totals.scripts > 0 ? 0 : 1;
}
