"""python batch loop"""
import sqlalchemy as sa
from alembic import op

revision = "python_batch_loop"
down_revision = None


def upgrade():
    for t in ("a", "b"):
        with op.batch_alter_table(t) as batch:
            batch.add_column(sa.Column("n", sa.Integer()))
            batch.drop_column("o")
            batch.alter_column("p", new_column_name="q", existing_type=sa.Integer())
            batch.create_check_constraint("ck_n", "n > 0")
            batch.create_primary_key("pk", ["n"])
            batch.drop_constraint("u", type_="unique")

def downgrade():
    pass
