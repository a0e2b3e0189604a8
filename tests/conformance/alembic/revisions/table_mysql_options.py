"""table mysql options"""
import sqlalchemy as sa
from alembic import op

revision = "table_mysql_options"
down_revision = None


def upgrade():
    op.create_table("x", sa.Column("id", sa.Integer, primary_key=True), mysql_engine="InnoDB")

def downgrade():
    op.drop_table("x")
