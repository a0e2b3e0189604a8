"""constraint self reference"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_self_reference"
down_revision = None


def upgrade():
    op.create_foreign_key("f", "node", "node", ["parent"], ["id"])

def downgrade():
    pass
