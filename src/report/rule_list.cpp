#include "report/rule_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "report/paint.h"

namespace miglint {
namespace {

using Json = nlohmann::ordered_json;

Json to_json(const RuleInfo& rule) {
  return {{"id", rule.id},
          {"group", rule.group},
          {"title", rule.title},
          {"level", name(rule.level)},
          {"dialects", Json(rule.dialects)},
          {"versions", rule.versions},
          {"tags", Json(rule.tags)},
          {"precision", rule.precision}};
}

std::string dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// A page's Markdown, its headings and code set off by colour; without colour as it is.
void write_markdown(std::string_view text, const Paint& colors, std::string& out) {
  bool in_code = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const bool fence = line.starts_with("```");
    if (fence || in_code) {
      out += fmt::format("{}{}{}\n", colors.note, line, colors.reset);
      in_code = fence != in_code;
    } else if (line.starts_with('#')) {
      out += fmt::format("{}{}{}\n", colors.bold, line, colors.reset);
    } else {
      out += fmt::format("{}\n", line);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

void write_rule_list_text(std::span<const RuleInfo> rules, bool color, std::string& out) {
  const Paint& colors = paint(color);
  std::size_t widest = 0;
  for (const RuleInfo& rule : rules)
    widest = std::max(widest, rule.id.size());
  std::string_view group;
  for (const RuleInfo& rule : rules) {
    if (rule.group != group) {
      out += fmt::format("{}{}{}{}\n", group.empty() ? "" : "\n", colors.bold, rule.group,
                         colors.reset);
      group = rule.group;
    }
    out += fmt::format("  {:<{}}  {}{:<7}{}  {}\n", rule.id, widest, colors.of(rule.level),
                       name(rule.level), colors.reset, rule.title);
  }
  out +=
      fmt::format("\n{} rules. `miglint explain <rule-id>` prints a rule's page.\n", rules.size());
}

void write_rule_list_json(std::span<const RuleInfo> rules, std::string& out) {
  out += '[';
  std::string_view separator = "\n";
  for (const RuleInfo& rule : rules) {
    out += separator;
    out += dump(to_json(rule));
    separator = ",\n";
  }
  out += "]\n";
}

void write_rule_page_text(const RuleInfo& rule, bool color, std::string& out) {
  const Paint& colors = paint(color);
  out += fmt::format("{}{}{} ({}{}{}): {}\n", colors.bold, rule.id, colors.reset,
                     colors.of(rule.level), name(rule.level), colors.reset, rule.title);
  out += fmt::format("Applies to: {}{}{}. Precision: {}.\n", fmt::join(rule.dialects, ", "),
                     rule.versions.empty() ? "" : ", ", rule.versions, rule.precision);
  if (!rule.page.starts_with('\n')) out += '\n';
  write_markdown(rule.page, colors, out);
}

void write_rule_page_json(const RuleInfo& rule, std::string& out) {
  Json json = to_json(rule);
  json["page"] = rule.page;
  out += dump(json) + '\n';
}

}  // namespace miglint
