"""constraint names quoted"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_names_quoted"
down_revision = None


def upgrade():
    op.create_unique_constraint("UQ_Name", "userTable", ["firstName"])
    op.create_foreign_key("order", "user", "group", ["user"], ["from"])

def downgrade():
    op.drop_constraint("UQ_Name", "userTable", type_="unique")
