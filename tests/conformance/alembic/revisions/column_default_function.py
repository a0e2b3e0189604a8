"""column default function"""
import sqlalchemy as sa
from alembic import op

revision = "column_default_function"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("id", sa.String(36), server_default=sa.text("gen_random_uuid()")))
    op.add_column("t", sa.Column("d", sa.Date(), server_default=sa.func.current_date()))

def downgrade():
    pass
