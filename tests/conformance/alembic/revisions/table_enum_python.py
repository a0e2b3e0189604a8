"""table enum python"""
import sqlalchemy as sa
from alembic import op
import enum

revision = "table_enum_python"
down_revision = None
class State(enum.Enum):
    new = "N"
    done = "D"


def upgrade():
    op.create_table("job", sa.Column("state", sa.Enum(State)))

def downgrade():
    pass
