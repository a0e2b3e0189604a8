"""alter json"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "alter_json"
down_revision = None


def upgrade():
    op.alter_column("t", "a", existing_type=postgresql.JSON(), type_=postgresql.JSONB(), postgresql_using="a::jsonb")

def downgrade():
    op.alter_column("t", "b", existing_type=sa.Boolean(), nullable=False, server_default=sa.text("false"))
