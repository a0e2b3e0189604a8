"""core bulk comprehension"""
import sqlalchemy as sa
from alembic import op

revision = "core_bulk_comprehension"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))
ROWS = [{"id": 7, "name": "z", "total": 1.5}]


def upgrade():
    op.bulk_insert(account, [dict(id=i, name=f"n{i}") for i in range(3)])
    op.bulk_insert(account, ROWS)

def downgrade():
    pass
