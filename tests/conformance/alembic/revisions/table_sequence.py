"""table sequence"""
import sqlalchemy as sa
from alembic import op

revision = "table_sequence"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("id", sa.Integer, sa.Sequence("m_id"), primary_key=True))
    op.execute(sa.schema.CreateSequence(sa.Sequence("s1", start=5, increment=2)))

def downgrade():
    op.execute(sa.schema.DropSequence(sa.Sequence("s1")))
