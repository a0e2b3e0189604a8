"""alter loop"""
import sqlalchemy as sa
from alembic import op

revision = "alter_loop"
down_revision = None


def upgrade():
    for table, column in (("a", "x"), ("b", "y")):
        op.alter_column(table, column, existing_type=sa.Integer(), type_=sa.BigInteger())

def downgrade():
    pass
