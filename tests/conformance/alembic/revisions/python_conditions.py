"""python conditions"""
import sqlalchemy as sa
from alembic import op

revision = "python_conditions"
down_revision = None
FLAG = True
NAMES = ("x", "y")


def upgrade():
    bind = op.get_bind()
    if bind.dialect.name == "postgresql":
        op.execute("SELECT 'postgresql'")
    elif bind.dialect.name == "mysql":
        op.execute("SELECT 'mysql'")
    else:
        op.execute("SELECT 'other'")
    name = "a" if op.get_context().dialect.name != "mysql" else "b"
    op.drop_table(name)
    if not FLAG or (FLAG and len(NAMES) > 1):
        op.execute("SELECT 1")
    if "x" in NAMES and "z" not in NAMES:
        op.execute("SELECT 2")

def downgrade():
    if op.get_context().dialect.name == "postgresql":
        return
    op.execute("SELECT 3")
