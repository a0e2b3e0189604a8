"""table if names quoted"""
import sqlalchemy as sa
from alembic import op

revision = "table_if_names_quoted"
down_revision = None


def upgrade():
    op.create_table("Order", sa.Column("group", sa.Integer), sa.Column("Select", sa.Text), sa.PrimaryKeyConstraint("group"), sa.UniqueConstraint("Select", name="UQ_x"))

def downgrade():
    op.drop_table("Order")
