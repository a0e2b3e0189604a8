"""index where forms"""
import sqlalchemy as sa
from alembic import op

revision = "index_where_forms"
down_revision = None


def upgrade():
    op.create_index("i1", "t", ["a"], postgresql_where=sa.column("a").isnot(None))
    op.create_index("i2", "t", ["a"], unique=True, postgresql_where=sa.text("status = 'new'"))
    op.create_index("i3", "t", ["a"], postgresql_where=sa.and_(sa.column("b") == 1, sa.column("c") == "x"))
    op.create_index("i4", "t", ["a"], postgresql_where=sa.column("s").in_(["p", "q"]))

def downgrade():
    pass
