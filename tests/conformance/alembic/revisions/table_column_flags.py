"""table column flags"""
import sqlalchemy as sa
from alembic import op

revision = "table_column_flags"
down_revision = None


def upgrade():
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(80), unique=True, nullable=False),
        sa.Column("team_id", sa.Integer, sa.ForeignKey("team.id", name="fk_team"), index=True),
        sa.Column("boss_id", sa.Integer, sa.ForeignKey("person.id", use_alter=True)),
    )

def downgrade():
    op.drop_table("person")
