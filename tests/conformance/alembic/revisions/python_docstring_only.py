"""python docstring only"""
import sqlalchemy as sa
from alembic import op

revision = "python_docstring_only"
down_revision = None


def upgrade():
    """Nothing to do."""
    pass

def downgrade():
    """Nothing to undo."""
