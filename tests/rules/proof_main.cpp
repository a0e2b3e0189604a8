// Runs every `bad` example of every PostgreSQL rule on one scratch server: what the page says is
// wrong must be seen to be wrong. Runs in the root of the repository.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "page_tests.h"
#include "proof.h"
#include "rules/rules.h"

namespace miglint {
namespace {

std::unique_ptr<Sandbox> sandbox;

void prove(const Page& page, const Example& example) {
  const ProvenExample proven = prove_example(*sandbox, page.text, example, page.id, rules::all());
  for (const Proof& proof : proven.proofs)
    fmt::print("@ {}:{} {}: {}\n", page.file.string(), proof.line, name(proof.verdict.state),
               proof.verdict.evidence);
  for (const auto& text : proven.unpredicted)
    fmt::print("@ {} U {}\n", page.file.string(), text);
  if (!proven.failure.empty())
    fmt::print("@ {}:{} X {}\n", page.file.string(), example.line, proven.failure);
  else if (proven.proofs.empty())
    fmt::print("@ {}:{} NOVERDICT\n", page.file.string(), example.line);
}

}  // namespace
}  // namespace miglint

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  const auto programs = miglint::find_server({}, 15);
  if (!programs) {
    std::fprintf(stderr, "%s\n", programs.error().c_str());
    return 1;
  }
  auto started = miglint::Sandbox::start(*programs, {.statement = std::chrono::seconds(20)});
  if (!started) {
    std::fprintf(stderr, "%s\n", started.error().c_str());
    return 1;
  }
  miglint::sandbox = std::make_unique<miglint::Sandbox>(*std::move(started));
  for (const auto& page : miglint::read_pages()) {
    for (const miglint::Example& example : page.content.examples) {
      if (example.good || example.dialect != miglint::Dialect::postgres) continue;
      miglint::register_test(miglint::suite_name(page.id), fmt::format("line_{}", example.line),
                             page.file, example.line,
                             [page, example] { miglint::prove(page, example); });
    }
  }
  const int exit = RUN_ALL_TESTS();
  miglint::sandbox.reset();
  return exit;
}
