"""alter default"""
import sqlalchemy as sa
from alembic import op

revision = "alter_default"
down_revision = None


def upgrade():
    op.alter_column("account", "n", server_default="5", existing_type=sa.Integer())
    op.alter_column("account", "n", server_default=None)
    op.alter_column("account", "n", server_default=sa.text("now()"), existing_type=sa.Text())
    op.alter_column("account", "at", server_default=sa.func.now(), existing_type=sa.DateTime())

def downgrade():
    pass
