"""column indexed"""
import sqlalchemy as sa
from alembic import op

revision = "column_indexed"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("code", sa.String(8), index=True))

def downgrade():
    pass
