"""Who asks: on this machine alone, its user, who may do everything; from elsewhere, only users of the record."""

from dataclasses import dataclass

from starlette.requests import Request

ROLES = ("reader", "analyst", "admin")
LOCAL_USER = "local"


@dataclass(frozen=True, slots=True)
class Visitor:
    """A person or program at the desk. `role`: reader, analyst (may judge and add) or admin."""

    name: str
    role: str

    def may(self, role: str) -> bool:
        """Whether the visitor has this role or a higher one."""
        return ROLES.index(self.role) >= ROLES.index(role)


def visitor_of(request: Request) -> Visitor:
    """The visitor who sends this request."""
    return Visitor(LOCAL_USER, ROLES[-1])
