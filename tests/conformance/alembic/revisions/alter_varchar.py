"""alter varchar"""
import sqlalchemy as sa
from alembic import op

revision = "alter_varchar"
down_revision = None


def upgrade():
    op.alter_column("t", "a", existing_type=sa.VARCHAR(length=50), type_=sa.String(length=100), existing_nullable=True)

def downgrade():
    op.alter_column("t", "a", existing_type=sa.String(length=100), type_=sa.VARCHAR(length=50), existing_nullable=True)
