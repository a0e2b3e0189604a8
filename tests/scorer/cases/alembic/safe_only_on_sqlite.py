"""Safe only on sqlite."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DELETE FROM parcels")
        op.drop_table("parcel_history")


def downgrade():
    pass
