"""column default python"""
import sqlalchemy as sa
from alembic import op

revision = "column_default_python"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", sa.Integer(), default=5))
    op.add_column("t", sa.Column("b", sa.Integer(), default=lambda: 1, nullable=False, server_default="1"))

def downgrade():
    pass
