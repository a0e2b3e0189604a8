"""computed virtual"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "computed_virtual"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("c", sa.Integer(), sa.Computed("a + b", persisted=True)))


def downgrade():
    pass
