"""Rows by a bound key."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    connection = op.get_bind()
    for row in connection.execute(sa.text("SELECT id, position FROM queues")):
        connection.execute(
            sa.text("UPDATE queues SET priority = :priority WHERE id = :id").params({"priority": row[1], "id": row[0]})
        )
    connection.execute(sa.text("DELETE FROM settings WHERE name = :name"), {"name": "old"})


def downgrade():
    pass
