"""types decorator"""
import sqlalchemy as sa
from alembic import op

revision = "types_decorator"
down_revision = None
class Lower(sa.types.TypeDecorator):
    impl = sa.String(40)
    cache_ok = True


class Point(sa.types.UserDefinedType):
    def get_col_spec(self, **kw):
        return "POINT"


def upgrade():
    op.add_column("t", sa.Column("a", Lower()))

def downgrade():
    op.add_column("t", sa.Column("b", Point()))
