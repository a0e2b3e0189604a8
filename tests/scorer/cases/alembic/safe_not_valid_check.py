"""Safe not valid check."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.create_check_constraint("weight_positive", "parcels", "weight > 0", postgresql_not_valid=True)


def downgrade():
    op.execute("SET lock_timeout = '3s'")
    op.drop_constraint("weight_positive", "parcels", type_="check")
