"""column helper type"""
import sqlalchemy as sa
from alembic import op

revision = "column_helper_type"
down_revision = None


def upgrade():
    kind = sa.String(length=10)
    op.add_column("a", sa.Column("k", kind))
    op.add_column("b", sa.Column("k", kind, nullable=False))

def downgrade():
    pass
