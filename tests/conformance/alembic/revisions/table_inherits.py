"""table inherits"""
import sqlalchemy as sa
from alembic import op

revision = "table_inherits"
down_revision = None


def upgrade():
    op.create_table("child", sa.Column("a", sa.Integer), postgresql_inherits="parent")
    op.create_table("c2", sa.Column("a", sa.Integer), postgresql_tablespace="fast")

def downgrade():
    pass
