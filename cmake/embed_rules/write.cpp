#include "write.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace miglint {
namespace {

/// Compilers need not take a longer string literal than 65,536 bytes; adjacent ones are joined.
constexpr std::size_t kLongestLiteral = 8000;

std::string identifier(std::string_view id) {
  std::string name(id);
  std::ranges::replace(name, '-', '_');
  return name;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// A raw string that ends only where it should, whatever the text holds.
std::string raw_literal(std::string_view text) {
  std::string mark = "page";
  while (text.find(")" + mark + "\"") != std::string_view::npos)
    mark += '_';
  return fmt::format("R\"{0}({1}){0}\"", mark, text);
}

std::string raw_literals(std::string_view text) {
  std::string out;
  do {
    auto size = std::min(text.size(), kLongestLiteral);
    if (size < text.size()) {
      const auto line_end = text.rfind('\n', size - 1);
      if (line_end != std::string_view::npos) size = line_end + 1;
    }
    out += "\n    " + raw_literal(text.substr(0, size));
    text.remove_prefix(size);
  } while (!text.empty());
  return out;
}

/// "volatile-default" => the constants that its entry in the table points to.
std::string constants_of(const RulePage& page) {
  const auto name = identifier(page.id);
  std::string out;
  const auto add_list = [&](std::string_view what, const std::vector<std::string>& items) {
    out +=
        fmt::format("constexpr std::array<std::string_view, {}> {}_{}{{", items.size(), what, name);
    for (const auto& item : items)
      out += quoted(item) + ", ";
    out += "};\n";
  };
  add_list("dialects", page.dialects);
  add_list("tags", page.tags);
  out +=
      fmt::format("constexpr std::array<RuleOption, {}> options_{}{{{{", page.options.size(), name);
  for (const auto& option : page.options)
    out += fmt::format("{{{}, {}}}, ", quoted(option.name), option.value);
  out += "}};\n";
  return out +
         fmt::format("constexpr std::string_view page_{} ={};\n\n", name, raw_literals(page.body));
}

std::string entry_of(const RulePage& page) {
  const auto name = identifier(page.id);
  return fmt::format(
      "    RuleInfo{{\n"
      "        .id = {},\n"
      "        .group = {},\n"
      "        .title = {},\n"
      "        .level = Level::{},\n"
      "        .dialects = dialects_{},\n"
      "        .versions = {},\n"
      "        .tags = tags_{},\n"
      "        .precision = {},\n"
      "        .proof = {},\n"
      "        .grows_with = GrowsWith::{},\n"
      "        .options = options_{},\n"
      "        .page = page_{},\n"
      "        .logic = {},\n"
      "    }},\n",
      quoted(page.id), quoted(page.group), quoted(page.title), page.level, name,
      quoted(page.versions), name, quoted(page.precision), quoted(page.proof),
      page.grows_with.empty() ? "nothing" : page.grows_with, name, name,
      page.engine ? "nullptr" : "&" + name);
}

/// A cell of a Markdown table.
std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

}  // namespace

std::string rule_table_source(std::span<const RulePage> pages) {
  std::string out =
      "// Generated from the pages in rules/: change those.\n"
      "// NOLINTBEGIN\n"
      "#include \"rules/rules.h\"\n\n"
      "#include <array>\n#include <span>\n#include <string_view>\n\n"
      "#include \"lint/rule.h\"\n\n"
      "namespace miglint::rules {\n\n";
  for (const auto& page : pages) {
    if (!page.engine) out += fmt::format("extern const RuleLogic {};\n", identifier(page.id));
  }
  out += "\nnamespace {\n\n";
  for (const auto& page : pages)
    out += constants_of(page);
  out += fmt::format("constexpr std::array<RuleInfo, {}> table{{\n", pages.size());
  for (const auto& page : pages)
    out += entry_of(page);
  out +=
      "};\n\n"
      "}  // namespace\n\n"
      "std::span<const RuleInfo> all() { return table; }\n\n"
      "}  // namespace miglint::rules\n"
      "// NOLINTEND\n";
  return out;
}

std::string rule_table_document(std::span<const RulePage> pages) {
  std::string out =
      "# Rules\n\n"
      "<!-- Generated from the pages in rules/ by: cmake --build --preset dev --target "
      "rules_document -->\n";
  std::string_view group;
  for (const auto& page : pages) {
    if (page.group != group) {
      group = page.group;
      out += fmt::format("\n## {}\n\n| rule | level | what | applies to |\n|---|---|---|---|\n",
                         group);
    }
    const auto versions = page.versions.empty() ? "" : ", " + page.versions;
    out +=
        fmt::format("| [{0}](../rules/{1}/{0}.md) | {2} | {3} | {4}{5} |\n", page.id, page.group,
                    page.level, cell(page.title), fmt::join(page.dialects, ", "), cell(versions));
  }
  return out;
}

}  // namespace miglint
