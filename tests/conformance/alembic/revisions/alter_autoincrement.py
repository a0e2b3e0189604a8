"""alter autoincrement"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "alter_autoincrement"
down_revision = None


def upgrade():
    op.alter_column("account", "id", existing_type=mysql.INTEGER(11), autoincrement=True, existing_nullable=False)

def downgrade():
    pass
