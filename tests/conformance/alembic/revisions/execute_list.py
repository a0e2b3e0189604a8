"""execute list"""
import sqlalchemy as sa
from alembic import op

revision = "execute_list"
down_revision = None
STATEMENTS = [
    "UPDATE a SET x = 1",
    "UPDATE b SET x = 1",
]


def upgrade():
    for statement in STATEMENTS:
        op.execute(statement)

def downgrade():
    for statement in STATEMENTS[::-1]:
        op.execute(statement.replace("1", "2"))
