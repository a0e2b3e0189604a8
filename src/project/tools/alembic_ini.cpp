#include "project/tools/alembic_ini.h"

#include <algorithm>
#include <map>
#include <utility>

#include "project/tools/tree.h"

namespace miglint::tools {
namespace {

using Values = std::map<std::string, std::string, std::less<>>;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Sections in their order, as Python's configparser reads them.
std::vector<std::pair<std::string, Values>> sections_of(std::string_view text) {
  std::vector<std::pair<std::string, Values>> sections;
  std::string* open = nullptr;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    const std::string_view content = trimmed(line);
    if (content.empty() || content.front() == '#' || content.front() == ';') continue;
    const bool goes_on = line.front() == ' ' || line.front() == '\t';
    if (goes_on && open != nullptr) {
      open->append("\n").append(content);
    } else if (content.front() == '[') {
      sections.emplace_back(content.substr(1, content.find(']') - 1), Values());
      open = nullptr;
    } else if (const std::size_t sign = content.find_first_of("=:");
               sign != std::string_view::npos && !sections.empty()) {
      open = &sections.back().second[std::string(trimmed(content.substr(0, sign)))];
      *open = trimmed(content.substr(sign + 1));
    }
  }
  return sections;
}

/// `%(name)s` is a value of the section, or one of DEFAULT.
std::string filled_in(std::string_view text, const Values& section, const Values& defaults) {
  std::string out;
  while (!text.empty()) {
    const std::size_t begin = text.find("%(");
    const std::size_t end = begin == std::string_view::npos ? begin : text.find(")s", begin);
    out += text.substr(0, end == std::string_view::npos ? end : begin);
    if (end == std::string_view::npos) break;
    const std::string_view name = text.substr(begin + 2, end - begin - 2);
    const auto found = section.find(name);
    const auto other = defaults.find(name);
    if (found != section.end()) {
      out += found->second;
    } else if (other != defaults.end()) {
      out += other->second;
    }
    text.remove_prefix(end + 2);
  }
  return out;
}

/// `package.part:migrations` stands in the folder package/part/migrations.
std::string path_of(std::string_view location, const std::string& folder) {
  std::string path(location);
  if (const std::size_t colon = path.find(':'); colon != std::string::npos) {
    std::ranges::replace(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(colon), '.', '/');
    std::ranges::replace(path, ':', '/');
  }
  while (path.starts_with("./"))
    path.erase(0, 2);
  while (path.size() > 1 && path.ends_with('/'))
    path.pop_back();
  return path.starts_with('/') ? path : join_path(folder, path);
}

std::string_view separators(std::string_view named) {
  if (named == "os" || named == ":") return ":\n";
  if (named == ";") return ";\n";
  if (named == "newline") return "\n";
  return named == "space" ? " \n" : ", \n";
}

std::vector<std::string> parts_of(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (const auto part = trimmed(text.substr(begin, end - begin)); !part.empty()) {
      parts.emplace_back(part);
    }
    begin = end + 1;
  }
  return parts;
}

}  // namespace

std::vector<AlembicSection> read_alembic_ini(std::string_view text, const std::string& folder) {
  std::vector<AlembicSection> found;
  Values defaults;
  const auto sections = sections_of(text);
  for (const auto& [name, values] : sections)
    if (name == "DEFAULT") defaults.insert(values.begin(), values.end());
  defaults.insert_or_assign("here", folder.empty() ? "." : folder);
  for (const auto& [name, values] : sections) {
    const auto value = [&](std::string_view key) {
      const auto own = values.find(key);
      return own == values.end() ? std::string() : filled_in(own->second, values, defaults);
    };
    // A path that begins with %(here)s is one from the file's folder already.
    const auto location = [&](std::string_view written) {
      return written.starts_with("%(here)s")
                 ? path_of(filled_in(written, values, defaults), "")
                 : path_of(filled_in(written, values, defaults), folder);
    };
    AlembicSection section{.name = name};
    if (const auto own = values.find("script_location"); own != values.end()) {
      section.script_location = location(own->second);
    }
    std::string separator = value("path_separator");
    if (separator.empty()) separator = value("version_path_separator");
    if (const auto own = values.find("version_locations"); own != values.end()) {
      for (const std::string& part : parts_of(own->second, separators(separator)))
        section.version_locations.push_back(location(part));
    }
    section.recursive = value("recursive_version_locations") == "true";
    const bool is_alembic = name == "alembic";
    if (is_alembic || !section.script_location.empty()) found.push_back(std::move(section));
  }
  return found;
}

}  // namespace miglint::tools
