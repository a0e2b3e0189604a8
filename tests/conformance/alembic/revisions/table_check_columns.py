"""table check columns"""
import sqlalchemy as sa
from alembic import op

revision = "table_check_columns"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("a", sa.Integer), sa.CheckConstraint(sa.column("a") > 0, name="pos"), sa.CheckConstraint("a < 10"))

def downgrade():
    pass
