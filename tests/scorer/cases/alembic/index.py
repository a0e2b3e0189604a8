"""Index."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.create_index("parcels_sent_idx", "parcels", ["sent"])  # expect: index-without-concurrently


def downgrade():
    op.drop_index("parcels_sent_idx", table_name="parcels")
