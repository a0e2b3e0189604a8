"""column check"""
import sqlalchemy as sa
from alembic import op

revision = "column_check"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("age", sa.Integer(), sa.CheckConstraint("age > 0", name="old_enough")))

def downgrade():
    pass
