"""python while"""
import sqlalchemy as sa
from alembic import op

revision = "python_while"
down_revision = None


def upgrade():
    n = 3
    while n > 0:
        op.execute(f"SELECT {n}")
        n -= 1
    for i in range(10):
        if i == 2:
            break
        op.execute(f"SELECT 'b{i}'")

def downgrade():
    pass
