"""Answers that a notebook shows as a page and a terminal as text. Every word in a page is escaped."""

from functools import lru_cache
from importlib import resources
from typing import Any

from jinja2 import Environment, PackageLoader

STYLE = "style.css"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(loader=PackageLoader("foedera.interfaces.notebook", "pages"), autoescape=True, trim_blocks=True, lstrip_blocks=True)


@lru_cache(maxsize=1)
def _style() -> str:
    return (resources.files("foedera.interfaces.notebook") / "pages" / STYLE).read_text(encoding="utf-8")


class Shown:
    """What can show itself: `text` for a terminal, a page for a notebook. A subclass names its page and what fills it."""

    page: str

    @property
    def text(self) -> str:
        """The same in plain text, one fact a line."""
        raise NotImplementedError

    def _filling(self) -> dict[str, Any]:
        """What the page needs, by name."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        from markupsafe import Markup

        return _environment().get_template(self.page).render(style=Markup(_style()), **self._filling())

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        """Both, by media type; a notebook takes what it can show (IPython, rich display)."""
        return {"text/html": self._repr_html_(), "text/plain": self.text}
