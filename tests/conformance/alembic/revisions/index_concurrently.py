"""index concurrently"""
import sqlalchemy as sa
from alembic import op

revision = "index_concurrently"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_a", "account", ["a"], postgresql_concurrently=True)
    op.add_column("account", sa.Column("x", sa.Integer))

def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("ix_a", table_name="account", postgresql_concurrently=True)
