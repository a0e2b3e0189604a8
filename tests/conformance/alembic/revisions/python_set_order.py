"""python set order"""
import sqlalchemy as sa
from alembic import op

revision = "python_set_order"
down_revision = None


def upgrade():
    for n in sorted({"c", "a", "b"}):
        op.drop_column("t", n)
    if {"a"} == {"a"} and any(x > 1 for x in (1, 2)) and all([True]):
        op.execute("SELECT 1")

def downgrade():
    pass
