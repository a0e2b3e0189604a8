"""column identity"""
import sqlalchemy as sa
from alembic import op

revision = "column_identity"
down_revision = None


def upgrade():
    op.add_column("box", sa.Column("n", sa.Integer(), sa.Identity(always=True, start=42, increment=3)))
    op.add_column("box", sa.Column("m", sa.Integer(), sa.Identity(), nullable=True))

def downgrade():
    pass
