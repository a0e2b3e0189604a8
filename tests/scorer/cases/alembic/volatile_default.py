"""Volatile default."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.add_column("parcels", sa.Column("public_id", sa.Uuid(), server_default=sa.text("gen_random_uuid()")))  # expect: volatile-default


def downgrade():
    op.drop_column("parcels", "public_id")
