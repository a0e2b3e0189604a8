"""execute split"""
import sqlalchemy as sa
from alembic import op

revision = "execute_split"
down_revision = None
SQL = """
UPDATE a SET x = 1;
UPDATE b SET x = 2;
"""


def upgrade():
    for part in SQL.split(";"):
        if part.strip():
            op.execute(part.strip())

def downgrade():
    pass
