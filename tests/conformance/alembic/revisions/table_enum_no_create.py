"""table enum no create"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "table_enum_no_create"
down_revision = None


def upgrade():
    op.create_table("job", sa.Column("state", postgresql.ENUM("new", "done", name="job_state", create_type=False)))

def downgrade():
    pass
