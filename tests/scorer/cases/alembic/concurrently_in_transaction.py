"""Concurrently in transaction."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_index("parcels_sent_idx", "parcels", ["sent"], postgresql_concurrently=True)  # expect: concurrently-in-transaction


def downgrade():
    op.drop_index("parcels_sent_idx", table_name="parcels")
