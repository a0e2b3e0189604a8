"""core update from"""
import sqlalchemy as sa
from alembic import op

revision = "core_update_from"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))
other = sa.table("other", sa.column("a"), sa.column("b"))


def upgrade():
    op.execute(account.update().where(account.c.id == other.c.a).values(name=other.c.b))

def downgrade():
    pass
