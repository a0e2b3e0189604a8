"""table drop many"""
import sqlalchemy as sa
from alembic import op

revision = "table_drop_many"
down_revision = None


def upgrade():
    for t in ["a", "b"]:
        op.drop_table(t)

def downgrade():
    op.drop_table("x", schema="y")
