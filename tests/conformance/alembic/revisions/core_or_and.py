"""core or and"""
import sqlalchemy as sa
from alembic import op

revision = "core_or_and"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    c = account.c
    op.execute(account.delete().where(sa.or_(c.id == 1, sa.and_(c.id == 2, c.name == "x"))))
    op.execute(account.delete().where(sa.and_(sa.or_(c.id == 1, c.id == 3), c.name == "x")))
    op.execute(account.delete().where(c.id == 1).where(c.name == "y"))

def downgrade():
    pass
