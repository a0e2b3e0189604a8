"""types dialect impl"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "types_dialect_impl"
down_revision = None


class JSON(sa.types.TypeDecorator):
    impl = postgresql.JSONB
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.JSONB(none_as_null=True))
        return dialect.type_descriptor(sa.JSON(none_as_null=True))


class UUID(sa.types.TypeDecorator):
    impl = sa.types.TypeEngine
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "postgresql":
            return dialect.type_descriptor(postgresql.UUID())
        else:
            return dialect.type_descriptor(sa.CHAR(36))


class LongText(sa.types.TypeDecorator):
    impl = sa.Text
    cache_ok = True

    def load_dialect_impl(self, dialect):
        if dialect.name == "mysql":
            return dialect.type_descriptor(mysql.LONGTEXT())
        return super().load_dialect_impl(dialect)


class OwnText(LongText):
    cache_ok = True


def upgrade():
    op.add_column("t", sa.Column("a", JSON(astext_type=sa.Text())))
    op.add_column("t", sa.Column("b", UUID, nullable=False))
    op.alter_column("t", "c", type_=LongText(), existing_type=sa.String(20))


def downgrade():
    op.add_column("t", sa.Column("d", OwnText()))
