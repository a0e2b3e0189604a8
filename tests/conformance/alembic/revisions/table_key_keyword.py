"""table key keyword"""
import sqlalchemy as sa
from alembic import op

revision = "table_key_keyword"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("x", sa.Integer, nullable=True), sa.PrimaryKeyConstraint("x", name="pk_m"))

def downgrade():
    pass
