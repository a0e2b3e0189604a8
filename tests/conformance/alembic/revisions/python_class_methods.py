"""python class methods"""
import sqlalchemy as sa
from alembic import op

revision = "python_class_methods"
down_revision = None
class Helper:
    suffix = "_id"

    def __init__(self, table):
        self.table = table

    def add(self, name):
        op.add_column(self.table, sa.Column(name + self.suffix, sa.Integer()))

    @staticmethod
    def drop(table, name):
        op.drop_column(table, name)


def upgrade():
    Helper("t").add("a")
    Helper.drop("t", "b")

def downgrade():
    pass
