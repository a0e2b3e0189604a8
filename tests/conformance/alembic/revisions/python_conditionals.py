"""python conditionals"""
import sqlalchemy as sa
from alembic import op

revision = "python_conditionals"
down_revision = None


def upgrade():
    x = None
    op.execute("SELECT 1" if x is None else "SELECT 2")
    if x:
        op.execute("SELECT 3")
    elif not x and "a" < "b" <= "b":
        op.execute("SELECT 4")
    y = x or "z"
    op.execute(f"SELECT '{y}'")
    assert y
    if (n := len("abc")) > 2:
        op.execute(f"SELECT {n}")

def downgrade():
    pass
