"""Rename column."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.alter_column("parcels", "weight", new_column_name="weight_kg")  # expect: rename-column


def downgrade():
    op.alter_column("parcels", "weight_kg", new_column_name="weight")
