"""table composite key"""
import sqlalchemy as sa
from alembic import op

revision = "table_composite_key"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("a_id", sa.Integer, sa.ForeignKey("a.id", ondelete="CASCADE"), primary_key=True), sa.Column("b_id", sa.Integer, sa.ForeignKey("b.id"), primary_key=True))

def downgrade():
    op.drop_table("m")
