"""execute function"""
import sqlalchemy as sa
from alembic import op

revision = "execute_function"
down_revision = None


def upgrade():
    op.execute("""
    CREATE OR REPLACE FUNCTION touch() RETURNS trigger AS $body$
    BEGIN
      NEW.at := now();
      RETURN NEW;
    END;
    $body$ LANGUAGE plpgsql;
    """)

def downgrade():
    op.execute("DROP FUNCTION touch()")
