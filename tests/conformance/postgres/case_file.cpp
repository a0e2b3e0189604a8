#include "case_file.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

namespace miglint::conformance {
namespace {

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r'))
    text.remove_suffix(1);
  while (!text.empty() && text.front() == ' ')
    text.remove_prefix(1);
  return text;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string_view::npos;
       at = text.find(what, at + what.size()))
    ++found;
  return found;
}

/// Builds the cases line by line.
class Reader {
 public:
  /// Empty, or what is wrong with this line.
  std::string take(std::string_view line, int number) {
    if (pending_.empty() && line.starts_with("-- ")) return take_comment(line.substr(3), number);
    if (trimmed(line).empty() && pending_.empty()) return {};
    return take_sql(line);
  }

  std::string finish() {
    if (!pending_.empty()) return "the last statement has no semicolon";
    return end_case();
  }

  std::vector<Case> cases;

 private:
  enum class Place { nowhere, common, setup, statement };

  std::string take_comment(std::string_view text, int number) {
    if (take_prefix(text, "case: ")) {
      if (std::string wrong = end_case(); !wrong.empty()) return wrong;
      open_ = Case{.id = std::string(trimmed(text)),
                   .remarks = {},
                   .setup = common_,
                   .common_setup = common_.size(),
                   .statement = {},
                   .line = number};
      place_ = Place::nowhere;
      return ids_.insert(open_->id).second ? "" : "the case '" + open_->id + "' is there twice";
    }
    if (text == "setup of all cases") {
      if (open_) return "the set-up of all cases stands before the first case";
      kind_ = SetupKind::plain;
      place_ = Place::common;
      return {};
    }
    if (!open_) return {};  // What the file says about itself.
    return take_comment_of_case(text);
  }

  std::string take_comment_of_case(std::string_view text) {
    if (take_prefix(text, "remarks: ") || (place_ == Place::nowhere && take_prefix(text, "  "))) {
      if (!open_->remarks.empty()) open_->remarks += ' ';
      open_->remarks += trimmed(text);
      return {};
    }
    place_ = Place::setup;
    if (text == "setup") {
      kind_ = SetupKind::plain;
    } else if (text == "setup, fails") {
      kind_ = SetupKind::fails;
    } else if (take_prefix(text, "setup, interrupted while open: ")) {
      kind_ = SetupKind::interrupted;
      holder_ = trimmed(text);
    } else if (text == "same transaction") {
      kind_ = SetupKind::same_transaction;
    } else if (text == "statement") {
      place_ = Place::statement;
    } else {
      return "unknown section '" + std::string(text) + "'";
    }
    return {};
  }

  /// A statement ends with the line that ends with a semicolon, outside of a $$ body.
  std::string take_sql(std::string_view line) {
    if (place_ == Place::nowhere) return "SQL outside of a section";
    while (!line.empty() && (line.back() == ' ' || line.back() == '\r'))
      line.remove_suffix(1);
    if (!pending_.empty()) pending_ += '\n';
    pending_ += line;
    if (!line.ends_with(';') || count(pending_, "$$") % 2 != 0) return {};

    std::string sql = std::exchange(pending_, {});
    if (place_ == Place::statement) {
      if (!open_->statement.empty()) return "a case has one statement";
      open_->statement = std::move(sql);
    } else {
      auto& setup = place_ == Place::common ? common_ : open_->setup;
      setup.push_back({.kind = kind_,
                       .holder = kind_ == SetupKind::interrupted ? holder_ : "",
                       .sql = std::move(sql)});
    }
    return {};
  }

  std::string end_case() {
    if (!open_) return {};
    if (open_->statement.empty()) return "the case '" + open_->id + "' has no statement";
    cases.push_back(std::move(*open_));
    open_.reset();
    return {};
  }

  std::vector<SetupStep> common_;
  std::optional<Case> open_;
  Place place_ = Place::nowhere;
  SetupKind kind_ = SetupKind::plain;
  std::string holder_;
  std::string pending_;
  std::set<std::string> ids_;
};

}  // namespace

std::string Case::setup_script() const {
  std::string script;
  for (const auto& step : setup) {
    // A build that fails CONCURRENTLY leaves its index behind, INVALID.
    const bool leaves_index = step.sql.find("INDEX CONCURRENTLY") != std::string::npos;
    if (step.kind != SetupKind::fails || leaves_index) script += step.sql + "\n";
  }
  return script;
}

std::expected<std::vector<Case>, std::string> parse_cases(std::string_view text) {
  Reader reader;
  int number = 0;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const std::string wrong = reader.take(text.substr(0, end), ++number);
    if (!wrong.empty()) return std::unexpected("line " + std::to_string(number) + ": " + wrong);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (const std::string wrong = reader.finish(); !wrong.empty()) return std::unexpected(wrong);
  return std::move(reader.cases);
}

std::expected<std::vector<Case>, std::string> load_cases(const std::filesystem::path& file) {
  std::ifstream stream(file);
  if (!stream) return std::unexpected(file.string() + ": cannot be read");
  std::ostringstream text;
  text << stream.rdbuf();
  auto cases = parse_cases(text.str());
  if (!cases) return std::unexpected(file.string() + ": " + cases.error());
  return cases;
}

std::vector<std::string> subjects(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".sql") names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace miglint::conformance
