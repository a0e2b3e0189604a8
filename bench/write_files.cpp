// Writes the generated migrations to a folder, for measuring the whole command:
//   write_generated_migrations FOLDER COUNT
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include <fmt/format.h>

#include "generated_migrations.h"

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "usage: write_generated_migrations FOLDER COUNT\n");
    return 2;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  const auto files = miglint::bench::generated_migrations(std::strtoul(argv[2], nullptr, 10));
  for (std::size_t number = 0; number < files.size(); ++number) {
    const auto path = folder / fmt::format("{:05}_change.sql", number + 1);
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) {
      fmt::print(stderr, "cannot write {}\n", path.string());
      return 2;
    }
    std::fwrite(files[number].data(), 1, files[number].size(), file);
    std::fclose(file);
  }
  return 0;
}
