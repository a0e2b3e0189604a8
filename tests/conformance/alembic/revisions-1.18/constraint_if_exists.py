"""constraint if exists"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "constraint_if_exists"
down_revision = None


def upgrade():
    op.drop_constraint("a_fk", "t", type_="foreignkey", if_exists=True)
    op.drop_constraint("a_uq", "t", type_="unique", if_exists=True, schema="app")


def downgrade():
    pass
