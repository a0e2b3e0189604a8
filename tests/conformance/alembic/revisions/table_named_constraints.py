"""table named constraints"""
import sqlalchemy as sa
from alembic import op

revision = "table_named_constraints"
down_revision = None


def upgrade():
    op.create_table(
        "invoice",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("total", sa.Numeric(10, 2), server_default="0", nullable=False),
        sa.CheckConstraint("total >= 0", name=op.f("ck_invoice_total")),
        sa.ForeignKeyConstraint(["account_id"], ["crm.account.id"], name=op.f("fk_invoice_account"), ondelete="SET NULL", onupdate="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invoice")),
        sa.UniqueConstraint("account_id", "total", name="uq_invoice", deferrable=True, initially="DEFERRED"),
        schema="billing",
    )

def downgrade():
    op.drop_table("invoice", schema="billing")
