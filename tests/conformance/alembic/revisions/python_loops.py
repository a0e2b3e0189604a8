"""python loops"""
import sqlalchemy as sa
from alembic import op

revision = "python_loops"
down_revision = None
TABLES = ["one", "two"]


def upgrade():
    for table in ("a", "b"):
        op.add_column(table, sa.Column("org_id", sa.Integer()))
    for table, columns in {"a": ["x", "y"], "b": ["z"]}.items():
        for column in columns:
            op.drop_column(table, column)
    for i, table in enumerate(TABLES, 1):
        op.create_index(f"ix_{i}_{table}", table, ["id"])
    for old, new in zip(TABLES, reversed(TABLES)):
        op.execute(f"INSERT INTO {old} SELECT * FROM {new}")
    for n in range(3):
        if n == 1:
            continue
        op.execute(f"SELECT {n}")
    while TABLES[:0]:
        op.execute("never")

def downgrade():
    for table in reversed(TABLES):
        op.drop_table(table)
    else:
        op.execute("SELECT 1")
