"""core boolean"""
import sqlalchemy as sa
from alembic import op

revision = "core_boolean"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    op.execute(account.update().where(account.c.live == True).values(live=False))
    op.execute(account.update().where(account.c.live.is_(None)).values(live=sa.true()))
    op.execute(account.update().where(account.c.live.isnot(None)).values(live=None))

def downgrade():
    pass
