"""column imports"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import Column, ForeignKey, Integer, text
from sqlalchemy.dialects.postgresql import JSONB

revision = "column_imports"
down_revision = None


def upgrade():
    op.add_column("t", Column("a", Integer(), ForeignKey("x.id")))
    op.add_column("t", Column("b", JSONB, server_default=text("'{}'::jsonb")))

def downgrade():
    op.drop_column('t', 'b')
