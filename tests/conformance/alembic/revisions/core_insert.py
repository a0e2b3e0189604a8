"""core insert"""
import sqlalchemy as sa
from alembic import op

revision = "core_insert"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))
other = sa.table("other", sa.column("a"), sa.column("b"))


def upgrade():
    op.execute(account.insert().values(id=1, name="x"))
    op.execute(account.insert().values({"name": "y", "id": 2, "live": False}))
    op.execute(sa.insert(account).values([{"id": 1, "name": "a"}, {"id": 2, "name": "b"}]))
    op.execute(account.insert().from_select(["id", "name"], sa.select(other.c.a, other.c.b).where(other.c.a > 1)))

def downgrade():
    pass
