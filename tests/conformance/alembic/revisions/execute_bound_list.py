"""execute bound list"""
import sqlalchemy as sa
from alembic import op

revision = "execute_bound_list"
down_revision = None


def upgrade():
    op.execute(sa.text("UPDATE t SET a = :v WHERE n = :n").bindparams(sa.bindparam("v", 5), n="x"))
    op.execute(sa.text("UPDATE t SET a = :v").bindparams(v=1.5))

def downgrade():
    pass
