"""Drop column."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.drop_column("parcels", "legacy_code")  # expect: drop-column


def downgrade():
    op.add_column("parcels", sa.Column("legacy_code", sa.Text(), nullable=True))
