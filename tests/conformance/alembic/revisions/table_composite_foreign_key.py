"""table composite foreign key"""
import sqlalchemy as sa
from alembic import op

revision = "table_composite_foreign_key"
down_revision = None


def upgrade():
    op.create_table("m", sa.Column("x", sa.Integer), sa.Column("y", sa.Integer), sa.ForeignKeyConstraint(["x", "y"], ["o.a", "o.b"], name="fk", deferrable=True, initially="DEFERRED", match="FULL"))

def downgrade():
    pass
