"""column primary key"""
import sqlalchemy as sa
from alembic import op

revision = "column_primary_key"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("id", sa.BigInteger(), primary_key=True))

def downgrade():
    pass
