"""execute colons"""
import sqlalchemy as sa
from alembic import op

revision = "execute_colons"
down_revision = None


def upgrade():
    op.execute("UPDATE t SET a = '12:30', b = c::text, d = '{\"k\": 1}'")
    op.execute("UPDATE t SET a = 'x\\:y'")

def downgrade():
    pass
