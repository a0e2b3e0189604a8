"""column deferred key"""
import sqlalchemy as sa
from alembic import op

revision = "column_deferred_key"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", sa.Integer, sa.ForeignKey("x.id", initially="IMMEDIATE", deferrable=False)))

def downgrade():
    pass
