"""column default text"""
import sqlalchemy as sa
from alembic import op

revision = "column_default_text"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("state", sa.String(20), nullable=False, server_default="it's new"))

def downgrade():
    op.drop_column("account", "state")
