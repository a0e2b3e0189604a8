#include "page_tests.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

namespace miglint {
namespace {

namespace fs = std::filesystem;

class FunctionTest : public testing::Test {
 public:
  explicit FunctionTest(std::function<void()> body) : body_(std::move(body)) {}
  void TestBody() override { body_(); }

 private:
  std::function<void()> body_;
};

}  // namespace

std::vector<Page> read_pages() {
  std::vector<Page> pages;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator("rules", error)) {
    if (entry.path().extension() != ".md") continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    auto content = read_examples(text);
    pages.push_back(
        {entry.path(), entry.path().stem().string(), std::move(text), std::move(content)});
  }
  std::ranges::sort(pages, {}, &Page::file);
  return pages;
}

void register_test(const std::string& suite, const std::string& name,
                   const std::filesystem::path& file, int line, std::function<void()> body) {
  testing::RegisterTest(
      suite.c_str(), name.c_str(), nullptr, nullptr, file.c_str(), line,
      [body = std::move(body)]() -> testing::Test* { return new FunctionTest(body); });
}

std::string suite_name(std::string id) {
  std::ranges::replace(id, '-', '_');
  return id;
}

}  // namespace miglint
