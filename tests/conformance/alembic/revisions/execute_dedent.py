"""execute dedent"""
import sqlalchemy as sa
from alembic import op
import textwrap

revision = "execute_dedent"
down_revision = None


def upgrade():
    op.execute(textwrap.dedent("""
        UPDATE t
        SET a = 1
    """))

def downgrade():
    pass
