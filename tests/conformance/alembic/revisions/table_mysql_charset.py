"""table mysql charset"""
import sqlalchemy as sa
from alembic import op

revision = "table_mysql_charset"
down_revision = None


def upgrade():
    op.create_table("x", sa.Column("id", sa.Integer, primary_key=True), mysql_charset="utf8mb4")

def downgrade():
    op.drop_table("x")
