"""Rename table."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.rename_table("parcels", "shipments")  # expect: rename-table


def downgrade():
    op.rename_table("shipments", "parcels")
