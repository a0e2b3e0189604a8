"""column foreign key"""
import sqlalchemy as sa
from alembic import op

revision = "column_foreign_key"
down_revision = None


def upgrade():
    op.add_column("invoice", sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id", ondelete="CASCADE")))

def downgrade():
    op.drop_column("invoice", "account_id")
