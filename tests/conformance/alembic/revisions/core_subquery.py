"""core subquery"""
import sqlalchemy as sa
from alembic import op

revision = "core_subquery"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))
other = sa.table("other", sa.column("a"), sa.column("b"))


def upgrade():
    op.execute(account.update().values(name=sa.select(other.c.b).where(other.c.a == account.c.id).scalar_subquery()))
    op.execute(account.delete().where(account.c.id.in_(sa.select(other.c.a))))

def downgrade():
    pass
