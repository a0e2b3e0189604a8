"""In a loop."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


TABLES = ["parcels"]


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    for name in TABLES:
        op.create_index(f"{name}_updated_idx", name, ["updated_at"])  # expect: index-without-concurrently


def downgrade():
    for name in TABLES:
        op.drop_index(f"{name}_updated_idx", table_name=name)
