#include "frontend/cxx/program/formats.h"

#include <cctype>
#include <set>
#include <string>
#include <vector>

namespace miglint::cxx {
namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

}  // namespace

Text format_braces(const Text& pattern, std::span<const Text> values) {
  const std::string all = pattern.flat();
  Text result;
  std::size_t plain = 0;
  std::size_t next = 0;
  for (std::size_t at = 0; at < all.size();) {
    const char c = all[at];
    if (c != '{' && c != '}') {
      ++at;
      continue;
    }
    result.append(pattern.substr(plain, at - plain));
    if (at + 1 < all.size() && all[at + 1] == c) {
      result.append(pattern.substr(at, 1));
      at += 2;
    } else {
      std::size_t end = at;
      for (int depth = 0; end < all.size(); ++end) {
        if (all[end] == '{') ++depth;
        if (all[end] == '}' && --depth == 0) break;
      }
      std::string name = all.substr(at + 1, end > at ? end - at - 1 : 0);
      name = name.substr(0, name.find(':'));
      std::size_t index = next;
      bool is_index = true;
      if (name.empty()) {
        ++next;
      } else {
        for (const char letter : name)
          is_index = is_index && is_digit(letter);
        if (is_index && name.size() < 4) index = std::stoul(name);
      }
      if (c == '{' && is_index && index < values.size()) {
        result.append(values[index]);
      } else if (c == '{') {
        result.append(Text::unknown(name.empty() ? "…" : name, {}));
      }
      at = end + 1;
    }
    plain = at;
  }
  result.append(pattern.substr(plain, all.size()));
  return result;
}

Text format_percent(const Text& pattern, std::span<const Text> values) {
  const std::string all = pattern.flat();
  Text result;
  std::size_t plain = 0;
  std::size_t next = 0;
  for (std::size_t at = all.find('%'); at != all.npos; at = all.find('%', plain)) {
    result.append(pattern.substr(plain, at - plain));
    std::size_t end = at + 1;
    while (end < all.size() &&
           (is_digit(all[end]) || std::string_view("-+ #0.*lhjztLq").contains(all[end])) &&
           !(all[end] == 'q' && (end + 1 == all.size() ||
                                 std::isalpha(static_cast<unsigned char>(all[end + 1])) == 0)))
      ++end;
    const char kind = end < all.size() ? all[end] : '%';
    plain = std::min(end + 1, all.size());
    if (kind == '%') {
      result.append(pattern.substr(at, 1));
      continue;
    }
    const Text value = next < values.size() ? values[next] : Text::unknown("…", {});
    ++next;
    // SQLite's %Q brings its quotes along.
    if (kind == 'Q') result.append(Text("'"));
    result.append(value);
    if (kind == 'Q') result.append(Text("'"));
  }
  result.append(pattern.substr(plain, all.size()));
  return result;
}

Text format_places(const Text& pattern, std::span<const Text> values) {
  const std::string all = pattern.flat();
  struct Marker {
    std::size_t at;
    std::size_t size;
    int number;
  };
  std::vector<Marker> markers;
  std::set<int> numbers;
  for (std::size_t at = all.find('%'); at != all.npos; at = all.find('%', at + 1)) {
    std::size_t from = at + 1;
    if (from < all.size() && all[from] == 'L') ++from;
    std::size_t end = from;
    while (end < all.size() && end < from + 2 && is_digit(all[end]))
      ++end;
    if (end == from) continue;
    const int number = std::stoi(all.substr(from, end - from));
    if (number == 0) continue;
    markers.push_back({at, end - at, number});
    numbers.insert(number);
  }
  Text result;
  std::size_t plain = 0;
  for (const Marker& marker : markers) {
    std::size_t rank = 0;
    for (const int number : numbers)
      rank += number < marker.number ? 1U : 0U;
    if (rank >= values.size()) continue;
    result.append(pattern.substr(plain, marker.at - plain));
    result.append(values[rank]);
    plain = marker.at + marker.size;
  }
  result.append(pattern.substr(plain, all.size()));
  return result;
}

}  // namespace miglint::cxx
