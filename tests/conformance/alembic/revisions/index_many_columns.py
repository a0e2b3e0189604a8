"""index many columns"""
import sqlalchemy as sa
from alembic import op

revision = "index_many_columns"
down_revision = None


def upgrade():
    op.create_index("i", "t", ["tenant_id", sa.text("created_at DESC"), "status"], unique=False)

def downgrade():
    pass
