"""foreign not valid"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "foreign_not_valid"
down_revision = None


def upgrade():
    op.create_foreign_key("fk", "t", "u", ["a"], ["id"], postgresql_not_valid=True, ondelete="SET NULL")
    op.create_check_constraint("ck", "t", sa.text("a > 0"), postgresql_not_valid=True)
    op.create_check_constraint("ck2", "t", sa.column("a") > 5)


def downgrade():
    pass
