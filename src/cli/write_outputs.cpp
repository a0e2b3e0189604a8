#include "cli/write_outputs.h"

#include "cli/output.h"

namespace miglint {

bool write_outputs(std::span<const OutputRequest> outputs,
                   const std::function<std::string(const OutputRequest&)>& render) {
  bool written = true;
  for (const OutputRequest& output : outputs) {
    if (const auto failure = write_output(output.file, render(output))) {
      complain(*failure);
      written = false;
    }
  }
  return written;
}

}  // namespace miglint
