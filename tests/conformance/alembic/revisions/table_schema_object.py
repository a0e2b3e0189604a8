"""table schema object"""
import sqlalchemy as sa
from alembic import op

revision = "table_schema_object"
down_revision = None


def upgrade():
    op.execute(sa.schema.CreateSchema("crm"))

def downgrade():
    op.execute(sa.schema.DropSchema("crm", cascade=True))
