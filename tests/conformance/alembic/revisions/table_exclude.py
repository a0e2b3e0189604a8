"""table exclude"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "table_exclude"
down_revision = None


def upgrade():
    op.create_table("booking", sa.Column("room", sa.Integer), sa.Column("during", postgresql.TSRANGE()),
        postgresql.ExcludeConstraint(("room", "="), ("during", "&&"), name="no_overlap", using="gist"))

def downgrade():
    pass
