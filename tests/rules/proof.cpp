#include "proof.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "dialect/postgres/read.h"
#include "read_example.h"
#include "verify/rule_proof.h"
#include "verify/verify.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

/// Few: what is shown does not depend on how many there are.
constexpr std::int64_t kRows = 100;

bool is_in(const Finding& finding, const ReadScript& script) {
  return finding.direction == script.direction &&
         std::ranges::any_of(script.statements, [&](const Statement& statement) {
           return finding.span.begin >= statement.span.begin &&
                  finding.span.begin < statement.span.end;
         });
}

/// What comes before the migrations that the rule speaks of is there to be run.
std::vector<VerifyScript> scripts_of(const ReadExample& read, std::span<const Finding> findings,
                                     std::string_view rule_id) {
  std::vector<VerifyScript> scripts;
  std::size_t first = read.scripts.size();
  for (std::size_t i = 0; i < read.scripts.size(); ++i) {
    const bool spoken_of = std::ranges::any_of(findings, [&](const Finding& finding) {
      return finding.rule->id == rule_id && is_in(finding, read.scripts[i]);
    });
    if (spoken_of) first = std::min(first, i);
  }
  std::optional<std::size_t> up;
  for (std::size_t i = 0; i < read.scripts.size(); ++i) {
    const ReadScript& script = read.scripts[i];
    VerifyScript& added = scripts.emplace_back();
    added.script = script;
    // The `up` script of a rollback that is spoken of stands right before it.
    const bool goes_with_first = i + 1 == first && first < read.scripts.size() &&
                                 read.scripts[first].migration == script.migration;
    added.history = i < first && first < read.scripts.size() && !goes_with_first;
    if (script.direction == Direction::up) {
      up = i;
    } else if (up && read.scripts[*up].migration == script.migration) {
      added.undoes = up;
    }
  }
  return scripts;
}

/// The body of a function does nothing until somebody calls it.
bool is_in_function(const Finding& finding, const ReadExample& read) {
  return std::ranges::any_of(read.scripts, [&](const ReadScript& script) {
    return std::ranges::any_of(script.statements, [&](const Statement& statement) {
      return finding_is_of(finding, statement) &&
             std::ranges::any_of(statement.operations, [](const Operation& operation) {
               return std::holds_alternative<op::CreateFunction>(operation.action);
             });
    });
  });
}

/// It is about a lock or work on a table, or its page says how else a run shows it.
bool is_provable(std::span<const Finding> findings, std::string_view rule_id) {
  return std::ranges::any_of(findings, [&](const Finding& finding) {
    if (finding.rule->id != rule_id) return false;
    return finding.effect ||
           std::ranges::none_of(read_proof(finding.rule->proof), [](const RuleProof& proof) {
             return proof.kind == RuleProof::Kind::effect;
           });
  });
}

/// An example of a file by itself speaks of tables that earlier ones have made.
bool makes_tables(std::string_view example) {
  return std::ranges::any_of(
      std::array{"CREATE TABLE"sv, "Schema::create"sv, "create_table"sv},
      [&](std::string_view call) { return example.find(call) != std::string_view::npos; });
}

/// tests/rules/tables.sql, and what the rule has of its own, as the migration that comes before.
class Tables {
 public:
  explicit Tables(std::string_view rule_id) {
    std::string text;
    for (const std::string& name : {std::string("tests/rules/tables.sql"),
                                    fmt::format("tests/rules/tables/{}.sql", rule_id)}) {
      std::ifstream file(name, std::ios::binary);
      text.append(std::istreambuf_iterator<char>(file), {});
    }
    sql_.text = arena_.copy(std::string_view(text));
    postgres::read_statements(sql_, arena_, statements_);
  }

  [[nodiscard]] VerifyScript script() const {
    return {.script = {&migration_, Direction::up, statements_}, .history = true};
  }

 private:
  Arena arena_;
  SqlStatement sql_;  ///< Each statement points to it.
  Migration migration_;
  std::vector<Statement> statements_;
};

}  // namespace

ProvenExample prove_example(Sandbox& sandbox, std::string_view page, const Example& example,
                            std::string_view rule_id, std::span<const RuleInfo> rules) {
  ProvenExample result;
  Example here = example;
  here.version.major = static_cast<std::uint16_t>(std::atoi(sandbox.release().c_str()));
  if (example.version.major > here.version.major) {
    result.reason_not_run = fmt::format("it is about PostgreSQL {}", example.version.major);
    return result;
  }
  ReadExample read;
  read_example(page, here, read);
  std::vector<Finding> findings = findings_in(read, page, here, rules);
  result.provable = is_provable(findings, rule_id);
  if (!result.provable) return result;
  auto scripts = scripts_of(read, findings, rule_id);
  const Tables tables(rule_id);
  if (!makes_tables(page.substr(example.begin, example.end - example.begin))) {
    scripts.insert(scripts.begin(), tables.script());
    for (VerifyScript& script : scripts) {
      if (script.undoes) ++*script.undoes;
    }
  }
  const auto verification =
      verify(sandbox, scripts, {.fill = {.rows = kRows, .seed = 1}, .server = here.version});
  if (!verification) {
    result.failure = verification.error();
    return result;
  }
  apply_verdicts(*verification, findings);
  const SourceFile& file = read.sources[FileId{}];
  for (const Finding& finding : findings) {
    const auto line = static_cast<int>(file.position(finding.span.begin).line);
    if (finding.rule->id == rule_id && finding.verdict) {
      result.proofs.push_back({line, *finding.verdict, is_in_function(finding, read)});
    } else if (finding.rule->group == "verify") {
      result.unpredicted.push_back(
          fmt::format("line {}: {}: {}", line, finding.rule->id, finding.message));
    }
  }
  return result;
}

}  // namespace miglint
