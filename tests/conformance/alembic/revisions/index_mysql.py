"""index mysql"""
import sqlalchemy as sa
from alembic import op

revision = "index_mysql"
down_revision = None


def upgrade():
    op.create_index("ix_a", "account", ["a", "b"], mysql_length={"a": 10})
    op.create_index("ix_b", "account", ["a"], mysql_length=5)
    op.create_index("ix_c", "account", ["a"], mysql_prefix="FULLTEXT")
    op.create_index("ix_d", "account", ["a"], mysql_using="hash")

def downgrade():
    pass
