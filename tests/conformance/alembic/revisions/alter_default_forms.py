"""alter default forms"""
import sqlalchemy as sa
from alembic import op

revision = "alter_default_forms"
down_revision = None


def upgrade():
    op.alter_column("t", "a", server_default=sa.false(), existing_type=sa.Boolean())
    op.alter_column("t", "a", server_default="abc", existing_type=sa.String(4))
    op.alter_column("t", "a", server_default=sa.text("nextval('s')"), existing_type=sa.Integer())

def downgrade():
    pass
