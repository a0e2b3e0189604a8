"""execute many lines"""
import sqlalchemy as sa
from alembic import op

revision = "execute_many_lines"
down_revision = None


def upgrade():
    op.execute("""
        -- a comment
        UPDATE t SET a = 1;
        UPDATE t SET b = 2;
    """)

def downgrade():
    pass
