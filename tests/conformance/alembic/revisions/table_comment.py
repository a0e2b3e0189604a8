"""table comment"""
import sqlalchemy as sa
from alembic import op

revision = "table_comment"
down_revision = None


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("t", sa.Text, comment="the text"), comment="all notes")
    op.create_table_comment("note", "every note", existing_comment="all notes", schema="s")

def downgrade():
    op.drop_table_comment("note", existing_comment="all notes")
    op.drop_table("note")
