#include "rule_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <system_error>
#include <utility>

namespace miglint {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array kLevels{"error"sv, "warning"sv, "note"sv, "off"sv};
constexpr std::array kPrecisions{"very-high"sv, "high"sv, "medium"sv, "low"sv};
constexpr std::array kProofs{"effect"sv,   "refused"sv,   "warned"sv,        "ended"sv,
                             "unset"sv,    "outlives"sv,  "waits"sv,         "gone"sv,
                             "all-rows"sv, "left-open"sv, "blocks-writes"sv, "keeps-out"sv,
                             "rebuilds"sv, "rollback"sv};
constexpr std::array kDialects{"postgres"sv, "mysql"sv, "mariadb"sv};
constexpr std::array kGrowsWith{"rows"sv, "traffic"sv};
constexpr std::size_t kLongestTitle = 80;

std::string_view trimmed(std::string_view text) {
  constexpr auto kBlank = " \t\r"sv;
  const auto begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

/// Lower-case words joined by single hyphens: what ids, groups and tags are made of.
bool is_kebab_case(std::string_view text) {
  const auto is_word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
  if (text.empty() || text.front() == '-' || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::ranges::all_of(text, [&](char c) { return c == '-' || is_word(c); });
}

/// Characters, not bytes, of UTF-8.
std::size_t length(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Takes the text line by line and counts.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}

  std::optional<std::string_view> next() {
    if (rest_.empty()) return std::nullopt;
    const auto end = rest_.find('\n');
    const auto line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    ++number_;
    return line;
  }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
  int number_ = 0;
};

class PageReader {
 public:
  PageReader(std::string_view text, std::string_view group, std::string_view id)
      : lines_(text), group_(group), id_(id) {
    parsed_.page.id = id;
    parsed_.page.group = group;
  }

  ParsedPage read() {
    check_name(id_, "file name");
    check_name(group_, "folder");
    if (read_front_matter()) {
      require_keys();
      parsed_.page.body = lines_.rest();
      read_examples();
    }
    return std::move(parsed_);
  }

 private:
  void problem(std::string text, int line) { parsed_.problems.push_back({line, std::move(text)}); }
  void problem(std::string text) { problem(std::move(text), std::max(lines_.number(), 1)); }

  void check_name(std::string_view name, std::string_view what) {
    if (!is_kebab_case(name)) {
      problem(fmt::format("{} '{}' is not in kebab-case", what, name), 1);
    }
  }

  bool read_front_matter() {
    if (const auto line = lines_.next(); !line || trimmed(*line) != "---") {
      problem("the page must open with front matter between two '---' lines");
      return false;
    }
    while (const auto line = lines_.next()) {
      const auto text = trimmed(*line);
      if (text == "---") return true;
      if (!text.empty() && !text.starts_with('#')) read_entry(text);
    }
    problem("the front matter has no closing '---' line");
    return false;
  }

  void read_entry(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) {
      problem(fmt::format("'{}' is no 'key: value' line", text));
      return;
    }
    const auto key = trimmed(text.substr(0, colon));
    auto value = trimmed(text.substr(colon + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
      value = value.substr(1, value.size() - 2);
    }
    if (!seen_.emplace(key).second) problem(fmt::format("'{}' is given twice", key));
    if (value.empty()) problem(fmt::format("'{}' has no value", key));
    read_value(key, value);
  }

  void read_value(std::string_view key, std::string_view value) {
    auto& page = parsed_.page;
    if (key == "id") {
      expect_same("id", value, "file", id_);
    } else if (key == "group") {
      expect_same("group", value, "folder", group_);
    } else if (key == "title") {
      page.title = value;
      if (length(value) > kLongestTitle) {
        problem(
            fmt::format("the title has {} characters, {} at most", length(value), kLongestTitle));
      }
    } else if (key == "level") {
      page.level = one_of(key, value, kLevels);
    } else if (key == "precision") {
      page.precision = one_of(key, value, kPrecisions);
    } else if (key == "versions") {
      page.versions = value;
    } else if (key == "proof") {
      page.proof = value;
      one_of(key, value.substr(0, value.find_first_of(" :")), kProofs);
    } else if (key == "dialects") {
      page.dialects = list(key, value);
      for (const auto& dialect : page.dialects)
        one_of(key, dialect, kDialects);
    } else if (key == "tags") {
      page.tags = list(key, value);
      for (const auto& tag : page.tags) {
        if (!is_kebab_case(tag)) problem(fmt::format("tag '{}' is not in kebab-case", tag));
      }
    } else if (key == "grows-with") {
      page.grows_with = one_of(key, value, kGrowsWith);
    } else if (key == "options") {
      for (const auto& option : list(key, value))
        read_option(option);
    } else if (key == "engine") {
      constexpr std::array kBooleans{"true"sv, "false"sv};
      page.engine = one_of(key, value, kBooleans) == "true";
    } else {
      problem(
          fmt::format("unknown key '{}' (known: id, group, title, level, dialects, versions, "
                      "tags, precision, proof, grows-with, options, engine)",
                      key));
    }
  }

  /// "longest_seconds=60"
  void read_option(std::string_view text) {
    const auto equals = text.find('=');
    const auto name = trimmed(text.substr(0, equals));
    const auto value = equals == std::string_view::npos ? ""sv : trimmed(text.substr(equals + 1));
    PageOption option{std::string(name), 0};
    const auto* const end = value.data() + value.size();
    const auto [last, error] = std::from_chars(value.data(), end, option.value);
    const bool is_name = !name.empty() && std::ranges::all_of(name, [](char c) {
      return c == '_' || (c >= 'a' && c <= 'z');
    });
    if (!is_name || value.empty() || error != std::errc() || last != end) {
      problem(fmt::format("option '{}' is no name_in_lower_case=NUMBER", text));
    }
    parsed_.page.options.push_back(std::move(option));
  }

  void expect_same(std::string_view key, std::string_view value, std::string_view what,
                   std::string_view name) {
    if (value != name) {
      problem(fmt::format("{} '{}' differs from the name of the {}, '{}'", key, value, what, name));
    }
  }

  std::string one_of(std::string_view key, std::string_view value,
                     std::span<const std::string_view> known) {
    if (std::ranges::find(known, value) == known.end()) {
      problem(fmt::format("{} '{}' is none of: {}", key, value, fmt::join(known, ", ")));
    }
    return std::string(value);
  }

  std::vector<std::string> list(std::string_view key, std::string_view value) {
    if (!value.starts_with('[') || !value.ends_with(']')) {
      problem(fmt::format("'{}' must be a list: [a, b]", key));
      return {};
    }
    std::vector<std::string> items;
    auto rest = value.substr(1, value.size() - 2);
    while (!trimmed(rest).empty()) {
      const auto comma = rest.find(',');
      if (const auto item = trimmed(rest.substr(0, comma)); item.empty()) {
        problem(fmt::format("'{}' has an empty entry", key));
      } else {
        items.emplace_back(item);
      }
      rest = comma == std::string_view::npos ? ""sv : rest.substr(comma + 1);
    }
    return items;
  }

  void require_keys() {
    for (const auto key : {"id"sv, "title"sv, "level"sv, "dialects"sv, "tags"sv}) {
      if (!seen_.contains(key)) problem(fmt::format("the front matter lacks '{}'", key));
    }
    if (seen_.contains("dialects"sv) && parsed_.page.dialects.empty()) {
      problem("'dialects' names none");
    }
  }

  /// The fenced examples, by the words after the language: ```sql bad
  void read_examples() {
    int bad = 0;
    int good = 0;
    std::string_view fence;
    int opened_at = 0;
    while (const auto line = lines_.next()) {
      const auto text = trimmed(*line);
      if (!fence.empty()) {
        // A closing fence is at least as long as the opening one, with nothing after it.
        if (text.starts_with(fence) &&
            text.find_first_not_of(fence.front()) == std::string_view::npos) {
          fence = {};
        }
        continue;
      }
      if (!text.starts_with("```") && !text.starts_with("~~~")) continue;
      fence = text.substr(0, text.find_first_not_of(text.front()));
      opened_at = lines_.number();
      count_example(text.substr(fence.size()), bad, good);
    }
    if (!fence.empty()) problem("this fence is never closed", opened_at);
    if (parsed_.page.engine) return;
    if (bad == 0) problem("the page has no example marked 'bad'", 1);
    if (good == 0) problem("the page has no example marked 'good'", 1);
  }

  void count_example(std::string_view info, int& bad, int& good) {
    bool is_bad = false;
    bool is_good = false;
    for (auto rest = trimmed(info); !rest.empty();) {
      const auto end = rest.find(' ');
      const auto word = rest.substr(0, end);
      rest = end == std::string_view::npos ? ""sv : trimmed(rest.substr(end));
      is_bad = is_bad || word == "bad";
      is_good = is_good || word == "good";
    }
    if (is_bad && is_good) problem("an example is either 'bad' or 'good'");
    bad += is_bad ? 1 : 0;
    good += is_good ? 1 : 0;
  }

  Lines lines_;
  std::string_view group_;
  std::string_view id_;
  ParsedPage parsed_;
  std::set<std::string, std::less<>> seen_;
};

}  // namespace

ParsedPage parse_rule_page(std::string_view text, std::string_view group, std::string_view id) {
  return PageReader(text, group, id).read();
}

}  // namespace miglint
