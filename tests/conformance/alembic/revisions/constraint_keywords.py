"""constraint keywords"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_keywords"
down_revision = None


def upgrade():
    op.create_foreign_key(constraint_name="f", source_table="a", referent_table="b", local_cols=["x"], remote_cols=["y"])
    op.create_unique_constraint(constraint_name="u", table_name="a", columns=["x"])
    op.create_check_constraint(constraint_name="c", table_name="a", condition="x > 0")
    op.create_primary_key(constraint_name="p", table_name="a", columns=["x"])

def downgrade():
    op.drop_constraint(constraint_name="u", table_name="a", type_="unique")
