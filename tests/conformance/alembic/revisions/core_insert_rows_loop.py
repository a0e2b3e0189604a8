"""core insert rows loop"""
import sqlalchemy as sa
from alembic import op

revision = "core_insert_rows_loop"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    for i, n in enumerate(["a", "b", "c"], start=1):
        op.execute(account.insert().values(id=i, name=n))

def downgrade():
    pass
