"""Imported by a revision beside it."""
from alembic import op

WORD = "shared"


def drop_twice(table):
    op.drop_column(table, "a")
    op.drop_column(table, "b")
