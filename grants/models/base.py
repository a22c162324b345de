"""What every record shares: typed columns, named constraints, money and states."""

from datetime import date, datetime
from decimal import Decimal
from enum import Enum as PythonEnum
from typing import Any, ClassVar, Literal, dataclass_transform

from sqlalchemy import BigInteger, Date, DateTime, Enum, Identity, MetaData, Numeric, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, MappedAsDataclass, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from grants.programme.money import Money, eur


class MoneyColumn(TypeDecorator[Money]):
    """EUR with two places in the database, Money in the program; sums come back as Money too."""

    impl = Numeric(14, 2)
    cache_ok = True

    def process_bind_param(self, value: Money | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else value.decimal

    def process_result_value(self, value: Decimal | None, dialect: Dialect) -> Money | None:
        return None if value is None else eur(value)


def enum_column(kind: type[PythonEnum], name: str | None = None) -> Enum:
    """A choice as text with a check beside it, called after the class unless a name is given."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda kind: [member.value for member in kind],
    )


def number(*, init: Literal[False] = False) -> Any:
    """The identity of a record, for the program only; people see public numbers.

    `init` is never given: it tells the type checker that a new record has no identity yet.
    """
    return mapped_column(BigInteger, Identity(), primary_key=True, init=init)


# Without this the type checker does not know that every value is given by name.
@dataclass_transform(kw_only_default=True, field_specifiers=(mapped_column, relationship, number))
class Base(MappedAsDataclass, DeclarativeBase, kw_only=True, eq=False, repr=False):
    """The root of all records. Misspelt and missing values are type errors, not surprises."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        int: BigInteger,
        str: Text,
        date: Date,
        datetime: DateTime(timezone=True),
        Money: MoneyColumn,
        dict[str, Any]: JSONB,
        list[Any]: JSONB,
        PythonEnum: enum_column(PythonEnum),
    }


Country = String(2)
"""ISO 3166 code with two letters."""

__all__ = ["Base", "Country", "Mapped", "MoneyColumn", "enum_column", "number"]
