"""alter schema"""
import sqlalchemy as sa
from alembic import op

revision = "alter_schema"
down_revision = None


def upgrade():
    op.alter_column("t", "a", schema="s", nullable=False, existing_type=sa.Integer())
    op.alter_column("t", "a", schema="s", new_column_name="b", existing_type=sa.Integer())

def downgrade():
    pass
