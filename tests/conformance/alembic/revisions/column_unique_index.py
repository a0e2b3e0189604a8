"""column unique index"""
import sqlalchemy as sa
from alembic import op

revision = "column_unique_index"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("code", sa.String(8), index=True, unique=True), schema="crm")

def downgrade():
    pass
