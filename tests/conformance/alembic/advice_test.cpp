// Advice in Alembic's calls, read back by Alembic's front-end: it sends what the rule meant.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pg_query.h>

#include <sstream>
#include <string>
#include <vector>

#include "frontend/alembic/revision.h"
#include "lint/advice.h"

namespace miglint {
namespace {

std::string fingerprint(const std::string& sql) {
  const PgQueryFingerprintResult result = pg_query_fingerprint(sql.c_str());
  std::string text = result.error == nullptr ? result.fingerprint_str : "does not parse: " + sql;
  pg_query_free_fingerprint_result(result);
  return text;
}

class AlembicAdvice : public testing::TestWithParam<const char*> {};

TEST_P(AlembicAdvice, SendsWhatTheRuleMeant) {
  const std::string sql = GetParam();
  Migration migration;
  migration.framework = "alembic";
  std::istringstream advice(advice_for(migration, {15, 0}, sql + ";\n"));
  std::string text =
      "import sqlalchemy as sa\nfrom alembic import op\nfrom sqlalchemy.dialects import "
      "postgresql\n\nrevision = 'a1'\ndown_revision = None\n\ndef upgrade():\n";
  for (std::string line; std::getline(advice, line);)
    text += "    " + line + "\n";
  Arena arena;
  const SourceFile source("0001_x.py", text);
  const Migration read = alembic::read_revision(FileId{}, source, Dialect::postgres, {}, arena);
  ASSERT_EQ(read.up.statements.size(), 1U) << text;
  const SqlStatement& sent = read.up.statements.front();
  EXPECT_EQ(sent.certainty, Certainty::exact) << text << sent.opaque_reason;
  EXPECT_EQ(fingerprint(std::string(sent.text)), fingerprint(sql)) << text << sent.text;
}

INSTANTIATE_TEST_SUITE_P(
    Statements, AlembicAdvice,
    testing::Values(
        "CREATE INDEX CONCURRENTLY a_idx ON a (b)",
        "CREATE UNIQUE INDEX a_idx ON app.a USING btree (b, \"C\") INCLUDE (d) WHERE b IS NULL",
        "CREATE INDEX CONCURRENTLY a_idx ON a USING gin (b)",
        "CREATE INDEX CONCURRENTLY a_idx ON a (lower(b), c DESC)",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS a_idx ON a (b)",
        "CREATE INDEX a_idx ON ONLY a (b)", "CREATE INDEX ON a (b)",
        "DROP INDEX CONCURRENTLY app.a_idx", "DROP INDEX CONCURRENTLY IF EXISTS a_idx",
        "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b, d) REFERENCES app.e (f, g) ON DELETE SET "
        "NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED NOT VALID",
        "ALTER TABLE a ADD CONSTRAINT c FOREIGN KEY (b) REFERENCES e NOT VALID",
        "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES e (id) NOT VALID",
        "ALTER TABLE a ADD CONSTRAINT c CHECK (b IN ('x', 'y') AND d > 0) NOT VALID",
        "ALTER TABLE a ADD CONSTRAINT c CHECK (b LIKE '%:x') NOT VALID",
        "ALTER TABLE a ADD CONSTRAINT c UNIQUE USING INDEX c",
        "ALTER TABLE a ADD CONSTRAINT c UNIQUE (b, d)",
        "ALTER TABLE app.a ADD CONSTRAINT c PRIMARY KEY (b)", "ALTER TABLE a VALIDATE CONSTRAINT c",
        "ALTER TABLE app.a DROP CONSTRAINT c", "ALTER TABLE a DROP CONSTRAINT IF EXISTS c",
        "ALTER TABLE a ALTER COLUMN b SET NOT NULL", "ALTER TABLE a ALTER COLUMN b DROP NOT NULL",
        "ALTER TABLE a ALTER COLUMN b DROP DEFAULT",
        "ALTER TABLE a ALTER COLUMN b SET DEFAULT gen_random_uuid()",
        "ALTER TABLE a ALTER COLUMN b TYPE bigint", "ALTER TABLE a ADD COLUMN b text",
        "ALTER TABLE a ADD COLUMN b timestamp with time zone DEFAULT now() NOT NULL",
        "ALTER TABLE app.a ADD COLUMN b varchar(20)", "ALTER TABLE a ADD COLUMN b numeric(10, 2)",
        "ALTER TABLE a ADD COLUMN b uuid", "ALTER TABLE a ADD COLUMN b jsonb",
        "ALTER TABLE a ADD COLUMN b double precision", "ALTER TABLE a ADD COLUMN b varchar",
        "ALTER TABLE a ADD COLUMN b numeric", "ALTER TABLE a ADD COLUMN b text[]",
        "ALTER TABLE a ADD COLUMN IF NOT EXISTS b app.money",
        "ALTER TABLE a ADD COLUMN b text COLLATE \"C\"", "ALTER TABLE a DROP COLUMN b",
        "ALTER TABLE a DROP COLUMN b CASCADE", "DROP TABLE app.a", "DROP TABLE IF EXISTS a",
        "ALTER TABLE a RENAME TO b", "ALTER TABLE a RENAME COLUMN b TO c",
        "ALTER TABLE a ADD COLUMN b int, DROP COLUMN c", "SET lock_timeout = '5s'",
        "UPDATE a SET b = '12:30', c = ' :x', d = e::text, f = '50%' WHERE g = E'\\\\d'",
        "DO $$\nBEGIN\n  UPDATE a SET b = 1 WHERE c ~ '\\d';\n  COMMIT;\nEND $$",
        "CREATE TABLE a (id bigint PRIMARY KEY)", "REFRESH MATERIALIZED VIEW CONCURRENTLY a"));

}  // namespace
}  // namespace miglint
