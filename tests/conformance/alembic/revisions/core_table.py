"""core table"""
import sqlalchemy as sa
from alembic import op

revision = "core_table"
down_revision = None


def upgrade():
    meta = sa.MetaData()
    t = sa.Table("account", meta, sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String(30)))
    op.execute(t.update().where(t.c.name == "a").values(name="b"))
    op.execute(t.insert().values(name="c", id=4))

def downgrade():
    pass
