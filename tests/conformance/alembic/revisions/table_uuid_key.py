"""table uuid key"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "table_uuid_key"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("id", postgresql.UUID(as_uuid=True), server_default=sa.text("gen_random_uuid()"), nullable=False), sa.PrimaryKeyConstraint("id"))

def downgrade():
    pass
