"""constraint not valid"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_not_valid"
down_revision = None


def upgrade():
    op.create_foreign_key("fk_a", "invoice", "account", ["account_id"], ["id"], postgresql_not_valid=True)
    op.create_check_constraint("ck_a", "invoice", "total > 0", postgresql_not_valid=True)
    op.execute("ALTER TABLE invoice VALIDATE CONSTRAINT fk_a")

def downgrade():
    pass
