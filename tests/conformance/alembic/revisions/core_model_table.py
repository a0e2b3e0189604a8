"""core model table"""
import sqlalchemy as sa
from alembic import op

revision = "core_model_table"
down_revision = None


def upgrade():
    meta = sa.MetaData()
    users = sa.Table("users", meta, sa.Column("id", sa.Integer), sa.Column("email", sa.String), schema="auth")
    op.execute(users.update().where(users.c.email == "x").values(email=sa.func.lower(users.c.email)))
    op.execute(users.insert().values(id=1, email="e"))
    op.execute(users.delete().where(users.c.id > 5))

def downgrade():
    pass
