"""alter type"""
import sqlalchemy as sa
from alembic import op

revision = "alter_type"
down_revision = None


def upgrade():
    op.alter_column("account", "n", type_=sa.BigInteger(), existing_type=sa.Integer())
    op.alter_column("account", "n", type_=sa.Text(), existing_type=sa.Integer(), existing_nullable=False, existing_server_default="x")
    op.alter_column("account", "n", type_=sa.Integer(), postgresql_using="n::integer")

def downgrade():
    pass
