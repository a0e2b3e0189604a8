"""execute do block"""
import sqlalchemy as sa
from alembic import op

revision = "execute_do_block"
down_revision = None


def upgrade():
    op.execute("""
    DO $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'k') THEN
        CREATE TYPE k AS ENUM ('a');
      END IF;
    END
    $$;
    """)

def downgrade():
    pass
