"""index expression forms"""
import sqlalchemy as sa
from alembic import op

revision = "index_expression_forms"
down_revision = None


def upgrade():
    op.create_index("i1", "t", [sa.text("(data->>'k')")], postgresql_using="btree")
    op.create_index("i2", "t", [sa.text("a DESC NULLS LAST"), "b"])
    op.create_index("i3", "t", [sa.func.coalesce(sa.column("a"), sa.column("b"))])
    op.create_index("i4", "t", [sa.text("to_tsvector('english', body)")], postgresql_using="gin")

def downgrade():
    pass
