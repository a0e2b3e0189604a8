// Writes docs/locks.md from the suite: lock_page SUITE OUTPUT
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <utility>

#include "lock_page.h"

namespace {

int fail(const std::string& what) {
  std::fprintf(stderr, "lock_page: %s\n", what.c_str());
  return 1;
}

}  // namespace

int main(int count, char** arguments) {
  namespace fs = std::filesystem;
  using namespace miglint::conformance;
  if (count != 3) return fail("usage: lock_page SUITE OUTPUT");
  const fs::path suite = arguments[1];
  std::map<std::string, Subject> subjects_by_name;
  for (const std::string& name : subjects(suite / "cases")) {
    auto cases = load_cases(suite / "cases" / (name + ".sql"));
    if (!cases) return fail(name + ": " + cases.error());
    auto record = load_record(suite / "record" / (name + ".txt"));
    if (!record) return fail(name + ": " + record.error());
    subjects_by_name[name] = {std::move(*cases), std::move(*record)};
  }
  const auto page = write_lock_page(subjects_by_name, load_servers(suite / "servers.txt"));
  if (!page) return fail(page.error());
  std::ofstream file(arguments[2], std::ios::binary);
  file << *page;
  return file.flush() ? 0 : fail(std::string("cannot write ") + arguments[2]);
}
