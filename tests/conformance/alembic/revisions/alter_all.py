"""alter all"""
import sqlalchemy as sa
from alembic import op

revision = "alter_all"
down_revision = None


def upgrade():
    op.alter_column("account", "a", new_column_name="b", type_=sa.String(9), existing_type=sa.Integer(), nullable=False, server_default="q", comment="c")

def downgrade():
    pass
