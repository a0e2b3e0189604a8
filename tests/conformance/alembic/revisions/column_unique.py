"""column unique"""
import sqlalchemy as sa
from alembic import op

revision = "column_unique"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("code", sa.String(8), unique=True))

def downgrade():
    pass
