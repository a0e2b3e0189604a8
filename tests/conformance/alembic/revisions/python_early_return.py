"""python early return"""
import sqlalchemy as sa
from alembic import op

revision = "python_early_return"
down_revision = None


def upgrade():
    def maybe(flag):
        if flag:
            return "yes"
        op.execute("SELECT 'not returned'")
        return "no"

    op.execute(f"SELECT '{maybe(True)}'")
    op.execute(f"SELECT '{maybe(False)}'")

def downgrade():
    pass
