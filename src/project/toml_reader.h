// Takes values out of TOML, and keeps what is wrong with them.
//
// Comes in: nodes of a parsed file. Goes out: plain values, and mistakes with their places. What
// the keys mean does not belong here. Only files that read a config include it: it brings toml++.
#pragma once

#include <toml++/toml.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "project/config.h"

namespace miglint {

/// Position of `word` among `words`.
[[nodiscard]] std::optional<std::size_t> index_of(std::string_view word,
                                                  std::span<const std::string_view> words);
/// "; did you mean `x`?", else the names there are when they are few.
[[nodiscard]] std::string suggestion(std::string_view word,
                                     std::span<const std::string_view> names);

/// What cannot be taken becomes a mistake, and gives an empty value.
class TomlReader {
 public:
  explicit TomlReader(const std::string& path) : path_(path) {}

  void problem(const toml::source_region& where, std::string message);
  void problem(const toml::node& node, std::string message);
  void wrong_type(const toml::node& node, std::string_view key, std::string_view wanted);

  [[nodiscard]] const toml::table* table_of(const toml::node& node, std::string_view key);
  [[nodiscard]] std::optional<std::string> string_of(const toml::node& node, std::string_view key);
  /// A string that is not empty.
  [[nodiscard]] std::optional<std::string> text_of(const toml::node& node, std::string_view key);
  [[nodiscard]] std::vector<std::string> strings_of(const toml::node& node, std::string_view key);
  [[nodiscard]] std::optional<bool> flag_of(const toml::node& node, std::string_view key);
  /// A whole number from `least` on.
  [[nodiscard]] std::optional<std::int64_t> number_of(const toml::node& node, std::string_view key,
                                                      std::int64_t least);
  /// Index of the string in `words`.
  [[nodiscard]] std::optional<std::size_t> word_of(const toml::node& node, std::string_view key,
                                                   std::span<const std::string_view> words);

  /// Calls `read` for each entry whose key is one of `keys`; the others are mistakes.
  void read_keys(const toml::table& table, std::string_view where,
                 std::span<const std::string_view> keys, const auto& read) {
    for (const auto& [key, value] : table) {
      if (index_of(key.str(), keys)) {
        read(key.str(), value);
      } else {
        unknown(key, where, keys);
      }
    }
  }

  /// Calls `read` for each table of `[[key]]`.
  void read_list(const toml::node& node, std::string_view key, const auto& read) {
    const toml::array* list = node.as_array();
    if (list == nullptr) return not_a_list(node, key);
    for (const toml::node& item : *list) {
      if (const toml::table* table = table_of(item, key)) read(*table);
    }
  }

  [[nodiscard]] std::vector<ConfigProblem>& problems() { return problems_; }

 private:
  void unknown(const toml::key& key, std::string_view where,
               std::span<const std::string_view> keys);
  void not_a_list(const toml::node& node, std::string_view key);

  const std::string& path_;
  std::vector<ConfigProblem> problems_;
};

/// `[[ban]]`.
[[nodiscard]] std::vector<Ban> read_bans(const toml::node& node, TomlReader& reader);

}  // namespace miglint
