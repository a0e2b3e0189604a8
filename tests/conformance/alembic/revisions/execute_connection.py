"""execute connection"""
import sqlalchemy as sa
from alembic import op

revision = "execute_connection"
down_revision = None
account = sa.table("account", sa.column("id", sa.Integer), sa.column("name", sa.String))


def upgrade():
    connection = op.get_bind()
    connection.execute("UPDATE account SET a = 1")
    connection.execute(sa.text("UPDATE account SET a = 2"))
    op.get_bind().execute(account.delete().where(account.c.id == 4))

def downgrade():
    pass
