"""core bulk insert"""
import sqlalchemy as sa
from alembic import op

revision = "core_bulk_insert"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    op.bulk_insert(account, [{"id": 1, "name": "a", "live": True}, {"id": 2, "name": "it's", "live": None}])
    made = op.create_table("kind", sa.Column("id", sa.Integer, primary_key=True), sa.Column("label", sa.String(9)))
    op.bulk_insert(made, [{"label": label, "id": i} for i, label in enumerate(("x", "y"))])

def downgrade():
    pass
