"""column in schema"""
import sqlalchemy as sa
from alembic import op

revision = "column_in_schema"
down_revision = None


def upgrade():
    op.add_column("account", sa.Column("a", sa.Integer()), schema="crm")

def downgrade():
    op.drop_column("account", "a", schema="crm")
