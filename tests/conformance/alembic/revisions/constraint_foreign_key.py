"""constraint foreign key"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_foreign_key"
down_revision = None


def upgrade():
    op.create_foreign_key("fk_a", "invoice", "account", ["account_id"], ["id"])
    op.create_foreign_key(None, "invoice", "account", ["account_id"], ["id"], ondelete="CASCADE", onupdate="RESTRICT")
    op.create_foreign_key("fk_b", "invoice", "account", ["a", "b"], ["x", "y"], source_schema="s", referent_schema="r", deferrable=True, initially="DEFERRED")

def downgrade():
    op.drop_constraint("fk_a", "invoice", type_="foreignkey")
