"""python dicts"""
import sqlalchemy as sa
from alembic import op

revision = "python_dicts"
down_revision = None


def upgrade():
    MAP = {"a": 1}
    MAP.update(b=2)
    MAP["c"] = 3
    for key in MAP:
        op.execute(f"SELECT '{key}', {MAP[key]}, {MAP.get('zz', 0)}")
    for key, value in {**MAP, "d": 4}.items():
        op.execute(f"SELECT '{key}', {value}")
    print(list(MAP.keys()), MAP.pop("a"), len(MAP))

def downgrade():
    pass
