"""alter identity new"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "alter_identity_new"
down_revision = None


def upgrade():
    op.alter_column("t", "id", server_default=sa.Identity(always=True, start=5))
    op.alter_column("t", "id", server_default=sa.Identity(always=False), existing_server_default=sa.Identity(always=True))


def downgrade():
    op.alter_column("t", "id", server_default=None, existing_server_default=sa.Identity(always=True))
