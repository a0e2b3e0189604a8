# Sourced by the tests: a folder of their own, a repository to lint, and words for expectations.
# shellcheck shell=bash
# What is set here is for them.
# shellcheck disable=SC2034
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1
mkdir -p "$HOME"
git config --global user.email test@example.org
git config --global user.name Test
git config --global init.defaultBranch main
git config --global advice.detachedHead false

fail() {
  printf 'FAILED: %s\n' "$@" >&2
  exit 1
}
has() { grep -qF -- "$2" "$1" || { cat "$1" >&2; fail "$1 lacks: $2"; }; }
has_not() { ! grep -qF -- "$2" "$1" || { cat "$1" >&2; fail "$1 has: $2"; }; }
equal() { [ "$1" = "$2" ] || fail "'$1' is not '$2'"; }

# Runs a command whose exit code is to be the first argument.
expect() {
  local wanted=$1 status=0
  shift
  "$@" >"$work/out" 2>&1 || status=$?
  [ "$status" = "$wanted" ] || { cat "$work/out" >&2; fail "exit code $status, not $wanted: $*"; }
}

# The same in Alembic and in Laravel, in the work tree: an old one, then a new one.
add_alembic_base() {
  mkdir -p alembic/versions
  touch alembic/env.py
  cat >alembic/versions/a1_orders.py <<'PYTHON'
"""orders"""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True), sa.Column("code", sa.String(10)))
    op.drop_column("users", "name")


def downgrade():
    raise NotImplementedError
PYTHON
}
add_alembic_change() {
  cat >alembic/versions/b2_code.py <<'PYTHON'
"""code"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("SET LOCAL lock_timeout = '5s'")
    op.create_index("i", "orders", ["code"])


def downgrade():
    raise NotImplementedError
PYTHON
}
add_laravel_base() {
  mkdir -p database/migrations
  cat >database/migrations/2024_01_01_000000_create_orders.php <<'PHP'
<?php
use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration {
    public function up(): void
    {
        Schema::create('orders', function (Blueprint $table) {
            $table->id();
            $table->string('code', 10);
        });
        Schema::drop('old');
    }
};
PHP
}
add_laravel_change() {
  cat >database/migrations/2024_02_01_000000_index_code.php <<'PHP'
<?php
use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration {
    public function up(): void
    {
        Schema::table('orders', function (Blueprint $table) {
            $table->index('code');
        });
    }
};
PHP
}

# A repository with an old migration that has a finding of its own, and a branch with a new one. What
# the new one does is only known from the old one: `code` is a varchar(10), so it is not rewritten.
make_sample() {
  git init -q "$1"
  cd "$1"
  mkdir -p 'db/migrations'
  printf '%s\n' 'CREATE TABLE orders (id int PRIMARY KEY, code varchar(10));' 'DROP TABLE old;' \
    >db/migrations/0001_orders.sql
  git add -A
  git commit -qm first
  base=$(git rev-parse HEAD)
  git checkout -qb change
  printf '%s\n' "SET lock_timeout = '5s';" 'ALTER TABLE orders ALTER COLUMN code TYPE varchar(20);' \
    'CREATE INDEX i ON orders (code);' >db/migrations/0002_code.sql
  git add -A
  git commit -qm second
}
