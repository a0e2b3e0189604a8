"""core literal"""
import sqlalchemy as sa
from alembic import op

revision = "core_literal"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))
other = sa.table("other", sa.column("a"), sa.column("b"))


def upgrade():
    op.execute(account.insert().from_select(["id", "name"], sa.select(other.c.a, sa.literal("x").label("k")).select_from(other)))
    op.execute(account.update().values(name=sa.literal_column("upper(name)")))
    op.execute(account.update().values(name=sa.text("lower(name)")))

def downgrade():
    pass
