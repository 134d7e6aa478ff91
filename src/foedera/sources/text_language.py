"""In which language a text is written, among those that have a pack."""

from foedera.language.pack import languages

_SAMPLE = 5000
_SHORT = 200
# Languages with a press of their own that a guess may fall on; of the hundred others some pass for them (a creole for its parent).
_PRESS_LANGUAGES = frozenset(
    (
        "ar", "bg", "bn", "cs", "da", "de", "el", "en", "es", "fa", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ka",
        "kk", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "th", "tr", "uk", "ur",
        "vi", "zh",
    )
)  # fmt: skip


def language_of(text: str) -> tuple[str, tuple[str, ...]]:
    """The language code and notes.

    A long text in a language without a pack keeps its own code, so that it can be refused by name;
    a short one gets the likeliest of the packs' languages and the note `language_unsure`.
    """
    import py3langid

    sample = text[:_SAMPLE]
    known = languages()
    ranked = [str(code) for code, _ in py3langid.rank(sample) if code in {*known, *_PRESS_LANGUAGES}]
    if ranked[0] in known or len(sample.strip()) >= _SHORT:
        return ranked[0], ()
    likeliest = next((code for code in ranked if code in known), known[0])
    return likeliest, (f"language_unsure:{likeliest}",)
