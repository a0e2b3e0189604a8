"""Set not null."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.alter_column("parcels", "depot_id", existing_type=sa.BigInteger(), nullable=False)  # expect: set-not-null-scan


def downgrade():
    op.alter_column("parcels", "depot_id", existing_type=sa.BigInteger(), nullable=True)
