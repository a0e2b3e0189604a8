"""column nullable false"""
import sqlalchemy as sa
from alembic import op

revision = "column_nullable_false"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", sa.Integer(), nullable=False))

def downgrade():
    pass
