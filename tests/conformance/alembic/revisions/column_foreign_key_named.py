"""column foreign key named"""
import sqlalchemy as sa
from alembic import op

revision = "column_foreign_key_named"
down_revision = None


def upgrade():
    op.add_column("invoice", sa.Column("account_id", sa.BigInteger(), sa.ForeignKey("crm.account.id", name="fk_account", onupdate="SET NULL", deferrable=True, initially="DEFERRED"), nullable=False))

def downgrade():
    pass
