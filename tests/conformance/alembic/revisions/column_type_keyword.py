"""column type keyword"""
import sqlalchemy as sa
from alembic import op

revision = "column_type_keyword"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", type_=sa.Integer()))
    op.add_column("t", sa.Column(name="b", type_=sa.Text(), nullable=False))

def downgrade():
    pass
