"""Enum value used."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("ALTER TYPE parcel_state ADD VALUE 'lost'")
    op.execute("UPDATE parcels SET state = 'lost' WHERE id = 77")  # expect: enum-value-used-in-its-transaction


def downgrade():
    pass
