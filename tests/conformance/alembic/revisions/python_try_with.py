"""python try with"""
import sqlalchemy as sa
from alembic import op

revision = "python_try_with"
down_revision = None


def upgrade():
    try:
        op.execute("SELECT 1")
    finally:
        op.execute("SELECT 2")
    with op.batch_alter_table("account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("a", sa.Integer(), nullable=True))
        batch_op.alter_column("b", existing_type=sa.Integer(), nullable=False)
        batch_op.create_index("ix_a", ["a"], unique=False)
        batch_op.create_unique_constraint("uq_a", ["a"])
        batch_op.create_foreign_key("fk_a", "other", ["a"], ["id"], ondelete="CASCADE")
        batch_op.create_index(batch_op.f("ix_q"), ["q"], unique=True)

def downgrade():
    with op.batch_alter_table("account", schema="crm") as batch_op:
        batch_op.drop_constraint("fk_a", type_="foreignkey")
        batch_op.drop_index("ix_a")
        batch_op.drop_column("a")
