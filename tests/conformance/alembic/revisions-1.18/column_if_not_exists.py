"""column if not exists"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "column_if_not_exists"
down_revision = None


def upgrade():
    op.add_column("orders", sa.Column("org_id", sa.BigInteger()), if_not_exists=True)
    op.add_column("orders", sa.Column("note", sa.Text(), server_default="", nullable=False), schema="app", if_not_exists=True)


def downgrade():
    op.drop_column("orders", "note", schema="app", if_exists=True)
    op.drop_column("orders", "org_id", if_exists=True)
