"""core table imports"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.sql import column, table
from sqlalchemy import String

revision = "core_table_imports"
down_revision = None
t = table("t", column("a", String), column("b", String))


def upgrade():
    op.execute(t.update().where(t.c.a == op.inline_literal("x")).values({"a": op.inline_literal("y")}))

def downgrade():
    pass
