#include "report/plan.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "build_info.h"
#include "report/display.h"
#include "report/scope_words.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

/// A scope with the lines of the file that it is around.
struct Part {
  Direction direction = Direction::up;
  const TransactionScope* scope = nullptr;
  std::uint32_t line = 0;
  std::uint32_t end_line = 0;
};

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n;") == std::string_view::npos;
}

/// From the first line that is not blank to the last.
void widen(Part& part, const SourceFile& file, Span span) {
  const std::string_view text = file.text(span);
  const auto first = text.find_first_not_of(" \t\r\n");
  const auto last = text.find_last_not_of(" \t\r\n");
  if (first == std::string_view::npos) return;
  const auto begin = file.position(span.begin + static_cast<std::uint32_t>(first)).line;
  const auto end = file.position(span.begin + static_cast<std::uint32_t>(last)).line;
  part.line = part.line == 0 ? begin : std::min(part.line, begin);
  part.end_line = std::max(part.end_line, end);
}

std::vector<Part> parts_of(const Migration& migration, const SourceFile& file) {
  std::vector<Part> parts;
  for (const Direction direction : {Direction::up, Direction::down}) {
    const Script& script = direction == Direction::up ? migration.up : migration.down;
    const std::size_t first = parts.size();
    for (const TransactionScope& scope : script.scopes)
      parts.push_back({direction, &scope, 0, 0});
    for (const SqlStatement& statement : script.statements) {
      if (statement.scope < script.scopes.size() && !is_blank(statement.text)) {
        widen(parts[first + statement.scope], file, statement.span);
      }
    }
  }
  std::erase_if(parts, [](const Part& part) { return part.line == 0; });
  return parts;
}

std::string scope_text(const TransactionScope& scope) {
  const std::string wrap =
      scope.wrap == Wrap::none          ? "no transaction of the tool"
      : scope.wrap == Wrap::all_pending ? "one transaction around all pending migrations"
      : scope.wrap == Wrap::unknown     ? "a transaction is not known of"
                                        : fmt::format("a transaction a {}", word(scope.wrap));
  return fmt::format("{}, a message a {}", wrap, word(scope.send));
}

void write_files(const PlannedSet& planned, const SourceSet& sources, std::string& out) {
  std::string_view said;
  std::string_view id;
  for (const PlannedFile& file : planned.files) {
    if (file.id != id) out += fmt::format("  {}\n", one_line(file.id));
    id = file.id;
    const bool history = file.migration != nullptr && !file.migration->reported;
    out += fmt::format("    {}{}\n", one_line(file.path), history ? " (history)" : "");
    if (file.migration == nullptr) continue;
    for (const Part& part : parts_of(*file.migration, sources[file.migration->file])) {
      out += fmt::format("      {:<4} lines {}-{}: {}\n", word(part.direction), part.line,
                         part.end_line, scope_text(*part.scope));
      if (part.scope->reason != said) out += fmt::format("           {}\n", part.scope->reason);
      said = part.scope->reason;
    }
  }
}

Json scope_json(const Part& part) {
  return {{"direction", word(part.direction)}, {"line", part.line},
          {"end_line", part.end_line},         {"wrap", word(part.scope->wrap)},
          {"send", word(part.scope->send)},    {"known_by", word(part.scope->known_by)},
          {"reason", part.scope->reason}};
}

Json files_json(const PlannedSet& planned, const SourceSet& sources) {
  Json migrations = Json::array();
  for (const PlannedFile& file : planned.files) {
    if (migrations.empty() || migrations.back()["id"] != file.id) {
      migrations.push_back({{"id", file.id}, {"files", Json::array()}});
    }
    Json scopes = Json::array();
    if (file.migration != nullptr) {
      for (const Part& part : parts_of(*file.migration, sources[file.migration->file]))
        scopes.push_back(scope_json(part));
    }
    migrations.back()["files"].push_back(
        {{"file", file.path},
         {"history", file.migration != nullptr && !file.migration->reported},
         {"read", file.migration != nullptr},
         {"scopes", std::move(scopes)}});
  }
  return migrations;
}

/// Of the files that were read; nullopt: none was.
std::optional<Dialect> dialect_of(const PlannedSet& planned) {
  for (const PlannedFile& file : planned.files) {
    if (file.migration != nullptr) return file.migration->dialect;
  }
  return std::nullopt;
}

std::string_view word(Dialect dialect) {
  switch (dialect) {
    case Dialect::mysql:
      return "mysql";
    case Dialect::mariadb:
      return "mariadb";
    case Dialect::postgres:
      break;
  }
  return "postgres";
}

Json dialect_json(const PlannedSet& planned) {
  const auto dialect = dialect_of(planned);
  if (!dialect) return nullptr;
  const bool by_sign = planned.set->dialect == dialect;
  return {{"name", word(*dialect)}, {"why", by_sign ? planned.set->dialect_why : std::string()}};
}

/// A few for each reason: of one folder there may be thousands.
void write_left_out(std::span<const LeftOut> files, std::string& out) {
  constexpr std::size_t kFew = 5;
  std::vector<std::string_view> told;
  for (const LeftOut& file : files) {
    if (std::ranges::find(told, file.reason) != told.end()) continue;
    told.emplace_back(file.reason);
    std::size_t count = 0;
    for (const LeftOut& same : files) {
      if (same.reason != file.reason || ++count > kFew) continue;
      out += fmt::format("  left out: {}: {}\n", one_line(same.path), one_line(same.reason));
    }
    if (count > kFew) {
      out += fmt::format("  left out: {} more: {}\n", count - kFew, one_line(file.reason));
    }
  }
}

}  // namespace

void write_plan_text(std::span<const PlannedSet> sets, const SourceSet& sources, std::string& out) {
  for (const PlannedSet& planned : sets) {
    const MigrationSet& set = *planned.set;
    if (!out.empty()) out += '\n';
    out +=
        fmt::format("{} in {}\n", set.tool->title, set.folder.empty() ? "." : one_line(set.folder));
    out += fmt::format("  recognised by: {}{}\n", one_line(set.why),
                       set.guessed ? " (a guess: [frameworks] in .miglint.toml can say it)" : "");
    out += fmt::format("  order: {}\n", one_line(set.order));
    if (const auto dialect = dialect_of(planned)) {
      const bool by_sign = set.dialect == dialect;
      out += fmt::format("  dialect: {}{}\n", word(*dialect),
                         by_sign ? ", by " + one_line(set.dialect_why) : "");
    }
    if (!planned.settings.empty()) {
      out += fmt::format("  settings: {} (in {})\n",
                         one_line(fmt::format("{}", fmt::join(planned.settings, ", "))),
                         one_line(set.environment));
    }
    if (!set.version.empty()) out += fmt::format("  version: {}\n", one_line(set.version));
    write_left_out(set.left_out, out);
    out += '\n';
    write_files(planned, sources, out);
  }
}

void write_plan_json(std::span<const PlannedSet> sets, const SourceSet& sources, std::string& out) {
  Json all = Json::array();
  for (const PlannedSet& planned : sets) {
    const MigrationSet& set = *planned.set;
    Json left_out = Json::array();
    for (const LeftOut& file : set.left_out)
      left_out.push_back({{"file", file.path}, {"reason", file.reason}});
    all.push_back({{"tool", set.tool->name},
                   {"folder", set.folder.empty() ? "." : set.folder},
                   {"why", set.why},
                   {"guessed", set.guessed},
                   {"order", set.order},
                   {"tool_version", set.version},
                   {"dialect", dialect_json(planned)},
                   {"settings", planned.settings},
                   {"migrations", files_json(planned, sources)},
                   {"left_out", std::move(left_out)}});
  }
  const Json json{{"version", 1}, {"miglint", kVersion}, {"sets", std::move(all)}};
  out += json.dump(2, ' ', false, Json::error_handler_t::replace);
  out += '\n';
}

}  // namespace miglint
