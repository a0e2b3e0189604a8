"""table empty"""
import sqlalchemy as sa
from alembic import op

revision = "table_empty"
down_revision = None


def upgrade():
    op.create_table("nothing")

def downgrade():
    pass
