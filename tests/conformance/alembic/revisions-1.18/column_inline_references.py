"""column inline references"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "column_inline_references"
down_revision = None


def upgrade():
    op.add_column("orders", sa.Column("org_id", sa.BigInteger(), sa.ForeignKey("orgs.id")), inline_references=True)
    op.add_column("orders", sa.Column("user_id", sa.BigInteger(), sa.ForeignKey("app.users.id", name="orders_user", ondelete="CASCADE", onupdate="RESTRICT")), inline_references=True)
    op.add_column("orders", sa.Column("shop_id", sa.BigInteger(), sa.ForeignKey("shops.id", deferrable=True, initially="DEFERRED"), nullable=False), inline_references=True, if_not_exists=True)


def downgrade():
    op.drop_column("orders", "org_id")
