"""column comment"""
import sqlalchemy as sa
from alembic import op

revision = "column_comment"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("note", sa.Text(), comment="what's said"))

def downgrade():
    pass
