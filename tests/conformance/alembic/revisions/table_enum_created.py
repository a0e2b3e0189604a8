"""table enum created"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "table_enum_created"
down_revision = None


def upgrade():
    state = postgresql.ENUM("new", "done", name="job_state")
    state.create(op.get_bind(), checkfirst=True)
    op.add_column("job", sa.Column("state", state, nullable=False, server_default="new"))

def downgrade():
    op.drop_column("job", "state")
    postgresql.ENUM(name="job_state").drop(op.get_bind())
