"""In which language a text is written, among those that have a pack."""

from foedera.language.pack import languages

_SAMPLE = 5000
_SHORT = 200


def language_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The language code and notes.

    A long text in a language without a pack keeps its own code, so that it can be refused by name;
    a short one gets the likeliest of the packs' languages and the note `language_unsure`.
    """
    import py3langid

    sample = text[:_SAMPLE]
    ranked = [str(code) for code, _ in py3langid.rank(sample)]
    known = languages()
    if ranked[0] in known or len(sample.strip()) >= _SHORT:
        return ranked[0], ()
    likeliest = next((code for code in ranked if code in known), known[0])
    return likeliest, (f"language_unsure:{likeliest}",)
