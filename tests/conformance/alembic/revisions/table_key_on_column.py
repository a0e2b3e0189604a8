"""table key on column"""
import sqlalchemy as sa
from alembic import op

revision = "table_key_on_column"
down_revision = None


def upgrade():
    op.create_table("a", sa.Column("id", sa.BigInteger(), primary_key=True), sa.Column("x", sa.Integer()))
    op.create_table("b", sa.Column("id", sa.SmallInteger(), primary_key=True))
    op.create_table("c", sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False))
    op.create_table("d", sa.Column("id", sa.String(36), primary_key=True))
    op.create_table("e", sa.Column("id", sa.Integer(), sa.ForeignKey("a.id"), primary_key=True))
    op.create_table("f", sa.Column("id", sa.Integer(), primary_key=True, server_default=sa.text("1")))
    op.create_table("g", sa.Column("x", sa.Integer(), primary_key=True), sa.Column("y", sa.Integer(), primary_key=True))
    op.create_table("h", sa.Column("x", sa.Integer(), primary_key=True), sa.Column("y", sa.Integer(), primary_key=True, autoincrement=True))
    op.create_table("i", sa.Column("id", sa.Numeric(), primary_key=True))

def downgrade():
    for name in "abcdefghi":
        op.drop_table(name)
