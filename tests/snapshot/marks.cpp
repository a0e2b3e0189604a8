#include "marks.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string_view>

namespace miglint {

Marks marks_in(const std::string& folder) {
  constexpr std::string_view kMark = " expect: ";
  Marks marks;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream text(entry.path());
    std::string line;
    for (int number = 1; std::getline(text, line); ++number) {
      const std::size_t mark = line.find(kMark);
      if (mark == std::string::npos) continue;
      const auto before = std::string_view(line).substr(0, mark);
      if (!before.ends_with("--") && !before.ends_with('#') && !before.ends_with("//")) continue;
      std::istringstream ids(line.substr(mark + kMark.size()));
      for (std::string id; std::getline(ids, id, ',');) {
        id.erase(0, id.find_first_not_of(' '));
        id.erase(id.find_last_not_of(" \r") + 1);
        marks.insert(entry.path().string() + ":" + std::to_string(number) + " " + id);
      }
    }
  }
  return marks;
}

}  // namespace miglint
