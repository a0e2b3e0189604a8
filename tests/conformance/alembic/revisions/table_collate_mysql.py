"""table collate mysql"""
import sqlalchemy as sa
from alembic import op

revision = "table_collate_mysql"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("a", sa.Integer), mysql_collate="utf8_bin")

def downgrade():
    pass
