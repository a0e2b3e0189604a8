"""core coalesce"""
import sqlalchemy as sa
from alembic import op

revision = "core_coalesce"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    op.execute(account.update().values(name=sa.func.coalesce(account.c.name, "none")))
    op.execute(account.update().where(sa.func.length(account.c.name) > 10).values(name=sa.func.substr(account.c.name, 1, 10)))

def downgrade():
    pass
