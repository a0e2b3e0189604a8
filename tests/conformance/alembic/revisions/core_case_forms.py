"""core case forms"""
import sqlalchemy as sa
from alembic import op

revision = "core_case_forms"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("live", sa.Boolean), sa.column("total", sa.Numeric))


def upgrade():
    op.execute(account.update().values(name=sa.case((account.c.id < 3, "few"), (account.c.id < 9, "some"), else_="many")))
    op.execute(account.update().values(name=sa.case({1: "one", 2: "two"}, value=account.c.id, else_="x")))

def downgrade():
    pass
