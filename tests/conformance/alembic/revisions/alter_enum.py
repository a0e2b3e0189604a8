"""alter enum"""
import sqlalchemy as sa
from alembic import op

revision = "alter_enum"
down_revision = None


def upgrade():
    op.alter_column("t", "a", existing_type=sa.Text(), type_=sa.Enum("x", "y", name="kind"), postgresql_using="a::kind")

def downgrade():
    pass
