"""execute text"""
import sqlalchemy as sa
from alembic import op

revision = "execute_text"
down_revision = None


def upgrade():
    op.execute("UPDATE account SET a = 1")
    op.execute("INSERT INTO t (a) VALUES ('it''s 50% done')")
    op.execute(sa.text("DELETE FROM account WHERE a = 5"))
    op.execute("""
        UPDATE account
        SET at = '2020-01-01 12:30:00'
        WHERE x::text = 'a'
    """)

def downgrade():
    op.execute("UPDATE account SET a = NULL")
