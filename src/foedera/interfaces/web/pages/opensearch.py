"""The search of the desk as browsers take it among their own (OpenSearch 1.1): its address is that of the desk as the browser knows it."""

from xml.sax.saxutils import escape

from fastapi import APIRouter, Request
from starlette.responses import Response

from foedera.interfaces.web.language import language_asked
from foedera.interfaces.web.links import desk_address
from foedera.interfaces.web.site import Site

router = APIRouter()
PATH = "/opensearch.xml"
MEDIA_TYPE = "application/opensearchdescription+xml"
DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Foedera</ShortName>
<Description>{about}</Description>
<Language>{lang}</Language>
<InputEncoding>UTF-8</InputEncoding>
<OutputEncoding>UTF-8</OutputEncoding>
<Image width="16" height="16" type="image/svg+xml">{desk}/static/icon.svg</Image>
<Url type="text/html" rel="results" template="{desk}/search?q={{searchTerms}}"/>
<Url type="application/atom+xml" template="{desk}/feeds/search.atom?q={{searchTerms}}"/>
<Url type="{media}" rel="self" template="{desk}{path}"/>
</OpenSearchDescription>
"""


@router.get(PATH)
def description(request: Request) -> Response:
    """What a browser needs to know; it tells nothing of the record, so that strangers may ask for it too."""
    site: Site = request.app.state.site
    labels = site.labels(language_asked(request))
    desk, about = escape(desk_address(request), {'"': "&quot;"}), escape(labels.words.say("web.find"))
    text = DESCRIPTION.format(about=about, lang=labels.lang, desk=desk, media=MEDIA_TYPE, path=PATH)
    return Response(text, media_type=MEDIA_TYPE, headers={"vary": "Accept-Language, Cookie"})
