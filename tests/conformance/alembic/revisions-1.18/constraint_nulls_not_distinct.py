"""constraint nulls not distinct"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "constraint_nulls_not_distinct"
down_revision = None


def upgrade():
    op.create_unique_constraint("u", "t", ["a", "b"], postgresql_nulls_not_distinct=True)
    op.create_index("i", "t", ["a"], unique=True, postgresql_nulls_not_distinct=True)
    op.create_index("j", "t", ["a"], postgresql_include=["b", "c"], if_not_exists=True)


def downgrade():
    op.drop_index("j", "t", if_exists=True)
