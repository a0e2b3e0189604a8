// embed_rules RULES TABLE DOCUMENT: reads the pages in the folder RULES; writes the C++ source of
// the rule table to TABLE and the Markdown table to DOCUMENT. A file whose content would not change
// is left untouched.

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "rule_folder.h"
#include "write.h"

namespace {

bool write_if_different(const std::filesystem::path& file, std::string_view text) {
  {
    std::ifstream stream(file, std::ios::binary);
    const std::string old{std::istreambuf_iterator<char>(stream), {}};
    if (stream && old == text) return true;
  }
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << text;
  stream.close();
  if (!stream) fmt::print(stderr, "{}: cannot be written\n", file.string());
  return static_cast<bool>(stream);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    fmt::print(stderr, "usage: embed_rules RULES TABLE DOCUMENT\n");
    return 2;
  }
  const auto folder = miglint::read_rule_folder(argv[1]);
  for (const auto& problem : folder.problems)
    fmt::print(stderr, "{}\n", problem);
  if (!folder.problems.empty()) return 1;
  const bool written = write_if_different(argv[2], miglint::rule_table_source(folder.pages)) &&
                       write_if_different(argv[3], miglint::rule_table_document(folder.pages));
  return written ? 0 : 1;
}
