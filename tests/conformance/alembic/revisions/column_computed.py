"""column computed"""
import sqlalchemy as sa
from alembic import op

revision = "column_computed"
down_revision = None


def upgrade():
    op.add_column("box", sa.Column("area", sa.Integer(), sa.Computed("w * h", persisted=True)))

def downgrade():
    pass
