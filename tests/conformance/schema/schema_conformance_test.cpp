// Each script of scripts/ runs on a real server and is replayed into `Schema`, statement by
// statement; after each one the two catalogs must be the same.
//
// The server is PostgreSQL 15, or the one whose programs MIGLINT_POSTGRES_BIN names. Tables called
// ctas_… are made by a query, so that the types of their columns are not known to `Schema`.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <string>
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

std::vector<std::string> script_names() {
  std::vector<std::string> names;
  for (const fs::directory_entry& entry : fs::directory_iterator(kScripts)) {
    names.push_back(entry.path().stem().string());
  }
  std::ranges::sort(names);
  return names;
}

/// One server for all scripts, each in a database of its own.
class Server {
 public:
  static const ScratchServer& get() {
    static const std::expected<ScratchServer, std::string> server = [] {
      const char* bin = std::getenv("MIGLINT_POSTGRES_BIN");
      return ScratchServer::start({.bin = bin != nullptr ? bin : "/usr/lib/postgresql/15/bin",
                                   .settings = {"max_prepared_transactions=2"}});
    }();
    if (!server) throw std::runtime_error(server.error());
    return *server;
  }
};

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

class SchemaConformance : public testing::TestWithParam<std::string> {};

TEST_P(SchemaConformance, EqualsTheServersCatalogAfterEachStatement) {
  const std::string text = read_file(kScripts / (GetParam() + ".sql"));
  Arena arena;
  SqlStatement source;
  source.text = text;
  std::vector<Statement> statements;
  postgres::read_statements(source, arena, statements);
  ASSERT_FALSE(statements.empty());

  auto maintenance = Server::get().connect();
  ASSERT_TRUE(maintenance) << maintenance.error().message;
  const auto created = maintenance->run("CREATE DATABASE \"" + GetParam() + "\"");
  ASSERT_TRUE(created) << created.error().message;
  auto session = Server::get().connect(GetParam());
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
    ASSERT_THAT(only_in(replayed, *expected), testing::IsEmpty())
        << "the server has instead " << testing::PrintToString(only_in(*expected, replayed));
    ASSERT_THAT(only_in(*expected, replayed), testing::IsEmpty()) << "is missing";
  }
}

INSTANTIATE_TEST_SUITE_P(Scripts, SchemaConformance, testing::ValuesIn(script_names()),
                         [](const auto& script) { return script.param; });

}  // namespace
}  // namespace miglint
