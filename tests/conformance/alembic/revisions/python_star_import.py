"""python star import"""
import sqlalchemy as sa
from alembic import op
from shared_words import *

revision = "python_star_import"
down_revision = None


def upgrade():
    op.execute(f"SELECT '{WORD}'")
    drop_twice("x")

def downgrade():
    pass
