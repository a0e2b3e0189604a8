"""column inline primary key"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "column_inline_primary_key"
down_revision = None


def upgrade():
    op.add_column("orders", sa.Column("id", sa.BigInteger(), primary_key=True), inline_primary_key=True)
    op.add_column("lines", sa.Column("no", sa.Integer(), primary_key=True, autoincrement=False), inline_primary_key=True)
    op.add_column("other", sa.Column("no", sa.Integer(), primary_key=True))


def downgrade():
    pass
