"""Type change."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.alter_column("parcels", "weight", existing_type=sa.Integer(), type_=sa.BigInteger())  # expect: type-change-rewrites-table


def downgrade():
    op.alter_column("parcels", "weight", existing_type=sa.BigInteger(), type_=sa.Integer())  # expect: type-change-rewrites-table
