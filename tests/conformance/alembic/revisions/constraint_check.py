"""constraint check"""
import sqlalchemy as sa
from alembic import op

revision = "constraint_check"
down_revision = None


def upgrade():
    op.create_check_constraint("ck_a", "account", "age > 18")
    op.create_check_constraint("ck_b", "account", sa.text("age < 180"), schema="crm")
    op.create_check_constraint("ck_c", "account", sa.func.length(sa.column("name")) > 5)
    op.create_check_constraint("ck_d", "account", sa.and_(sa.column("a") > 1, sa.or_(sa.column("b") == "x", sa.column("c").is_(None))))
    op.create_check_constraint("ck_e", "account", sa.column("state").in_(["a", "b"]))

def downgrade():
    op.drop_constraint("ck_a", "account", type_="check")
