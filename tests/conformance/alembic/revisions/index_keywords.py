"""index keywords"""
import sqlalchemy as sa
from alembic import op

revision = "index_keywords"
down_revision = None


def upgrade():
    op.create_index(index_name="ix", table_name="t", columns=["a"], unique=True, schema="s")

def downgrade():
    op.drop_index(index_name="ix", table_name="t", schema="s")
