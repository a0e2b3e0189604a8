"""table comment new"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "table_comment_new"
down_revision = None


def upgrade():
    op.create_table("t", sa.Column("a", sa.Integer(), comment="the a"), comment="the t", if_not_exists=True)
    op.alter_column("t", "a", comment="other", existing_comment="the a", existing_type=sa.Integer())


def downgrade():
    pass
