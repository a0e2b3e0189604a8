"""table partitioned"""
import sqlalchemy as sa
from alembic import op

revision = "table_partitioned"
down_revision = None


def upgrade():
    op.create_table("event", sa.Column("id", sa.BigInteger, nullable=False), sa.Column("at", sa.DateTime, nullable=False), postgresql_partition_by="RANGE (at)")

def downgrade():
    pass
