"""core update"""
import sqlalchemy as sa
from alembic import op

revision = "core_update"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    op.execute(account.update().where(account.c.id == 5).values(name="x"))
    op.execute(account.update().values({"name": "a", "live": True}))
    op.execute(sa.update(account).where(account.c.name.is_(None)).values(name=op.inline_literal("y")))
    op.execute(account.update().where(sa.and_(account.c.id > 5, account.c.name != "q")).values(total=account.c.total + 1))
    op.execute(account.update().where(account.c.id.in_([1, 2, 3])).values(name=None))
    op.execute(account.update().where((account.c.id < 5) | (account.c.live == False)).values({account.c.name: sa.func.lower(account.c.name)}))
    op.execute(account.update().values(name=sa.case((account.c.id == 1, "one"), else_="more")))
    op.execute(account.update().values(total=sa.cast(account.c.name, sa.Integer)))

def downgrade():
    pass
