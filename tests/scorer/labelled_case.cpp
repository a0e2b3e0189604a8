#include "labelled_case.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>

namespace miglint {
namespace {

/// Where such a case's migrations stand, and what the only one is called.
struct Place {
  std::string_view folder;
  std::string_view dialect;
  std::string_view migrations;
  std::string_view file;
};

constexpr Place kPlaces[] = {
    {"postgres", "postgres", "migrations/", "001_case.sql"},
    {"mysql", "mysql", "migrations/", "001_case.sql"},
    {"alembic", "postgres", "migrations/versions/", "a1_case.py"},
    {"laravel", "mysql", "database/migrations/", "2024_05_01_000000_case.php"},
    {"laravel_postgres", "postgres", "database/migrations/", "2024_05_01_000000_case.php"},
};

const Place& place_of(std::string_view path) {
  const std::string_view folder = path.substr(0, path.find('/'));
  const auto* const found = std::ranges::find(kPlaces, folder, &Place::folder);
  if (found == std::end(kPlaces)) throw std::runtime_error("no such kind of case");
  return *found;
}

void read_labels(std::string_view line, int number, std::set<Label>& labels) {
  constexpr std::string_view kLabel = "expect: ";
  const std::size_t at = line.find(kLabel);
  if (at == std::string_view::npos) return;
  std::string list(line.substr(at + kLabel.size()));
  std::ranges::replace(list, ',', ' ');
  std::istringstream words(list);
  for (std::string rule; words >> rule;)
    labels.emplace(number, rule);
}

}  // namespace

std::vector<std::string> list_cases(const std::string& folder) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    paths.push_back(entry.path().lexically_relative(folder).generic_string());
  }
  std::ranges::sort(paths);
  return paths;
}

LabelledCase read_case(const std::string& folder, const std::string& path) {
  constexpr std::string_view kFile = "-- file: ";
  const Place& place = place_of(path);
  LabelledCase result{
      .path = path, .dialect = std::string(place.dialect), .labels = {}, .files = {}};
  if (place.folder == "alembic") result.files.emplace_back("migrations/env.py", "");
  std::ifstream input(folder + "/" + path);
  int number = 0;
  std::string* text = nullptr;
  for (std::string line; std::getline(input, line);) {
    ++number;
    read_labels(line, number, result.labels);
    const bool begins = line.starts_with(kFile);
    if (begins || text == nullptr) {
      const std::string_view name =
          begins ? std::string_view(line).substr(kFile.size()) : place.file;
      result.files.emplace_back(std::string(place.migrations) + std::string(name), "");
      text = &result.files.back().second;
      text->assign(static_cast<std::size_t>(number - 1), '\n');
    }
    *text += line + "\n";
  }
  return result;
}

}  // namespace miglint
