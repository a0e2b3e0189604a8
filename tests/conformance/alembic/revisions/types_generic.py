"""types generic"""
import sqlalchemy as sa
from alembic import op

revision = "types_generic"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("c0", sa.Integer))
    op.add_column("t", sa.Column("c1", sa.Integer()))
    op.add_column("t", sa.Column("c2", sa.BigInteger()))
    op.add_column("t", sa.Column("c3", sa.SmallInteger()))
    op.add_column("t", sa.Column("c4", sa.Boolean()))
    op.add_column("t", sa.Column("c5", sa.String(50)))
    op.add_column("t", sa.Column("c6", sa.String(length=50, collation='C')))
    op.add_column("t", sa.Column("c7", sa.Unicode(30)))
    op.add_column("t", sa.Column("c8", sa.Text()))
    op.add_column("t", sa.Column("c9", sa.UnicodeText()))
    op.add_column("t", sa.Column("c10", sa.Date()))
    op.add_column("t", sa.Column("c11", sa.DateTime()))
    op.add_column("t", sa.Column("c12", sa.DateTime(timezone=True)))
    op.add_column("t", sa.Column("c13", sa.Time()))
    op.add_column("t", sa.Column("c14", sa.Time(timezone=True)))
    op.add_column("t", sa.Column("c15", sa.Float()))
    op.add_column("t", sa.Column("c16", sa.Float(precision=53)))
    op.add_column("t", sa.Column("c17", sa.Float(10)))
    op.add_column("t", sa.Column("c18", sa.Numeric()))
    op.add_column("t", sa.Column("c19", sa.Numeric(10, 2)))
    op.add_column("t", sa.Column("c20", sa.Numeric(precision=8)))
    op.add_column("t", sa.Column("c21", sa.DECIMAL(6, 3)))
    op.add_column("t", sa.Column("c22", sa.LargeBinary()))
    op.add_column("t", sa.Column("c23", sa.JSON()))
    op.add_column("t", sa.Column("c24", sa.Interval()))
    op.add_column("t", sa.Column("c25", sa.PickleType()))
    op.add_column("t", sa.Column("c26", sa.VARCHAR(12)))
    op.add_column("t", sa.Column("c27", sa.CHAR(3)))
    op.add_column("t", sa.Column("c28", sa.TEXT()))
    op.add_column("t", sa.Column("c29", sa.INTEGER()))
    op.add_column("t", sa.Column("c30", sa.BIGINT()))
    op.add_column("t", sa.Column("c31", sa.SMALLINT()))
    op.add_column("t", sa.Column("c32", sa.TIMESTAMP()))
    op.add_column("t", sa.Column("c33", sa.TIMESTAMP(timezone=True)))
    op.add_column("t", sa.Column("c34", sa.REAL()))
    op.add_column("t", sa.Column("c35", sa.DATE()))
    op.add_column("t", sa.Column("c36", sa.TIME()))
    op.add_column("t", sa.Column("c37", sa.BOOLEAN()))
    op.add_column("t", sa.Column("c38", sa.NUMERIC(4, 1)))
    op.add_column("t", sa.Column("c39", sa.FLOAT()))

def downgrade():
    pass
