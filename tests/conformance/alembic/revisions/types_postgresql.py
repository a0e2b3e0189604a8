"""types postgresql"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "types_postgresql"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("c0", postgresql.JSONB()))
    op.add_column("t", sa.Column("c1", postgresql.JSON(astext_type=sa.Text())))
    op.add_column("t", sa.Column("c2", postgresql.JSONB(astext_type=sa.Text())))
    op.add_column("t", sa.Column("c3", postgresql.UUID()))
    op.add_column("t", sa.Column("c4", postgresql.UUID(as_uuid=True)))
    op.add_column("t", sa.Column("c5", postgresql.ARRAY(sa.String())))
    op.add_column("t", sa.Column("c6", postgresql.ARRAY(sa.Integer(), dimensions=2)))
    op.add_column("t", sa.Column("c7", postgresql.ARRAY(sa.String(20))))
    op.add_column("t", sa.Column("c8", postgresql.INET()))
    op.add_column("t", sa.Column("c9", postgresql.CIDR()))
    op.add_column("t", sa.Column("c10", postgresql.MACADDR()))
    op.add_column("t", sa.Column("c11", postgresql.HSTORE()))
    op.add_column("t", sa.Column("c12", postgresql.TSVECTOR()))
    op.add_column("t", sa.Column("c13", postgresql.INT4RANGE()))
    op.add_column("t", sa.Column("c14", postgresql.TSTZRANGE()))
    op.add_column("t", sa.Column("c15", postgresql.DATERANGE()))
    op.add_column("t", sa.Column("c16", postgresql.NUMRANGE()))
    op.add_column("t", sa.Column("c17", postgresql.BYTEA()))
    op.add_column("t", sa.Column("c18", postgresql.TIMESTAMP()))
    op.add_column("t", sa.Column("c19", postgresql.TIMESTAMP(timezone=True, precision=3)))
    op.add_column("t", sa.Column("c20", postgresql.TIME(precision=2)))
    op.add_column("t", sa.Column("c21", postgresql.INTERVAL()))
    op.add_column("t", sa.Column("c22", postgresql.INTERVAL(fields='DAY')))
    op.add_column("t", sa.Column("c23", postgresql.BIT(8)))
    op.add_column("t", sa.Column("c24", postgresql.BIT(varying=True)))
    op.add_column("t", sa.Column("c25", postgresql.BIT(16, varying=True)))
    op.add_column("t", sa.Column("c26", postgresql.DOUBLE_PRECISION()))
    op.add_column("t", sa.Column("c27", postgresql.DOUBLE_PRECISION(precision=53)))
    op.add_column("t", sa.Column("c28", postgresql.MONEY()))
    op.add_column("t", sa.Column("c29", postgresql.OID()))
    op.add_column("t", sa.Column("c30", postgresql.REGCLASS()))
    op.add_column("t", sa.Column("c31", postgresql.VARCHAR(7)))
    op.add_column("t", sa.Column("c32", postgresql.VARCHAR()))
    op.add_column("t", sa.Column("c33", postgresql.TEXT()))
    op.add_column("t", sa.Column("c34", postgresql.ENUM('a', 'b', name='kind')))
    op.add_column("t", sa.Column("c35", postgresql.NUMERIC(3)))
    op.add_column("t", sa.Column("c36", postgresql.REAL()))
    op.add_column("t", sa.Column("c37", postgresql.BOOLEAN()))
    op.add_column("t", sa.Column("c38", postgresql.FLOAT(4)))

def downgrade():
    pass
