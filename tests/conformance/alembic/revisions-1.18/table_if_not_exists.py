"""table if not exists"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "table_if_not_exists"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("n", sa.Double()), if_not_exists=True)


def downgrade():
    op.drop_table("t", if_exists=True)
