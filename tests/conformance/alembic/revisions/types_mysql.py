"""types mysql"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql

revision = "types_mysql"
down_revision = None


def upgrade():
    op.add_column("t", sa.Column("c0", mysql.INTEGER(11)))
    op.add_column("t", sa.Column("c1", mysql.INTEGER(unsigned=True)))
    op.add_column("t", sa.Column("c2", mysql.INTEGER(display_width=5, zerofill=True)))
    op.add_column("t", sa.Column("c3", mysql.BIGINT(20, unsigned=True)))
    op.add_column("t", sa.Column("c4", mysql.MEDIUMINT()))
    op.add_column("t", sa.Column("c5", mysql.TINYINT(1)))
    op.add_column("t", sa.Column("c6", mysql.SMALLINT(6)))
    op.add_column("t", sa.Column("c7", mysql.VARCHAR(20, charset='utf8')))
    op.add_column("t", sa.Column("c8", mysql.VARCHAR(20, collation='utf8_bin')))
    op.add_column("t", sa.Column("c9", mysql.CHAR(2)))
    op.add_column("t", sa.Column("c10", mysql.TEXT()))
    op.add_column("t", sa.Column("c11", mysql.MEDIUMTEXT()))
    op.add_column("t", sa.Column("c12", mysql.LONGTEXT(collation='utf8mb4_bin')))
    op.add_column("t", sa.Column("c13", mysql.TINYTEXT()))
    op.add_column("t", sa.Column("c14", mysql.DATETIME()))
    op.add_column("t", sa.Column("c15", mysql.DATETIME(fsp=6)))
    op.add_column("t", sa.Column("c16", mysql.TIMESTAMP(fsp=3)))
    op.add_column("t", sa.Column("c17", mysql.TIME(fsp=2)))
    op.add_column("t", sa.Column("c18", mysql.YEAR()))
    op.add_column("t", sa.Column("c19", mysql.YEAR(4)))
    op.add_column("t", sa.Column("c20", mysql.DOUBLE()))
    op.add_column("t", sa.Column("c21", mysql.DOUBLE(10, 2)))
    op.add_column("t", sa.Column("c22", mysql.DECIMAL(10, 2, unsigned=True)))
    op.add_column("t", sa.Column("c23", mysql.FLOAT(7, 3)))
    op.add_column("t", sa.Column("c24", mysql.BLOB()))
    op.add_column("t", sa.Column("c25", mysql.LONGBLOB()))
    op.add_column("t", sa.Column("c26", mysql.MEDIUMBLOB()))
    op.add_column("t", sa.Column("c27", mysql.TINYBLOB()))
    op.add_column("t", sa.Column("c28", mysql.VARBINARY(16)))
    op.add_column("t", sa.Column("c29", mysql.JSON()))
    op.add_column("t", sa.Column("c30", mysql.ENUM('a', 'b')))
    op.add_column("t", sa.Column("c31", mysql.ENUM('a', "it's", charset='utf8')))
    op.add_column("t", sa.Column("c32", mysql.SET('x', 'y')))
    op.add_column("t", sa.Column("c33", mysql.BIT(4)))
    op.add_column("t", sa.Column("c34", mysql.BIT()))
    op.add_column("t", sa.Column("c35", mysql.NVARCHAR(10)))

def downgrade():
    pass
