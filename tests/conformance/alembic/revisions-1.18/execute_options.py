"""execute options"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "execute_options"
down_revision = None


def upgrade():
    op.execute("CREATE INDEX i ON t (a)", execution_options={"isolation_level": "AUTOCOMMIT"})


def downgrade():
    pass
