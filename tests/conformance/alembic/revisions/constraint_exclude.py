"""constraint exclude"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_exclude"
down_revision = None


def upgrade():
    op.create_exclude_constraint("no_overlap", "booking", ("during", "&&"), ("room", "="), where="room > 0", using="gist")

def downgrade():
    pass
