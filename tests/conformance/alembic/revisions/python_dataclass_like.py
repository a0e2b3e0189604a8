"""python dataclass like"""
import sqlalchemy as sa
from alembic import op
import collections

revision = "python_dataclass_like"
down_revision = None
Change = collections.namedtuple("Change", "table column")
CHANGES = [Change("a", "x"), Change(table="b", column="y")]


def upgrade():
    for c in CHANGES:
        op.alter_column(c.table, c.column, existing_type=sa.Integer(), type_=sa.BigInteger())

def downgrade():
    pass
