"""Required column."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.add_column("parcels", sa.Column("depot_id", sa.BigInteger(), nullable=False))  # expect: not-null-column-without-default


def downgrade():
    op.drop_column("parcels", "depot_id")
