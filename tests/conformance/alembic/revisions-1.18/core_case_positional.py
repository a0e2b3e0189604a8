"""core case positional"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "core_case_positional"
down_revision = None


def upgrade():
    t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.String))
    op.execute(sa.update(t).values(b=sa.case((t.c.a == 1, "one"), (t.c.a == 2, "two"), else_="many")))
    op.execute(sa.update(t).values(b=sa.case({1: "one"}, value=t.c.a, else_=sa.null())))


def downgrade():
    pass
