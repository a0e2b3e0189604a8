#include "cli/write_result.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "cli/output.h"
#include "cli/write_outputs.h"
#include "report/outcome.h"

namespace miglint {
namespace {

/// The result in each format that is asked for.
class Renderer {
 public:
  Renderer(const Result& result, const Arguments& arguments, const OwnFormat& own)
      : result_(result), arguments_(arguments), own_(own) {}

  std::string operator()(const OutputRequest& output) {
    if (own_) {
      if (auto text = own_(output)) return *std::move(text);
    }
    std::string out;
    switch (output.format) {
      case Format::text:
        write_text(result_,
                   {.color = use_color(arguments_.color, output.file),
                    .quiet = arguments_.quiet,
                    .width = output_width()},
                   out);
        break;
      case Format::json:
        write_json(outcome(), out);
        break;
      case Format::sarif:
        write_sarif(result_,
                    arguments_.include_suppressed ? Suppressed::included : Suppressed::left_out,
                    out);
        break;
      case Format::github:
        write_github(outcome(), out);
        break;
      case Format::gitlab:
        write_gitlab(outcome(), out);
        break;
      case Format::junit:
        write_junit(outcome(), arguments_.fail_on, out);
        break;
      case Format::rdjson:
        write_rdjson(result_, out);
        break;
      case Format::markdown:
        write_markdown(outcome(), out);
        break;
    }
    return out;
  }

 private:
  const Outcome& outcome() {
    if (!outcome_) outcome_ = outcome_of(result_);
    return *outcome_;
  }

  const Result& result_;
  const Arguments& arguments_;
  const OwnFormat& own_;
  std::optional<Outcome> outcome_;  ///< Made on first use.
};

std::vector<OutputRequest> outputs_of(const Arguments& arguments) {
  if (!arguments.outputs.empty()) return arguments.outputs;
  return {{arguments.format, arguments.output}};
}

}  // namespace

bool is_written_for_programs(const Arguments& arguments) {
  return std::ranges::any_of(outputs_of(arguments), [](const OutputRequest& output) {
    return output.format != Format::text;
  });
}

bool write_result(const Result& result, const Arguments& arguments, const OwnFormat& own) {
  Renderer renderer(result, arguments, own);
  return write_outputs(outputs_of(arguments), std::ref(renderer));
}

}  // namespace miglint
