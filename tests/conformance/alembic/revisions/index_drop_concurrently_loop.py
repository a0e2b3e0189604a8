"""index drop concurrently loop"""
import sqlalchemy as sa
from alembic import op

revision = "index_drop_concurrently_loop"
down_revision = None


def upgrade():
    for n in ("a", "b"):
        with op.get_context().autocommit_block():
            op.drop_index(n, table_name="t", postgresql_concurrently=True)

def downgrade():
    pass
