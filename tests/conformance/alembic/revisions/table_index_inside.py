"""table index inside"""
import sqlalchemy as sa
from alembic import op

revision = "table_index_inside"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("a", sa.Integer), sa.Index("ix_m_a", "a", unique=True))

def downgrade():
    pass
