"""python lambda map"""
import sqlalchemy as sa
from alembic import op

revision = "python_lambda_map"
down_revision = None


def upgrade():
    for n in map(lambda s: s + "_id", filter(None, ["a", "", "b"])):
        op.drop_column("t", n)
    for n in sorted(["b", "a"], key=lambda s: s, reverse=True):
        op.drop_column("u", n)

def downgrade():
    pass
