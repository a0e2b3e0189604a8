"""column keywords"""
import sqlalchemy as sa
from alembic import op

revision = "column_keywords"
down_revision = None


def upgrade():
    op.add_column(table_name="t", column=sa.Column("a", sa.Integer()), schema="s")

def downgrade():
    op.drop_column(table_name="t", column_name="a", schema="s")
