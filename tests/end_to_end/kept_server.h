// A PostgreSQL server that `miglint verify --keep` leaves running, stopped with this value whatever
// becomes of the test.
#pragma once

#include <string>

#include "program.h"

namespace miglint {

class KeptServer {
 public:
  /// Runs `verify --keep` with `arguments` in the test's folder; findings are no problem.
  KeptServer(const ProgramTest& test, const std::string& arguments);
  ~KeptServer() { stop(); }
  KeptServer(const KeptServer&) = delete;
  KeptServer& operator=(const KeptServer&) = delete;

  /// Why there is none.
  [[nodiscard]] const std::string& problem() const { return problem_; }
  /// The folder of its socket.
  [[nodiscard]] const std::string& host() const { return host_; }
  /// Waits until its folder is gone; false when it stays.
  bool stop();

 private:
  const ProgramTest& test_;
  std::string host_;
  std::string problem_;
};

}  // namespace miglint
