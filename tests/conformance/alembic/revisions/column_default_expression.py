"""column default expression"""
import sqlalchemy as sa
from alembic import op

revision = "column_default_expression"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("made", sa.DateTime(), server_default=sa.func.now(), nullable=False))
    op.add_column("account", sa.Column("seen", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP")))
    op.add_column("account", sa.Column("live", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.add_column("account", sa.Column("gone", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("account", sa.Column("count", sa.Integer(), server_default=sa.text("0")))
    op.add_column("account", sa.Column("none", sa.Integer(), server_default=sa.null()))
    op.add_column("account", sa.Column("digits", sa.Integer(), server_default="0"))

def downgrade():
    for name in ("made", "seen", "live", "gone", "count", "none", "digits"):
        op.drop_column("account", name)
