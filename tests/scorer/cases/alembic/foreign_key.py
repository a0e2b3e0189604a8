"""Foreign key."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.create_foreign_key("parcels_depot_fk", "parcels", "depots", ["depot_id"], ["id"])  # expect: foreign-key-validated-in-place


def downgrade():
    op.drop_constraint("parcels_depot_fk", "parcels", type_="foreignkey")
