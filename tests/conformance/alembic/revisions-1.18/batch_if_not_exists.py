"""batch if not exists"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "batch_if_not_exists"
down_revision = None


def upgrade():
    with op.batch_alter_table("t") as batch:
        batch.add_column(sa.Column("a", sa.Integer()), if_not_exists=True)
        batch.drop_column("b", if_exists=True)
        batch.add_column(sa.Column("c", sa.Integer(), sa.ForeignKey("u.id")), inline_references=True)


def downgrade():
    pass
