"""python unpacking"""
import sqlalchemy as sa
from alembic import op

revision = "python_unpacking"
down_revision = None


def upgrade():
    first, *rest = ["a", "b", "c"]
    (x, y), z = (1, 2), 3
    op.execute(f"SELECT '{first}', '{rest[-1]}', {x}, {y}, {z}")
    a = b = 5
    a += 1
    op.execute(f"SELECT {a}, {b}")

def downgrade():
    pass
