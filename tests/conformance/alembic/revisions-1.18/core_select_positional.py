"""core select positional"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "core_select_positional"
down_revision = None


def upgrade():
    t = sa.table("t", sa.column("a", sa.Integer), sa.column("b", sa.String))
    op.execute(sa.update(t).where(t.c.a.is_not(None), t.c.b.not_in(["x", "y"])).values(b="z"))
    op.execute(sa.insert(t).from_select(["a", "b"], sa.select(t.c.a, t.c.b).where(t.c.b.is_(None))))
    op.execute(sa.delete(t).where(sa.or_(t.c.a == 1, t.c.a.between(3, 4))))
    op.execute(t.update().where(sa.exists().where(t.c.a == 2)).values({t.c.b: sa.func.coalesce(t.c.b, "q")}))


def downgrade():
    pass
