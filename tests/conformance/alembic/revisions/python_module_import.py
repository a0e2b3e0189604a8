"""python module import"""
import sqlalchemy as sa
from alembic import op
import shared_words as shared_words

revision = "python_module_import"
down_revision = None


def upgrade():
    op.execute(f"SELECT '{shared_words.WORD}'")

def downgrade():
    pass
