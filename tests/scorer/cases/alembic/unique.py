"""Unique."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    with op.batch_alter_table("parcels") as batch:
        batch.create_unique_constraint("parcels_label_key", ["label"])  # expect: unique-built-in-place


def downgrade():
    op.drop_constraint("parcels_label_key", "parcels", type_="unique")
