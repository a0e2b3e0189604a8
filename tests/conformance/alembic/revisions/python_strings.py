"""python strings"""
import sqlalchemy as sa
from alembic import op

revision = "python_strings"
down_revision = None


def upgrade():
    op.execute("SELECT " + ", ".join(repr(s) for s in ("a", "b")))
    op.execute("SELECT '" + "AbC".lower() + "abc".upper() + "x y".title() + "'")
    op.execute("SELECT '%-5s|%5s|%03d|%.2f'" % ("a", "b", 7, 1.5))
    op.execute("SELECT '{0}{1}{0}'".format("a", "b"))
    op.execute(r"SELECT 'a\d'")
    op.execute("SELECT " "1")
    op.execute(f"SELECT '{'x':>4}{3.14159:.2f}{255:x}'")

def downgrade():
    pass
