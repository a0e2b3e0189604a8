"""type domain create"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "type_domain_create"
down_revision = None


def upgrade():
    positive = postgresql.DOMAIN("positive", sa.Integer(), check="VALUE > 0", not_null=True, default="1")
    positive.create(op.get_bind(), checkfirst=False)
    op.add_column("t", sa.Column("p", positive))


def downgrade():
    op.drop_column("t", "p")
    postgresql.DOMAIN("positive", sa.Integer()).drop(op.get_bind(), checkfirst=False)
