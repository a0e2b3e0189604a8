"""column plain"""
import sqlalchemy as sa
from alembic import op

revision = "column_plain"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("email", sa.String(length=120), nullable=True))

def downgrade():
    op.drop_column("account", "email")
