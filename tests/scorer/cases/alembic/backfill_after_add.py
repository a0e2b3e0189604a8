"""Backfill after add."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.add_column("parcels", sa.Column("weight_grams", sa.BigInteger(), nullable=True))
    op.execute("UPDATE parcels SET weight_grams = weight * 1000")  # expect: backfill-under-strong-lock


def downgrade():
    op.drop_column("parcels", "weight_grams")
