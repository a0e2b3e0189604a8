"""column autoincrement"""
import sqlalchemy as sa
from alembic import op

revision = "column_autoincrement"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("id", sa.Integer(), autoincrement=True, nullable=False))

def downgrade():
    pass
