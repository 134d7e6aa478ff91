"""Text for files in XML: what XML 1.0 (section 2.2) has no place for, even escaped, is left out."""

from html import escape

_ILLEGAL = dict.fromkeys([*(n for n in range(0x20) if chr(n) not in "\t\n\r"), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF])


def xml_legal(text: str) -> str:
    """The text without characters that would make a file ill-formed.

    >>> xml_legal("Pact\\x1b of\\x0c Rio")
    'Pact of Rio'
    """
    return text.translate(_ILLEGAL)


def xml_escaped(text: str) -> str:
    """The text as content of an element, or as a value between quotation marks.

    >>> xml_escaped("a < b\\x0c")
    'a &lt; b'
    """
    return escape(xml_legal(text))
