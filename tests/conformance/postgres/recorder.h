// Runs a case on a real server and watches: what is recorded, and what the live test compares.
//
// Comes in: a server's programs and cases. Goes out: one `Truth` a case. Files do not belong here.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "case_file.h"
#include "lock_tracer.h"
#include "record.h"
#include "verify/server/scratch_server.h"

namespace miglint::conformance {

class Recorder {
 public:
  /// `bin` holds the server's programs.
  static std::expected<Recorder, std::string> start(const std::filesystem::path& bin);

  /// In a database of its own. The error is a failure to observe, never the statement's own.
  std::expected<Truth, std::string> record(const Case& item);

  [[nodiscard]] int version() const { return admin_.server_version(); }
  /// "15.18"
  [[nodiscard]] const std::string& release() const { return release_; }

 private:
  Recorder(ScratchServer server, LockFunction function, Connection admin, std::string release)
      : server_(std::move(server)),
        function_(function),
        admin_(std::move(admin)),
        release_(std::move(release)) {}

  ScratchServer server_;
  LockFunction function_;
  Connection admin_;
  std::string release_;
};

}  // namespace miglint::conformance
