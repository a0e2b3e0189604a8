"""constraint unique"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_unique"
down_revision = None


def upgrade():
    op.create_unique_constraint("uq_a", "account", ["email"])
    op.create_unique_constraint(None, "account", ["email", "order"], schema="crm")
    op.create_unique_constraint("uq_d", "account", ["x"], deferrable=True, initially="DEFERRED")

def downgrade():
    op.drop_constraint("uq_a", "account", type_="unique")
