"""table array enum"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "table_array_enum"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("k", postgresql.ARRAY(postgresql.ENUM("a", "b", name="kinds"))))

def downgrade():
    pass
