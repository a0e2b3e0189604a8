"""execute bound"""
import sqlalchemy as sa
from alembic import op

revision = "execute_bound"
down_revision = None


def upgrade():
    op.execute(sa.text("UPDATE account SET a = :a, b = :b WHERE c = :c").bindparams(a=1, b="it's", c=None))
    op.execute(sa.text("UPDATE account SET a = :a").bindparams(sa.bindparam("a", True)))

def downgrade():
    pass
