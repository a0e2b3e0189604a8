"""python sibling"""
import sqlalchemy as sa
from alembic import op
from shared_words import WORD, drop_twice

revision = "python_sibling"
down_revision = None


def upgrade():
    op.execute(f"SELECT '{WORD}'")
    drop_twice("t")

def downgrade():
    pass
