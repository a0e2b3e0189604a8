// Each script of scripts/ runs on a real server and is replayed into `Schema`, statement by
// statement; after each one the two catalogs must be the same.
//
// The server is the one of the live test (MIGLINT_POSTGRES_BIN of CMake, Debian's PostgreSQL 15);
// for what older servers do not have, in scripts/from_18/, it is the 18 of scripts/setup-postgres.
// The environment's MIGLINT_POSTGRES_BIN names another one, for a look by hand. Tables called
// ctas_… are made by a query, so that the types of their columns are not known to `Schema`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <ostream>
#include <regex>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/read.h"
#include "schema/schema.h"
#include "schema_lines.h"
#include "server_catalog.h"
#include "source/arena.h"
#include "verify/server/scratch_server.h"

namespace miglint {
namespace {

namespace fs = std::filesystem;

const fs::path kScripts = "tests/conformance/schema/scripts";

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Script {
  std::string name;
  fs::path path;
  std::string server;  ///< The folder of its programs.
};

std::vector<Script> scripts() {
  const char* other = std::getenv("MIGLINT_POSTGRES_BIN");
  std::vector<Script> all;
  const auto add = [&](const fs::path& folder, std::string_view server) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
      if (!entry.is_regular_file()) continue;
      all.push_back({entry.path().stem().string(), entry.path(),
                     std::string(other != nullptr ? other : server)});
    }
  };
  add(kScripts, MIGLINT_POSTGRES_BIN);
  add(kScripts / "from_18", ".deps/postgres/18/bin");
  std::ranges::sort(all, {}, &Script::name);
  return all;
}

void PrintTo(const Script& script, std::ostream* out) {
  *out << script.path;
}

/// One server for all scripts that want it; each script has a database of its own.
const ScratchServer& server_of(const std::string& bin) {
  static std::map<std::string, std::expected<ScratchServer, std::string>> servers;
  auto found = servers.find(bin);
  if (found == servers.end()) {
    found = servers.emplace(bin, ScratchServer::start({.bin = fs::absolute(bin), .settings = {}}))
                .first;
  }
  if (!found->second) throw std::runtime_error(found->second.error());
  return *found->second;
}

/// Columns of such tables without what only the query knows.
void forget_query_types(std::vector<std::string>& lines) {
  static const std::regex kColumn(R"(^(column \w+\.ctas_\w*\.\w+) .*)");
  for (std::string& line : lines)
    line = std::regex_replace(line, kColumn, "$1");
  std::ranges::sort(lines);
}

std::vector<std::string> only_in(const std::vector<std::string>& a,
                                 const std::vector<std::string>& b) {
  std::vector<std::string> difference;
  std::ranges::set_difference(a, b, std::back_inserter(difference));
  return difference;
}

/// The operations of one SQL command at a time, as the timeline hands them over.
void apply(Schema& schema, const Statement& statement, std::uint32_t transaction) {
  const std::span<const Operation> all = statement.operations;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin;
    while (end < all.size() && all[end].command == all[begin].command)
      ++end;
    schema.apply(all.subspan(begin, end - begin), {.migration = 1, .transaction = transaction});
    begin = end;
  }
}

/// Before 18 no NOT NULL is a constraint, from then on all are; `Schema` keeps those that say more
/// than the column does.
bool is_valid_not_null(const std::string& line) {
  static const std::regex kLine(R"(^constraint \S+ of \S+ n \(\w+\)$)");
  return std::regex_match(line, kLine);
}

class SchemaConformance : public testing::TestWithParam<Script> {};

TEST_P(SchemaConformance, EqualsTheServersCatalogAfterEachStatement) {
  const std::string text = read_file(GetParam().path);
  Arena arena;
  SqlStatement source;
  source.text = text;
  std::vector<Statement> statements;
  postgres::read_statements(source, arena, statements);
  ASSERT_FALSE(statements.empty());

  const ScratchServer& server = server_of(GetParam().server);
  auto maintenance = server.connect();
  ASSERT_TRUE(maintenance) << maintenance.error().message;
  const auto created = maintenance->run("CREATE DATABASE \"" + GetParam().name + "\"");
  ASSERT_TRUE(created) << created.error().message;
  auto session = server.connect(GetParam().name);
  ASSERT_TRUE(session) << session.error().message;

  Schema schema;
  std::uint32_t transaction = 0;
  for (const Statement& statement : statements) {
    SCOPED_TRACE(std::string(statement.text));
    ASSERT_TRUE(statement.syntax_error.empty()) << statement.syntax_error;
    const auto done = session->run(statement.text);
    ASSERT_TRUE(done) << "the server refuses it: " << done.error().message;
    apply(schema, statement, ++transaction);
    // In the session itself: it sees its temporary relations.
    auto expected = server_lines(*session);
    ASSERT_TRUE(expected) << expected.error().message;
    auto replayed = schema_lines(schema);
    forget_query_types(*expected);
    forget_query_types(replayed);
    if (session->server_version() < 18) std::erase_if(replayed, is_valid_not_null);
    ASSERT_THAT(only_in(replayed, *expected), testing::IsEmpty())
        << "the server has instead " << testing::PrintToString(only_in(*expected, replayed));
    auto missing = only_in(*expected, replayed);
    std::erase_if(missing, is_valid_not_null);
    ASSERT_THAT(missing, testing::IsEmpty()) << "is missing";
  }
}

INSTANTIATE_TEST_SUITE_P(Scripts, SchemaConformance, testing::ValuesIn(scripts()),
                         [](const auto& script) { return script.param.name; });

}  // namespace
}  // namespace miglint
