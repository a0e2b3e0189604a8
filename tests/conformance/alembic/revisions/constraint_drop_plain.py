"""constraint drop plain"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_drop_plain"
down_revision = None


def upgrade():
    op.drop_constraint("a", "t")

def downgrade():
    pass
