"""core concat"""
import sqlalchemy as sa
from alembic import op

revision = "core_concat"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    op.execute(account.update().values(name=account.c.name + "x"))
    op.execute(account.update().where(account.c.name.startswith("a")).values(name="b"))
    op.execute(account.update().where(account.c.name.endswith("a")).values(name="b"))

def downgrade():
    pass
