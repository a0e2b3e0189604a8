"""execute formatted"""
import sqlalchemy as sa
from alembic import op

revision = "execute_formatted"
down_revision = None


def upgrade():
    table = "account"
    op.execute(f"UPDATE {table} SET a = {1 + 1}")
    op.execute("UPDATE %s SET a = '%s'" % (table, "x"))
    op.execute("UPDATE {} SET a = {value}".format(table, value=3))
    op.execute("UPDATE " + table + " SET a = " + str(4))
    op.execute("UPDATE %(t)s SET a = %(n)d" % {"t": table, "n": 7})
    op.execute(f"UPDATE {table!s} SET a = '{5:03d}', b = {{}}" .replace("{}", "1"))
    op.execute(" ".join(["UPDATE", table, "SET", "a = 9"]))
    op.execute("UPDATE account SET a = 1;")

def downgrade():
    pass
