"""table unnamed everything"""
import sqlalchemy as sa
from alembic import op

revision = "table_unnamed_everything"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("a", sa.Integer, sa.CheckConstraint("a > 1")), sa.Column("b", sa.Text), sa.UniqueConstraint("a", "b"))

def downgrade():
    pass
