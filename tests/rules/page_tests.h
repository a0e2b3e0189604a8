// The pages in rules/, and tests that are made of them while the program runs.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "rule_page.h"

namespace miglint {

struct Page {
  std::filesystem::path file;
  std::string id;
  std::string text;
  PageExamples content;
};

/// Of the folder rules/ in the current one, by path.
std::vector<Page> read_pages();

/// `suite`.`name`, of a line of a page.
void register_test(const std::string& suite, const std::string& name,
                   const std::filesystem::path& file, int line, std::function<void()> body);

/// A rule's id as the name of a suite: "drop_table".
std::string suite_name(std::string id);

}  // namespace miglint
