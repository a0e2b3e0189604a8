"""constraint drop"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_drop"
down_revision = None


def upgrade():
    op.drop_constraint("a", "t", schema="s", type_="unique")
    op.drop_constraint(op.f("b"), "t", "foreignkey")

def downgrade():
    pass
