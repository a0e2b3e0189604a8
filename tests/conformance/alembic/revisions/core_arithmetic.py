"""core arithmetic"""
import sqlalchemy as sa
from alembic import op

revision = "core_arithmetic"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    c = account.c
    op.execute(account.update().values(total=(c.total + 1) * 2 - c.id))
    op.execute(account.update().where(c.total * 2 > c.id + 5).values(total=c.total / 100))

def downgrade():
    pass
