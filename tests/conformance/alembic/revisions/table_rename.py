"""table rename"""
import sqlalchemy as sa
from alembic import op

revision = "table_rename"
down_revision = None


def upgrade():
    op.rename_table("old", "new")
    op.rename_table("a", "b", schema="s")

def downgrade():
    op.rename_table("new", "old")
