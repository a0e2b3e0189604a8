#include "kept_server.h"

#include <utility>

namespace miglint {

KeptServer::KeptServer(const ProgramTest& test, const std::string& arguments) : test_(test) {
  const Outcome outcome =
      test_.shell("$MIGLINT verify --keep --color never " + arguments + " >kept.out; " +
                  "sed -n 's/.*psql -h \\([^ ]*\\) .*/\\1/p' kept.out");
  host_ = outcome.out.substr(0, outcome.out.find('\n'));
  if (host_.empty()) problem_ = "no server was kept: " + outcome.error + test_.read("kept.out");
}

bool KeptServer::stop() {
  const std::string host = std::exchange(host_, {});
  if (host.empty()) return true;
  return test_
             .shell("kill -QUIT $(head -n 1 " + host + "/data/postmaster.pid);" +
                    "for n in $(seq 100); do [ -e " + host + " ] || exit 0; sleep 0.1; done;" +
                    "exit 1")
             .exit_code == 0;
}

}  // namespace miglint
