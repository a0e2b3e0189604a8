"""python nested functions"""
import sqlalchemy as sa
from alembic import op

revision = "python_nested_functions"
down_revision = None


def upgrade():
    def outer(x):
        def inner(y):
            return f"{x}-{y}"
        return inner("b")
    op.execute(f"SELECT '{outer('a')}'")

def downgrade():
    pass
