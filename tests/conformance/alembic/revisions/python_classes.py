"""python classes"""
import sqlalchemy as sa
from alembic import op
import enum
from sqlalchemy.ext.declarative import declarative_base

revision = "python_classes"
down_revision = None
Base = declarative_base()


class Kind(enum.Enum):
    big = "B"
    small = "S"


class Account(Base):
    __tablename__ = "accounts"
    id = sa.Column(sa.Integer, primary_key=True)
    name = sa.Column(sa.String(20))


def upgrade():
    op.execute(Account.__table__.update().where(Account.id == 1).values(name=Kind.big.value))
    for kind in Kind:
        op.execute(f"INSERT INTO kinds VALUES ('{kind.name}', '{kind.value}')")

def downgrade():
    pass
