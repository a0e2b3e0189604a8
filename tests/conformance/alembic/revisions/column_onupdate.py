"""column onupdate"""
import sqlalchemy as sa
from alembic import op

revision = "column_onupdate"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", sa.DateTime(), onupdate=sa.func.now()))

def downgrade():
    pass
