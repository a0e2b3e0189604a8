"""index quoted"""
import sqlalchemy as sa
from alembic import op

revision = "index_quoted"
down_revision = None


def upgrade():
    op.create_index("IX_Mixed", "userTable", ["firstName", "order"])

def downgrade():
    op.drop_index("IX_Mixed", table_name="userTable")
