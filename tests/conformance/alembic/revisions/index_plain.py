"""index plain"""
import sqlalchemy as sa
from alembic import op

revision = "index_plain"
down_revision = None


def upgrade():
    op.create_index("ix_a", "account", ["a"])
    op.create_index(op.f("ix_b"), "account", ["a", "order"], unique=True)
    op.create_index("ix_c", "account", ["a"], schema="crm", unique=False)
    op.create_index(None, "account", ["a"])

def downgrade():
    op.drop_index("ix_a", table_name="account")
    op.drop_index("ix_c", "account", schema="crm")
    op.drop_index(op.f("ix_b"), table_name="account")
