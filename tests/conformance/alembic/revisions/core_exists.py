"""core exists"""
import sqlalchemy as sa
from alembic import op

revision = "core_exists"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))
other = sa.table("other", sa.column("a"), sa.column("b"))


def upgrade():
    op.execute(account.delete().where(~sa.exists().where(other.c.a == account.c.id)))

def downgrade():
    pass
