"""index postgresql"""
import sqlalchemy as sa
from alembic import op

revision = "index_postgresql"
down_revision = None


def upgrade():
    op.create_index("ix_a", "account", ["a"], postgresql_using="gin")
    op.create_index("ix_b", "account", ["a"], postgresql_where=sa.text("deleted IS NULL"))
    op.create_index("ix_c", "account", ["a"], postgresql_where=sa.column("live") == sa.true())
    op.create_index("ix_d", "account", ["a"], postgresql_include=["b", "c"])
    op.create_index("ix_e", "account", ["a"], postgresql_ops={"a": "gin_trgm_ops"}, postgresql_using="gin")
    op.create_index("ix_f", "account", ["a"], postgresql_with={"fillfactor": 50})
    op.create_index("ix_g", "account", ["a"], postgresql_tablespace="fast")
    op.create_index("ix_h", "account", ["a"], postgresql_where="a > 5")

def downgrade():
    pass
