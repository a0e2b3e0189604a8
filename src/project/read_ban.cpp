// House rules: the `[[ban]]` entries of a config.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "project/ban_operations.h"
#include "project/toml_reader.h"
#include "source/ascii.h"

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::string_view kPrefix = "ban/";

/// "drop-table" and "audit_*": "drop-table-audit".
std::string id_from(const Ban& ban) {
  std::string id;
  const auto add = [&](std::string_view part) {
    for (const char c : part) {
      if (ascii::is_letter(c) || ascii::is_digit(c)) {
        id += ascii::lower(c);
      } else if (!id.empty() && id.back() != '-') {
        id += '-';
      }
    }
    if (!id.empty() && id.back() != '-') id += '-';
  };
  add(ban.operations.front());
  add(ban.table);
  add(ban.name);
  add(ban.type);
  id.pop_back();
  return id;
}

bool is_id(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  };
  return !text.empty() && text.front() != '-' && text.back() != '-' &&
         std::ranges::all_of(text, fits);
}

class BanReader {
 public:
  BanReader(const toml::table& table, TomlReader& reader) : table_(table), reader_(reader) {}

  Ban read() {
    static constexpr std::array kKeys{"id"sv,      "operation"sv, "name"sv,    "table"sv,
                                      "type"sv,    "level"sv,     "message"sv, "instead"sv,
                                      "dialect"sv, "paths"sv};
    reader_.read_keys(table_, " in [[ban]]", kKeys,
                      [this](std::string_view key, const toml::node& value) { take(key, value); });
    for (const std::string_view key : {"operation"sv, "message"sv}) {
      if (!table_.contains(key)) {
        reader_.problem(table_, fmt::format("[[ban]] lacks `{}`", key));
      }
    }
    if (ban_.id.empty() && !ban_.operations.empty()) ban_.id = id_from(ban_);
    ban_.id.insert(0, kPrefix);
    return std::move(ban_);
  }

 private:
  void take(std::string_view key, const toml::node& value) {
    static constexpr std::array kLevels{"note"sv, "warning"sv, "error"sv};
    static constexpr std::array kDialects{"postgres"sv, "mysql"sv, "mariadb"sv};
    if (key == "id") {
      take_id(value);
    } else if (key == "operation") {
      take_operations(value);
    } else if (key == "level") {
      if (const auto index = reader_.word_of(value, key, kLevels)) {
        ban_.level = static_cast<ConfiguredLevel>(*index + 1);
      }
    } else if (key == "dialect") {
      if (const auto index = reader_.word_of(value, key, kDialects)) {
        ban_.dialect = static_cast<Dialect>(*index);
      }
    } else if (key == "paths") {
      ban_.paths = reader_.strings_of(value, key);
    } else {
      std::string& target = key == "name"      ? ban_.name
                            : key == "table"   ? ban_.table
                            : key == "type"    ? ban_.type
                            : key == "message" ? ban_.message
                                               : ban_.instead;
      if (auto text = reader_.text_of(value, key)) target = std::move(*text);
    }
  }

  void take_id(const toml::node& value) {
    auto id = reader_.text_of(value, "id");
    if (!id) return;
    if (id->starts_with(kPrefix)) id->erase(0, kPrefix.size());
    if (!is_id(*id)) {
      reader_.problem(value, fmt::format("`{}` is no id: write it in lower case with hyphens, "
                                         "as in `no-json`",
                                         *id));
      return;
    }
    ban_.id = std::move(*id);
  }

  void take_operations(const toml::node& value) {
    std::vector<std::string> words;
    if (value.is_array()) {
      words = reader_.strings_of(value, "operation");
      if (words.empty()) reader_.problem(value, "`operation` names none");
    } else if (auto text = reader_.string_of(value, "operation")) {
      words.push_back(std::move(*text));
    }
    for (const std::string& word : words) {
      if (index_of(word, kBanOperations)) {
        ban_.operations.push_back(word);
      } else {
        reader_.problem(
            value, fmt::format("`{}` is no operation{}", word, suggestion(word, kBanOperations)));
      }
    }
  }

  const toml::table& table_;
  TomlReader& reader_;
  Ban ban_;
};

}  // namespace

std::vector<Ban> read_bans(const toml::node& node, TomlReader& reader) {
  std::vector<Ban> bans;
  std::set<std::string> ids;
  reader.read_list(node, "ban", [&](const toml::table& table) {
    Ban ban = BanReader(table, reader).read();
    if (!ban.operations.empty() && !ids.insert(ban.id).second) {
      reader.problem(table, fmt::format("two bans are called `{}`: give this one an `id`", ban.id));
    }
    bans.push_back(std::move(ban));
  });
  return bans;
}

}  // namespace miglint
