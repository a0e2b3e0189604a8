"""python helpers"""
import sqlalchemy as sa
from alembic import op

revision = "python_helpers"
down_revision = None
def add(name, table="account", type_=None, **kw):
    if type_ is None:
        type_ = sa.Integer()
    op.add_column(table, sa.Column(name, type_, **kw))


def add_all(*names, **kw):
    for name in names:
        add(name, **kw)


def upgrade():
    add("a")
    add("b", type_=sa.Text(), nullable=False)
    add(name="c", table="d")
    add_all("x", "y", nullable=False)
    later = lambda t: op.drop_table(t)
    later("gone")

def downgrade():
    def drop(*names, table="account"):
        for name in names:
            op.drop_column(table, name)

    drop("a", "b")
    drop(*["c"], **{"table": "d"})
