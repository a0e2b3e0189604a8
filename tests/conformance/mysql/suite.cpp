#include "suite.h"

#include <fstream>
#include <sstream>

namespace miglint::conformance {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

}  // namespace

std::string default_setup(const std::string& suite) {
  std::istringstream lines(read_file(suite + "/cases/forms.sql"));
  std::string setup;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (line == "-- -- default setup") {
      inside = true;
    } else if (inside && line.starts_with("-- ")) {
      setup += line.substr(3) + "\n";
    } else if (inside) {
      break;
    }
  }
  return setup;
}

std::vector<Form> read_forms(const std::string& suite) {
  const std::string usual = default_setup(suite);
  std::istringstream lines(read_file(suite + "/cases/forms.sql"));
  std::vector<Form> forms;
  std::string* part = nullptr;
  const auto finish = [&] {
    if (!forms.empty() && !forms.back().has_own_setup) forms.back().before.insert(0, usual);
  };
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("-- case ")) {
      finish();
      Form& form = forms.emplace_back();
      form.name = line.substr(8);
      part = &form.statement;
    } else if (line == "-- setup") {
      forms.back().has_own_setup = true;
      part = &forms.back().before;
    } else if (line == "-- session") {
      part = &forms.back().before;
    } else if (line == "-- statement") {
      part = &forms.back().statement;
    } else if (!line.empty() && !line.starts_with("--") && part != nullptr) {
      *part += line + "\n";
    }
  }
  finish();
  return forms;
}

std::map<std::string, std::string> read_record(const std::string& suite, const std::string& file) {
  std::istringstream lines(read_file(suite + "/record/" + file));
  std::map<std::string, std::string> record;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t colon = line.find(": ");
    if (!line.starts_with('#') && colon != std::string::npos) {
      record[line.substr(0, colon)] = line.substr(colon + 2);
    }
  }
  return record;
}

}  // namespace miglint::conformance
