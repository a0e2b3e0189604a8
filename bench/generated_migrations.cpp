#include "generated_migrations.h"

#include <fmt/format.h>

#include <array>
#include <random>

namespace miglint::bench {
namespace {

std::string create_table(std::size_t number) {
  return fmt::format(
      "-- Orders of region {0}\n"
      "CREATE TABLE region_{0}_orders (\n"
      "    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n"
      "    customer_id bigint NOT NULL,\n"
      "    status text NOT NULL DEFAULT 'new',\n"
      "    total numeric(12, 2) NOT NULL CHECK (total >= 0),\n"
      "    created_at timestamptz NOT NULL DEFAULT now()\n"
      ");\n"
      "CREATE INDEX region_{0}_orders_customer_idx ON region_{0}_orders (customer_id);\n"
      "COMMENT ON TABLE region_{0}_orders IS 'One row per order';\n",
      number);
}

/// What later migrations do to a table; `{0}` is the table's number, `{1}` the migration's.
constexpr std::array changes{
    "SET lock_timeout = '5s';\n"
    "ALTER TABLE region_{0}_orders ADD COLUMN note_{1} text;\n"
    "ALTER TABLE region_{0}_orders ADD COLUMN org_{1} bigint;\n",
    "CREATE INDEX CONCURRENTLY region_{0}_orders_{1}_idx ON region_{0}_orders (status, "
    "created_at)\n"
    "    WHERE status <> 'done';\n",
    "SET lock_timeout = '5s';\n"
    "ALTER TABLE region_{0}_orders\n"
    "    ADD CONSTRAINT total_{1} CHECK (total < 1000000) NOT VALID;\n"
    "ALTER TABLE region_{0}_orders VALIDATE CONSTRAINT total_{1};\n",
    "UPDATE region_{0}_orders SET status = 'open'\n"
    "    WHERE id BETWEEN 1 AND 10000 AND status IS NULL;\n"
    "INSERT INTO region_{0}_orders (customer_id, status, total) VALUES (1, 'new', 10), (2, 'new', "
    "5);\n",
    "BEGIN;\n"
    "SET LOCAL lock_timeout = '2s';\n"
    "ALTER TABLE region_{0}_orders ALTER COLUMN status SET DEFAULT 'open';\n"
    "DROP INDEX IF EXISTS region_{0}_orders_old_{1}_idx;\n"
    "COMMIT;\n",
    "CREATE OR REPLACE FUNCTION region_{0}_touch_{1}() RETURNS trigger LANGUAGE plpgsql AS $$\n"
    "BEGIN\n"
    "    NEW.created_at := now();\n"
    "    RETURN NEW;\n"
    "END;\n"
    "$$;\n"
    "CREATE VIEW region_{0}_open_{1} AS SELECT id, customer_id FROM region_{0}_orders WHERE status "
    "= "
    "'open';\n"
    "GRANT SELECT ON region_{0}_open_{1} TO reporting;\n",
    "ALTER TABLE region_{0}_orders ALTER COLUMN total SET NOT NULL;\n"
    "CREATE INDEX region_{0}_orders_{1}_idx ON region_{0}_orders (total);\n",
};

}  // namespace

std::vector<std::string> generated_migrations(std::size_t count) {
  std::mt19937 random(20);  // NOLINT: the same input on every run is the point
  std::vector<std::string> files;
  files.reserve(count);
  const std::size_t tables = count / 8 + 1;
  for (std::size_t number = 0; number < count; ++number) {
    if (number < tables) {
      files.push_back(create_table(number));
    } else {
      files.push_back(
          fmt::format(fmt::runtime(changes[random() % changes.size()]), random() % tables, number));
    }
  }
  return files;
}

std::string generated_script(std::size_t bytes) {
  std::string script;
  script.reserve(bytes + 1024);
  // About 260 bytes a migration.
  for (const std::string& file : generated_migrations(bytes / 200)) {
    if (script.size() >= bytes) break;
    script += file;
  }
  return script;
}

}  // namespace miglint::bench
