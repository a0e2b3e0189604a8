#include "report/sql.h"

#include <fmt/format.h>

#include <cstddef>
#include <nlohmann/json.hpp>

#include "report/display.h"
#include "report/scope_words.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

std::string_view name_of(const TransactionState& state) {
  switch (state.cause) {
    case TransactionState::Cause::autocommit:
      return "none";
    case TransactionState::Cause::explicit_begin:
      return "explicit";
    case TransactionState::Cause::message:
      return "implicit";
    case TransactionState::Cause::tool:
      break;
  }
  return word(state.scope == nullptr ? Wrap::unknown : state.scope->wrap);
}

std::string_view name_of(Certainty certainty) {
  switch (certainty) {
    case Certainty::exact:
      return "exact";
    case Certainty::symbolic:
      return "symbolic";
    case Certainty::opaque:
      break;
  }
  return "opaque";
}

std::string_view name_of(Guard::Kind kind) {
  switch (kind) {
    case Guard::Kind::condition:
      return "condition";
    case Guard::Kind::loop:
      return "loop";
    case Guard::Kind::exception_handler:
      break;
  }
  return "exception_handler";
}

}  // namespace

PlannedScript plan_script(Timeline& timeline, const Migration& migration, Direction direction,
                          std::span<const Statement> script) {
  PlannedScript planned{migration, direction, script, {}};
  planned.transactions.resize(script.size());
  const TimelineVisitor visitor{
      .moment =
          [&](const Moment& at) {
            auto& name =
                planned.transactions[static_cast<std::size_t>(&at.statement - script.data())];
            // The first command of a statement tells what the statement stands in.
            if (name.empty()) name = name_of(at.transaction);
          },
      .end = {}};
  timeline.run(migration, direction, script, visitor);
  // What could not be parsed stands where the statement before it stood.
  std::string_view before = "none";
  for (std::string_view& name : planned.transactions) {
    if (name.empty()) name = before;
    before = name;
  }
  return planned;
}

void write_sql_text(const PlannedScript& script, const SourceSet& sources, std::string& out) {
  const SourceFile& file = sources[script.migration.file];
  out += fmt::format("-- {} ({})\n", one_line(file.path()), word(script.direction));
  for (std::size_t i = 0; i < script.statements.size(); ++i) {
    const Statement& statement = script.statements[i];
    if (statement.source != nullptr && !statement.source->not_judged.empty()) {
      out += fmt::format("-- not judged: {}\n", one_line(statement.source->not_judged));
    } else if (statement.source != nullptr && statement.source->certainty == Certainty::opaque) {
      out += fmt::format("-- cannot be known: {}\n", one_line(statement.source->opaque_reason));
    }
    out += statement.text;
    // A command of psql ends with its line.
    out += statement.text.starts_with('\\') ? "\n" : ";\n";
  }
  out += '\n';
}

void write_sql_json(const PlannedScript& script, const SourceSet& sources, std::string& out) {
  const SourceFile& file = sources[script.migration.file];
  for (std::size_t i = 0; i < script.statements.size(); ++i) {
    const Statement& statement = script.statements[i];
    Json guards = Json::array();
    if (statement.source != nullptr) {
      for (const Guard& guard : statement.source->guards) {
        guards.push_back({{"kind", name_of(guard.kind)},
                          {"text", guard.text},
                          {"line", sources[guard.span.file].position(guard.span.begin).line}});
      }
    }
    const Certainty certainty =
        statement.source == nullptr ? Certainty::exact : statement.source->certainty;
    const Json json{{"file", file.path()},
                    {"direction", word(script.direction)},
                    {"line", file.position(statement.span.begin).line},
                    {"sql", statement.text},
                    {"transaction", script.transactions[i]},
                    {"certainty", name_of(certainty)},
                    {"guards", std::move(guards)}};
    out += json.dump(-1, ' ', false, Json::error_handler_t::replace);
    out += '\n';
  }
}

}  // namespace miglint
