"""alter positional nullable"""
import sqlalchemy as sa
from alembic import op

revision = "alter_positional_nullable"
down_revision = None


def upgrade():
    op.alter_column("t", "a", True, existing_type=sa.Integer())

def downgrade():
    pass
