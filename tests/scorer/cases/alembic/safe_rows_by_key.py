"""Safe rows by key."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    settings = sa.table("settings", sa.column("name", sa.Text), sa.column("value", sa.Text))
    op.bulk_insert(settings, [{"name": "labels", "value": "on"}])
    op.execute(settings.update().where(settings.c.name == "theme").values(value="dark"))


def downgrade():
    op.execute("DELETE FROM settings WHERE name = 'labels'")
