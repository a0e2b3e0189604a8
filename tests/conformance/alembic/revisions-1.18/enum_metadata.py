"""enum metadata"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "enum_metadata"
down_revision = None


def upgrade():
    status = sa.Enum("new", "done", name="status", metadata=sa.MetaData())
    op.create_table("t", sa.Column("s", status, nullable=False, server_default="new"))
    op.add_column("u", sa.Column("s", postgresql.ENUM("a", "b", name="kind", create_type=False)))


def downgrade():
    pass
