"""python comprehensions"""
import sqlalchemy as sa
from alembic import op

revision = "python_comprehensions"
down_revision = None


def upgrade():
    columns = [sa.Column(n, sa.Integer()) for n in ("a", "b") if n != "b"]
    op.create_table("t", sa.Column("id", sa.Integer, primary_key=True), *columns)
    pairs = {k: v for k, v in zip("ab", (1, 2))}
    for k, v in sorted(pairs.items()):
        op.execute(f"UPDATE t SET {k} = {v}")
    [op.drop_column("t", c) for c in ("x", "y")]
    names = ", ".join(f"'{s.upper()}'" for s in ["p", "q"])
    op.execute(f"DELETE FROM t WHERE s IN ({names})")

def downgrade():
    pass
