"""alter name"""
import sqlalchemy as sa
from alembic import op

revision = "alter_name"
down_revision = None


def upgrade():
    op.alter_column("account", "a", new_column_name="b", existing_type=sa.Integer())
    op.alter_column("account", "order", new_column_name="userName", existing_type=sa.String(5), existing_nullable=False)

def downgrade():
    pass
