// docs/stats.schema.json says what `TableSizes` takes.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>

#include "json_schema.h"
#include "project/table_sizes.h"

namespace miglint {
namespace {

using Json = nlohmann::json;

TEST(StatsSchema, TakesWhatTheReaderTakes) {
  const JsonSchema schema("docs/stats.schema.json", valijson::SchemaParser::kDraft7, false);
  for (const std::string text :
       {R"({"version": 1, "tables": []})",
        R"({"version": 1, "server": "PostgreSQL 16.4", "database": "shop", "default_schema": null,
            "taken_at": "2026-11-20T10:00:00Z", "counted_since": "2026-01-01T00:00:00Z",
            "tables": [{"schema": "public", "name": "a", "rows": 4.1e8, "table_bytes": 9,
                        "index_bytes": 0, "writes_per_second": 0.5},
                       {"name": "b", "rows": null}]})"}) {
    EXPECT_TRUE(TableSizes::parse(text)) << text;
    EXPECT_EQ(schema.errors(Json::parse(text)), "") << text;
  }
  for (const std::string text :
       {R"({"tables": []})", R"({"version": 1})", R"({"version": 2, "tables": []})",
        R"({"version": 1, "tables": null})", R"({"version": 1, "tables": [], "more": 1})",
        R"({"version": 1, "tables": [{"rows": 1}]})",
        R"({"version": 1, "tables": [{"name": "a", "rows": -1}]})",
        R"({"version": 1, "tables": [{"name": "a", "rows": "1"}]})",
        R"({"version": 1, "tables": [{"name": "a", "size": 1}]})"}) {
    EXPECT_FALSE(TableSizes::parse(text)) << text;
    EXPECT_NE(schema.errors(Json::parse(text)), "") << text;
  }
}

}  // namespace
}  // namespace miglint
