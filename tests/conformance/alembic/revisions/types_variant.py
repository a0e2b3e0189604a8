"""types variant"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects import mysql

revision = "types_variant"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("a", sa.JSON().with_variant(postgresql.JSONB(), "postgresql")))
    op.add_column("t", sa.Column("b", sa.BigInteger().with_variant(sa.Integer(), "sqlite")))
    op.add_column("t", sa.Column("c", sa.Text().with_variant(mysql.LONGTEXT(), "mysql")))

def downgrade():
    pass
