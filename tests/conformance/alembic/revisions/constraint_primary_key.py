"""constraint primary key"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_primary_key"
down_revision = None


def upgrade():
    op.create_primary_key("pk_a", "account", ["id"])
    op.create_primary_key(None, "account", ["id", "version"], schema="crm")

def downgrade():
    op.drop_constraint("pk_a", "account", type_="primary")
