// Runs every `bad` example of every PostgreSQL rule on one scratch server: what the page says is
// wrong must be seen to be wrong. Runs in the root of the repository.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <string>
#include <vector>

#include "page_tests.h"
#include "proof.h"
#include "rules/rules.h"

namespace miglint {
namespace {

constexpr std::string_view kMemory = "/dev/shm";

struct Figures {
  int examples = 0;
  int confirmed = 0;
  int refuted = 0;
  int not_exercised = 0;
};

class RulesOnAServer {
 public:
  explicit RulesOnAServer(Sandbox sandbox) : sandbox_(std::move(sandbox)) {}

  void register_tests() {
    for (const Page& page : read_pages()) {
      for (const Example& example : page.content.examples) {
        if (example.good || example.dialect != Dialect::postgres) continue;
        register_test(suite_name(page.id), fmt::format("line_{}", example.line), page.file,
                      example.line, [this, page, example] { prove(page, example); });
      }
    }
  }

  [[nodiscard]] const Figures& figures() const { return figures_; }

 private:
  /// At least one finding is confirmed, and none is refuted: later lines of an example may have
  /// nothing left to show.
  void prove(const Page& page, const Example& example) {
    const ProvenExample proven = prove_example(sandbox_, page.text, example, page.id, rules::all());
    if (!proven.reason_not_run.empty()) GTEST_SKIP() << proven.reason_not_run;
    ASSERT_EQ(proven.failure, "");
    // It is about other things than what a database does.
    if (!proven.provable) return;
    ++figures_.examples;
    for (const std::string& surprise : proven.unpredicted)
      EXPECT_EQ(surprise.find("unpredicted-effect"), std::string::npos) << surprise;
    bool confirmed = false;
    std::string seen;
    for (const Proof& proof : proven.proofs) {
      seen += fmt::format("{}:{}: {}: {}\n", page.file.string(), proof.line,
                          name(proof.verdict.state), proof.verdict.evidence);
      EXPECT_NE(proof.verdict.state, Verdict::State::refuted) << seen;
      confirmed |= proof.verdict.state == Verdict::State::confirmed;
      count(proof.verdict.state);
    }
    EXPECT_TRUE(confirmed || std::ranges::all_of(proven.proofs, &Proof::in_function)) << seen;
    if (std::getenv("MIGLINT_SHOW") != nullptr) fmt::print("{}", seen);
  }

  void count(Verdict::State state) {
    figures_.confirmed += state == Verdict::State::confirmed ? 1 : 0;
    figures_.refuted += state == Verdict::State::refuted ? 1 : 0;
    figures_.not_exercised += state == Verdict::State::not_exercised ? 1 : 0;
  }

  Sandbox sandbox_;
  Figures figures_;
};

/// Hundreds of databases are made and dropped: in memory that takes half of the time.
void choose_folder() {
  struct statvfs room{};
  const bool fits = statvfs(kMemory.data(), &room) == 0 &&
                    room.f_bavail * room.f_frsize > (std::uint64_t{1} << 30U);
  if (fits) setenv("TMPDIR", kMemory.data(), /*overwrite=*/1);
}

int run() {
  choose_folder();
  const auto programs = find_server({}, 15);
  auto started = programs ? Sandbox::start(*programs, {.statement = std::chrono::seconds(20)})
                          : std::unexpected(programs.error());
  if (!started) {
    fmt::print(stderr, "{}\n", started.error());
    return 1;
  }
  RulesOnAServer tests(*std::move(started));
  tests.register_tests();
  const int exit = RUN_ALL_TESTS();
  const Figures& figures = tests.figures();
  fmt::print("{} bad examples were run: {} findings confirmed, {} refuted, {} not exercised\n",
             figures.examples, figures.confirmed, figures.refuted, figures.not_exercised);
  return exit;
}

}  // namespace
}  // namespace miglint

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  return miglint::run();
}
