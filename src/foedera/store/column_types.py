"""Column types that mean the same in every database: texts in order of their code points, with every character that Python has."""

from typing import Any

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.dialects.postgresql import TEXT
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

_MARK = "\U0010ffff"  # no character of any writing (Unicode: a noncharacter, for use inside programs)
_NUL, _ITSELF = _MARK + "0", _MARK + "1"


class _PostgresText(TypeDecorator[str]):
    """PostgreSQL has no NUL in texts and sorts by the customs of a country: NUL is written otherwise, the order is that of bytes."""

    impl = TEXT(collation="C")
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The text as it is stored."""
        if value is None or ("\0" not in value and _MARK not in value):
            return value
        return value.replace(_MARK, _ITSELF).replace("\0", _NUL)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> str | None:
        """The stored text as it was."""
        return value if value is None or _MARK not in value else value.replace(_NUL, "\0").replace(_ITSELF, _MARK)


KEY: TypeEngine[str] = String().with_variant(_PostgresText(), "postgresql")
"""A short text: an id, a code, a name."""
HASH: TypeEngine[str] = String(64).with_variant(_PostgresText(), "postgresql")
"""SHA-256 in hexadecimal."""
WORDS: TypeEngine[str] = Text().with_variant(_PostgresText(), "postgresql")
"""A text of any length."""
NUMBER_64 = BigInteger
"""A whole number of up to 63 bits."""
