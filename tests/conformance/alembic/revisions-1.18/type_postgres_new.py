"""type postgres new"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "type_postgres_new"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("a", postgresql.CITEXT()), sa.Column("b", postgresql.INT4MULTIRANGE()), sa.Column("c", postgresql.JSONPATH()), sa.Column("d", postgresql.TSQUERY()), sa.Column("e", postgresql.DOMAIN("positive", sa.Integer(), create_type=False)), sa.Column("f", postgresql.NUMMULTIRANGE()), sa.Column("g", postgresql.DATEMULTIRANGE()), sa.Column("h", postgresql.BIT(3, varying=True)))


def downgrade():
    pass
