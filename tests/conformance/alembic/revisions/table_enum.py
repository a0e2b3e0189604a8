"""table enum"""
import sqlalchemy as sa
from alembic import op

revision = "table_enum"
down_revision = None


def upgrade():
    op.create_table("job", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Enum("new", "done", name="job_state"), nullable=False), sa.Column("was", sa.Enum("new", "done", name="job_state")))
    op.create_table("job2", sa.Column("state", sa.Enum("new", "done", name="job_state")), sa.Column("k", sa.Enum("a", "bcd", name="kind", native_enum=False)))

def downgrade():
    op.drop_table("job")
    sa.Enum(name="job_state").drop(op.get_bind(), checkfirst=False)
