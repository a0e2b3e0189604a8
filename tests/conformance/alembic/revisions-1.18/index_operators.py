"""index operators"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "index_operators"
down_revision = None


def upgrade():
    op.create_index("i", "t", [sa.literal_column("lower(name)"), sa.text("b DESC")], postgresql_ops={"b": "text_pattern_ops"}, postgresql_with={"fillfactor": 70}, postgresql_where=sa.text("a IS NOT NULL"))
    op.create_index(None, "t", ["a", "b"], unique=False)
    op.create_index(op.f("ix_t_c"), "t", [sa.column("c").desc().nulls_last()])


def downgrade():
    pass
