"""Safe nullable columns."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("SET lock_timeout = '3s'")
    op.add_column("parcels", sa.Column("note", sa.Text(), nullable=True))
    op.add_column("parcels", sa.Column("pieces", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("parcels", sa.Column("seen", sa.DateTime(), server_default=sa.text("now()"), nullable=False))


def downgrade():
    op.execute("SET lock_timeout = '3s'")
    op.drop_column("parcels", "seen")
    op.drop_column("parcels", "pieces")
    op.drop_column("parcels", "note")
