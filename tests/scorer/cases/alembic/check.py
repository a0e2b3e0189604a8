"""Check."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.create_check_constraint("weight_positive", "parcels", "weight > 0")  # expect: check-validated-in-place


def downgrade():
    op.drop_constraint("weight_positive", "parcels", type_="check")
