// The prediction equals the record: every case, every version that was recorded.
#include "prediction.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>

#include "record.h"

namespace miglint::conformance {
namespace {

std::string show(const std::set<std::string>& names) {
  std::string text;
  for (const std::string& name : names)
    text += (text.empty() ? "" : ", ") + name;
  return "{" + text + "}";
}

bool is_index(const Relation& relation) {
  return relation.kind.ends_with("index");
}

std::set<std::string> names(const std::vector<Relation>& relations) {
  std::set<std::string> names;
  for (const Relation& relation : relations) {
    if (!is_index(relation)) names.insert(relation.name);
  }
  return names;
}

/// Locks on relations that were there before the statement.
std::map<std::string, std::string> old_locks(const Truth& truth, bool indexes) {
  std::map<std::string, std::string> locks;
  for (const Lock& lock : truth.locks) {
    if (is_index(lock.relation) == indexes && !truth.is_created(lock.relation)) {
      locks[lock.relation.name] = lock.mode;
    }
  }
  return locks;
}

/// An index's lock matters where it stops more than its table's lock does.
bool matters(const std::string& index, const std::string& mode, const Prediction& prediction,
             const std::map<std::string, std::string>& table_locks) {
  if (mode != "AccessExclusiveLock") return false;
  const auto table = prediction.table_of_index.find(index);
  if (table == prediction.table_of_index.end()) return true;
  const auto lock = table_locks.find(table->second);
  return lock == table_locks.end() || lock->second != "AccessExclusiveLock";
}

std::set<std::string> exclusive_indexes(const std::map<std::string, std::string>& index_locks,
                                        const std::map<std::string, std::string>& table_locks,
                                        const Prediction& prediction) {
  std::set<std::string> indexes;
  for (const auto& [index, mode] : index_locks) {
    if (matters(index, mode, prediction, table_locks)) indexes.insert(index);
  }
  return indexes;
}

std::string show(const std::map<std::string, std::string>& locks) {
  std::string text;
  for (const auto& [relation, mode] : locks) {
    if (!text.empty()) text += ", ";
    text += relation;
    text += ' ';
    text += mode;
  }
  return "{" + text + "}";
}

void compare(const Prediction& prediction, const Truth& truth) {
  ASSERT_EQ(prediction.syntax_error, "");
  EXPECT_EQ(prediction.opaque, "");
  EXPECT_EQ(prediction.transactional, truth.transactional);
  auto table_locks = old_locks(truth, false);
  for (const auto& [table, mode] : prediction.table_locks) {
    const auto lock = table_locks.find(table);
    // Up to the plan and the data: the planner leaves out partitions that a condition excludes, a
    // row goes to one partition, and a NULL key is not looked up in the referenced table.
    const bool by_data = prediction.queries && strength(mode) <= 3;
    if (lock == table_locks.end() && by_data &&
        (prediction.partitions.contains(table) || mode == "RowShareLock")) {
      table_locks[table] = mode;
    }
    // Said beforehand, and up to the data: VACUUM and the empty pages at the end.
    if (lock != table_locks.end() && prediction.may_truncate.contains(table)) lock->second = mode;
  }
  EXPECT_EQ(show(prediction.table_locks), show(table_locks));
  EXPECT_EQ(show(exclusive_indexes(prediction.index_locks, prediction.table_locks, prediction)),
            show(exclusive_indexes(old_locks(truth, true), table_locks, prediction)));
  EXPECT_EQ(show(prediction.rewritten), show(names(truth.rewritten)));

  std::set<std::string> built;
  for (const IndexBuild& build : truth.built)
    built.insert(build.table);
  EXPECT_EQ(show(prediction.built), show(built));

  // How a query reads a relation is the planner's choice, also that of a foreign key's check on the
  // referenced table: compared are the tables that the command itself works on. A scan of a file
  // that was just emptied reads nothing.
  const bool looks_up = std::ranges::any_of(truth.said, [](const std::string& said) {
    return said.starts_with("validating foreign key constraint");
  });
  const std::set<std::string> emptied = names(truth.emptied);
  const auto not_compared = [&](const std::string& table) {
    const auto lock = table_locks.find(table);
    const bool query = lock == table_locks.end() || strength(lock->second) <= 3;
    // The statistics of temporary tables end with the session.
    return query || emptied.contains(table) || table.starts_with("pg_temp.");
  };
  std::set<std::string> scanned = names(truth.scanned);
  std::set<std::string> predicted = prediction.scanned;
  std::erase_if(scanned, not_compared);
  std::erase_if(predicted, not_compared);
  if (looks_up) {
    std::erase_if(scanned, [&](const std::string& table) { return !predicted.contains(table); });
  }
  EXPECT_EQ(show(predicted), show(scanned));
}

class PredictionTest : public testing::Test {
 public:
  PredictionTest(Case wanted, std::map<int, Truth> truths)
      : case_(std::move(wanted)), truths_(std::move(truths)) {}

  void TestBody() override {
    ASSERT_FALSE(truths_.empty()) << "the case has not been recorded";
    for (const auto& [version, truth] : truths_) {
      // What a version refuses has no effect to compare.
      if (truth.setup_error || truth.error) continue;
      SCOPED_TRACE(case_.id + " on PostgreSQL " + std::to_string(version) + ": " + case_.statement);
      compare(predict(case_, version), truth);
    }
  }

 private:
  Case case_;
  std::map<int, Truth> truths_;
};

void register_tests(const std::filesystem::path& folder) {
  for (const std::string& subject : subjects(folder / "cases")) {
    const auto cases = load_cases(folder / "cases" / (subject + ".sql"));
    const auto record = load_record(folder / "record" / (subject + ".txt"));
    for (const Case& one : cases.value()) {
      const auto found = record ? record->find(one.id) : Record::const_iterator{};
      std::map<int, Truth> truths;
      if (record && found != record->end()) truths = found->second;
      testing::RegisterTest(
          ("Prediction/" + subject).c_str(), one.id.c_str(), nullptr, nullptr, __FILE__, one.line,
          [one, truths]() -> PredictionTest* { return new PredictionTest(one, truths); });
    }
  }
}

}  // namespace
}  // namespace miglint::conformance

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  miglint::conformance::register_tests(MIGLINT_SUITE);
  return RUN_ALL_TESTS();
}
