"""alter nullable"""
import sqlalchemy as sa
from alembic import op

revision = "alter_nullable"
down_revision = None


def upgrade():
    op.alter_column("account", "email", nullable=False)
    op.alter_column("account", "email", existing_type=sa.String(120), nullable=False)
    op.alter_column("account", "name", existing_type=sa.Text(), nullable=True, schema="crm")

def downgrade():
    op.alter_column("account", "email", existing_type=sa.String(120), nullable=True)
