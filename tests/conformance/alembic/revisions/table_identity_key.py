"""table identity key"""
import sqlalchemy as sa
from alembic import op

revision = "table_identity_key"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("id", sa.Integer, sa.Identity(start=1), primary_key=True))

def downgrade():
    pass
