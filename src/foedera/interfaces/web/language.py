"""Which language a page speaks: the one in its address, else the one chosen before, else the browser's, else English."""

from starlette.requests import Request

from foedera.views.words import catalogue_languages

COOKIE = "foedera_lang"
FALLBACK = "en"


def language_asked(request: Request) -> str:
    """The language of the answer to this request, one that has a catalogue."""
    for given in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if given in catalogue_languages():
            return given
    return language_accepted(request.headers.get("accept-language", ""))


def language_accepted(header: str) -> str:
    """The first language of an Accept-Language header that has a catalogue, in the browser's order of liking.

    >>> language_accepted("de, fr-CH;q=0.9, en;q=0.8")
    'fr'
    """
    liked = sorted(enumerate(header.split(",")), key=lambda item: (-_weight(item[1]), item[0]))
    codes = [part.split(";")[0].strip()[:2].lower() for _, part in liked if _weight(part) > 0]
    return next((code for code in codes if code in catalogue_languages()), FALLBACK)


def _weight(part: str) -> float:
    _, _, weight = part.partition(";q=")
    try:
        return float(weight) if weight else 1.0
    except ValueError:
        return 0.0
