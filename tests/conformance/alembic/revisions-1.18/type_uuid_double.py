"""type uuid double"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "type_uuid_double"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("id", sa.Uuid(), primary_key=True), sa.Column("k", sa.UUID()), sa.Column("s", sa.Uuid(native_uuid=False)), sa.Column("d", sa.Double()), sa.Column("f", sa.DOUBLE_PRECISION()))


def downgrade():
    pass
