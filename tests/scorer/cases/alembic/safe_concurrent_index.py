"""Safe concurrent index."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("parcels_sent_idx", "parcels", ["sent"], postgresql_concurrently=True)


def downgrade():
    with op.get_context().autocommit_block():
        op.drop_index("parcels_sent_idx", table_name="parcels", postgresql_concurrently=True)
