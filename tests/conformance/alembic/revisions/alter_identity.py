"""alter identity"""
import sqlalchemy as sa
from alembic import op

revision = "alter_identity"
down_revision = None


def upgrade():
    op.alter_column("t", "id", server_default=sa.Identity(start=3), existing_type=sa.Integer())

def downgrade():
    pass
