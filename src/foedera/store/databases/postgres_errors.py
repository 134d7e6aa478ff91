"""What PostgreSQL complains of, as a message that says what to do. Codes: appendix A of its documentation."""

from sqlalchemy.exc import DBAPIError

_CODES = {
    "53100": "disk_full",
    "25006": "record_read_only",
    "42501": "record_no_right",
    "55P03": "record_locked",
    "40P01": "record_locked",
    "40001": "record_locked",
    "53300": "server_busy",
    "57P01": "server_gone",
    "57P02": "server_gone",
    "57P03": "server_gone",
    "28P01": "server_password",
    "28000": "server_password",
    "3D000": "database_missing",
    "3F000": "database_missing",
}

_BEFORE_LOGIN = (
    (("password", "mot de passe", "authentication", "authentification", "pg_hba", "role", "rôle"), "server_password"),
    (("too many", "trop de"), "server_busy"),
    (("does not exist", "n'existe pas"), "database_missing"),
)
"""Where no code is given, before a connection stands: words of the server, in the two languages of Foedera; the first that fits."""


def error_key(error: DBAPIError) -> str:
    """The key of the message in views/words."""
    code = getattr(error.orig, "sqlstate", None)
    if code is not None:
        return "server_gone" if code.startswith("08") else _CODES.get(code, "record_failed")
    if type(error.orig).__name__ != "OperationalError":
        return "record_failed"
    reason = str(error.orig).lower()
    return next((key for words, key in _BEFORE_LOGIN if any(word in reason for word in words)), "server_gone")
