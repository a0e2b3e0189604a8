"""table prefixes"""
import sqlalchemy as sa
from alembic import op

revision = "table_prefixes"
down_revision = None


def upgrade():
    op.create_table("tmp", sa.Column("a", sa.Integer), prefixes=["TEMPORARY"])

def downgrade():
    pass
