"""Safe new table."""
import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "vans",
        sa.Column("id", sa.BigInteger(), primary_key=True),
        sa.Column("plate", sa.String(20), nullable=False, unique=True),
        sa.Column("bought", sa.DateTime(timezone=True), server_default=sa.func.now()),
    )
    op.create_index("vans_bought", "vans", ["bought"])
    op.add_column("vans", sa.Column("wheels", sa.Integer(), nullable=False))
    op.alter_column("vans", "plate", type_=sa.Text())


def downgrade():
    op.drop_table("vans")
