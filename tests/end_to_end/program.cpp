#include "program.h"

#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace miglint {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

Outcome ProgramTest::shell(const std::string& command) const {
  const TemporaryFolder streams;
  const std::string whole = "MIGLINT='" MIGLINT_PROGRAM "'; cd '" + folder_.path().string() +
                            "' && { " + command + "\n} >'" + streams.at("out") + "' 2>'" +
                            streams.at("error") + "'";
  const int status = std::system(whole.c_str());
  return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, read_file(streams.at("out")),
          read_file(streams.at("error"))};
}

Outcome ProgramTest::miglint(const std::string& arguments) const {
  return shell("\"$MIGLINT\" " + arguments + " </dev/null");
}

std::string ProgramTest::read(const std::string& name) const {
  return read_file(folder_.at(name));
}

}  // namespace miglint
