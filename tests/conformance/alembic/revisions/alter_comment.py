"""alter comment"""
import sqlalchemy as sa
from alembic import op

revision = "alter_comment"
down_revision = None


def upgrade():
    op.alter_column("account", "a", comment="new", existing_type=sa.Integer())
    op.alter_column("account", "a", comment=None, existing_comment="new", existing_type=sa.Integer(), existing_nullable=True)

def downgrade():
    pass
