"""Backfill by core."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    parcels = sa.table("parcels", sa.column("weight", sa.Integer), sa.column("weight_grams", sa.BigInteger))
    op.get_bind().execute(parcels.update().values(weight_grams=parcels.c.weight * 1000))  # expect: update-without-filter


def downgrade():
    pass
