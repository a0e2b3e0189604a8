#include "project/toml_reader.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

#include "source/nearest_name.h"

namespace miglint {
namespace {

std::string_view type_of(const toml::node& node) {
  switch (node.type()) {
    case toml::node_type::table:
      return "a table";
    case toml::node_type::array:
      return "a list";
    case toml::node_type::string:
      return "a string";
    case toml::node_type::integer:
    case toml::node_type::floating_point:
      return "a number";
    case toml::node_type::boolean:
      return "true or false";
    default:
      return "a date or time";
  }
}

}  // namespace

std::optional<std::size_t> index_of(std::string_view word,
                                    std::span<const std::string_view> words) {
  const auto found = std::ranges::find(words, word);
  if (found == words.end()) return std::nullopt;
  return static_cast<std::size_t>(found - words.begin());
}

std::string suggestion(std::string_view word, std::span<const std::string_view> names) {
  if (const auto near = nearest_name(word, names))
    return fmt::format("; did you mean `{}`?", *near);
  if (names.empty() || names.size() > 16) return {};
  return fmt::format(" (known: {})", fmt::join(names, ", "));
}

void TomlReader::problem(const toml::source_region& where, std::string message) {
  problems_.push_back({path_, where.begin.line, where.begin.column, std::move(message)});
}

void TomlReader::problem(const toml::node& node, std::string message) {
  problem(node.source(), std::move(message));
}

void TomlReader::wrong_type(const toml::node& node, std::string_view key, std::string_view wanted) {
  problem(node, fmt::format("`{}` must be {}, not {}", key, wanted, type_of(node)));
}

void TomlReader::unknown(const toml::key& key, std::string_view where,
                         std::span<const std::string_view> keys) {
  problem(key.source(),
          fmt::format("unknown key `{}`{}{}", key.str(), where, suggestion(key.str(), keys)));
}

void TomlReader::not_a_list(const toml::node& node, std::string_view key) {
  wrong_type(node, key, fmt::format("written [[{}]]", key));
}

const toml::table* TomlReader::table_of(const toml::node& node, std::string_view key) {
  if (const toml::table* table = node.as_table()) return table;
  wrong_type(node, key, "a table");
  return nullptr;
}

std::optional<std::string> TomlReader::string_of(const toml::node& node, std::string_view key) {
  if (const auto text = node.value_exact<std::string>()) return text;
  wrong_type(node, key, "a string");
  return std::nullopt;
}

std::optional<std::string> TomlReader::text_of(const toml::node& node, std::string_view key) {
  auto text = string_of(node, key);
  if (text && text->empty()) {
    problem(node, fmt::format("`{}` is empty", key));
    return std::nullopt;
  }
  return text;
}

std::vector<std::string> TomlReader::strings_of(const toml::node& node, std::string_view key) {
  std::vector<std::string> strings;
  const toml::array* list = node.as_array();
  if (list == nullptr) {
    wrong_type(node, key, "a list of strings");
    return strings;
  }
  for (const toml::node& item : *list) {
    if (const auto text = item.value_exact<std::string>()) {
      if (text->empty()) problem(item, fmt::format("`{}` holds an empty string", key));
      strings.push_back(*text);
    } else {
      problem(item, fmt::format("`{}` must be a list of strings, not of {}", key, type_of(item)));
    }
  }
  return strings;
}

std::optional<bool> TomlReader::flag_of(const toml::node& node, std::string_view key) {
  if (const auto flag = node.value_exact<bool>()) return flag;
  wrong_type(node, key, "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> TomlReader::number_of(const toml::node& node, std::string_view key,
                                                  std::int64_t least) {
  const auto number = node.value_exact<std::int64_t>();
  if (!number) {
    if (node.is_floating_point()) {
      problem(node, fmt::format("`{}` must be a whole number", key));
    } else {
      wrong_type(node, key, "a whole number");
    }
    return std::nullopt;
  }
  if (*number < least) {
    problem(node, fmt::format("`{}` must be {} or more, not {}", key, least, *number));
    return std::nullopt;
  }
  return number;
}

std::optional<std::size_t> TomlReader::word_of(const toml::node& node, std::string_view key,
                                               std::span<const std::string_view> words) {
  const auto text = string_of(node, key);
  if (!text) return std::nullopt;
  const auto index = index_of(*text, words);
  if (!index) problem(node, fmt::format("`{}` is no {}{}", *text, key, suggestion(*text, words)));
  return index;
}

}  // namespace miglint
