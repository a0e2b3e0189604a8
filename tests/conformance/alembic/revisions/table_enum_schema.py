"""table enum schema"""
import sqlalchemy as sa
from alembic import op

revision = "table_enum_schema"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("k", sa.Enum("a", "b", name="kind", schema="s")))

def downgrade():
    pass
