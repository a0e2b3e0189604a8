"""column names quoted"""
import sqlalchemy as sa
from alembic import op

revision = "column_names_quoted"
down_revision = None


def upgrade():
    op.add_column("user", sa.Column("order", sa.Integer()))
    op.add_column("userAccounts", sa.Column("firstName", sa.Text()))
    op.add_column("t-1", sa.Column("1st", sa.Text()))
    op.add_column("rank", sa.Column("system", sa.Text()))

def downgrade():
    op.drop_column("rank", "system")
    op.drop_column("user", "order")
