"""python globals"""
import sqlalchemy as sa
from alembic import op

revision = "python_globals"
down_revision = None
COUNT = 1


def upgrade():
    global COUNT
    COUNT += 1
    op.execute(f"SELECT {COUNT}")

def downgrade():
    op.execute(f"SELECT {COUNT}")
