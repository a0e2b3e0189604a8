"""constraint check forms"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_check_forms"
down_revision = None


def upgrade():
    a, b = sa.column("a"), sa.column("b")
    op.create_check_constraint("c1", "t", (a > 0) & (b < 5))
    op.create_check_constraint("c2", "t", sa.or_(a.is_(None), b.isnot(None)))
    op.create_check_constraint("c3", "t", a + b <= 100)
    op.create_check_constraint("c4", "t", sa.func.lower(sa.column("n")) == sa.column("n"))
    op.create_check_constraint("c5", "t", a.between(1, 9))
    op.create_check_constraint("c6", "t", sa.column("s").like("x%"))
    op.create_check_constraint("c7", "t", ~a.in_([1, 2]))
    op.create_check_constraint("c8", "t", a != None)

def downgrade():
    pass
