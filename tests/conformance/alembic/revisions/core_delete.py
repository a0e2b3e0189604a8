"""core delete"""
import sqlalchemy as sa
from alembic import op

revision = "core_delete"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    op.execute(account.delete())
    op.execute(account.delete().where(account.c.name.like("%x%")))
    op.execute(sa.delete(account).where(account.c.id.notin_([1, 2])))
    op.execute(account.delete().where(sa.not_(account.c.live)))
    op.execute(account.delete().where(account.c.id.between(1, 5)))

def downgrade():
    pass
