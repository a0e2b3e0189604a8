"""index expressions"""
import sqlalchemy as sa
from alembic import op

revision = "index_expressions"
down_revision = None


def upgrade():
    op.create_index("ix_a", "account", [sa.text("lower(email)")])
    op.create_index("ix_b", "account", [sa.func.lower(sa.column("email"))], unique=True)
    op.create_index("ix_c", "account", ["a", sa.text("b DESC")])
    op.create_index("ix_d", "account", [sa.column("a").desc(), "b"])

def downgrade():
    pass
