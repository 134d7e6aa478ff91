"""The syntax models that come with Foedera: one folder of `models/` a language, made by `make models`, never edited by hand.

    models/<lang>/network.bin   weights of the embedding, the tagger and the parser (spaCy's bytes)
    models/<lang>/network.cfg   the shape of the network (spaCy's configuration)
    models/<lang>/tokenizer.bin the tokenizer of the language (spaCy's bytes)
    models/<lang>/lemmas.tsv.xz form, class, lemma: what the treebanks say where it is not what simplemma says
    models/<lang>/CARD.md       data, credits, licences, scores, faults

spaCy is imported only when a model is asked for: it takes half a second that a command without reading should not pay.
"""

import lzma
import re
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from foedera.errors import Trouble, UsageError

if TYPE_CHECKING:
    from spacy.language import Language

_FIGURE = re.compile(r"\d")
_ANY_LANGUAGE = "xx"  # spaCy's name for no language in particular
_LEFT_OUT = ["vocab", "tokenizer"]


@dataclass(frozen=True, eq=False)
class SyntaxModel:
    """`network` tags and parses; `lemmas`: (form, class) to lemma, names as written, other forms in lower case.

    `has_lemmas`: the pipeline finds lemmas itself.
    """

    lang: str
    network: "Language"
    lemmas: dict[tuple[str, str], str]
    has_lemmas: bool = False


def _models() -> Traversable:
    return resources.files("foedera.language") / "models"


def model_languages() -> tuple[str, ...]:
    """Languages whose model is in the package, in alphabetical order."""
    return tuple(sorted(p.name for p in _models().iterdir() if p.is_dir() and (p / "network.bin").is_file()))


@lru_cache(maxsize=4)
def load_syntax_model(lang: str) -> SyntaxModel:
    """The model that comes with Foedera. Raises KeyError for a language that has none."""
    if lang not in model_languages():
        raise KeyError(lang)
    return read_model(_models() / lang, lang)


def read_model(folder: Traversable, lang: str) -> SyntaxModel:
    """The model in a folder written by `write_model`.

    The tokenizer is read, not made: spaCy's module of a language can take two seconds to import (French: a pattern of 16 000 compounds).
    """
    from spacy.util import load_model_from_config
    from thinc.api import Config

    config = Config().from_str((folder / "network.cfg").read_text(encoding="utf-8"), interpolate=False)
    config["nlp"]["lang"] = _ANY_LANGUAGE
    network = load_model_from_config(config, auto_fill=False, validate=False)
    tokenizer: Any = network.tokenizer
    tokenizer.from_bytes((folder / "tokenizer.bin").read_bytes())
    use_lemma_norms(network, lang)
    network.from_bytes((folder / "network.bin").read_bytes(), exclude=_LEFT_OUT)
    _multiply_quickly(network)
    return SyntaxModel(lang, network, _lemma_table(lzma.decompress((folder / "lemmas.tsv.xz").read_bytes()).decode("utf-8")))


def use_lemma_norms(network: "Language", lang: str) -> None:
    """From here on the NORM of a word, a feature of the network, is its simplemma lemma, figures all being 0: fewer norms, seen oftener."""
    vocab: Any = network.vocab
    vocab.lex_attr_getters[vocab.strings["NORM"]] = partial(_lemma_norm, lang=lang)


def _lemma_norm(form: str, lang: str) -> str:
    import simplemma

    low = _FIGURE.sub("0", form.lower())
    try:
        return str(simplemma.lemmatize(low, lang=lang)) if low.isalpha() else low
    except ValueError:
        return low


def _multiply_quickly(network: "Language") -> None:
    """NumPy multiplies: thinc's own library takes slow code on processors it does not know (33 against 89 GFLOP/s on an EPYC).

    Weights are kept turned as the products want them: to turn them each time takes longer than a product with few words (1.9 times
    as long for 21 words, 1.1 times for 180).
    """
    from thinc.api import NumpyOps

    class TurnedWeights(NumpyOps):  # type: ignore[misc]
        """Weights never change here, so their turned copies are kept: by place and shape, for as long as the network lives."""

        def __init__(self) -> None:
            super().__init__(use_blis=False)
            self._turned: dict[tuple[int, tuple[int, ...]], Any] = {}

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            """The product of two matrices; `y` are weights where it is turned (`trans2`), as in all layers."""
            if trans1 or not trans2:
                return super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            key = y.ctypes.data, y.shape
            if key not in self._turned:
                self._turned[key] = self.xp.ascontiguousarray(y.T)
            return self.xp.dot(x, self._turned[key], out=out)

    ops = TurnedWeights()
    for name in network.pipe_names:
        model: Any = getattr(network.get_pipe(name), "model", None)
        for node in model.walk() if model is not None else ():
            node.ops = ops


def write_model(network: "Language", lemmas: dict[tuple[str, str], str], folder: Path, *, compounds: bool = True) -> None:
    """The trained pipeline and its table of lemmas; the same weights give the same bytes.

    `compounds` False leaves out the tokenizer's list of words never cut, for a language whose pack tells them by rule (`one_word`).
    """
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.cfg").write_text(network.config.to_str(), encoding="utf-8")
    (folder / "tokenizer.bin").write_bytes(_tokenizer_bytes(network, compounds=compounds))
    (folder / "network.bin").write_bytes(network.to_bytes(exclude=_LEFT_OUT))
    rows = "".join(f"{form}\t{upos}\t{lemma}\n" for (form, upos), lemma in sorted(lemmas.items()))
    (folder / "lemmas.tsv.xz").write_bytes(lzma.compress(rows.encode("utf-8"), preset=9))


def _lemma_table(text: str) -> dict[tuple[str, str], str]:
    rows = (line.split("\t") for line in text.splitlines())
    return {(form, upos): lemma for form, upos, lemma in rows}


def _tokenizer_bytes(network: "Language", *, compounds: bool) -> bytes:
    tokenizer: Any = network.tokenizer
    never_cut = tokenizer.token_match
    if not compounds:
        tokenizer.token_match = None
    packed: bytes = tokenizer.to_bytes(exclude=["vocab"])
    tokenizer.token_match = never_cut
    return packed


@lru_cache(maxsize=4)
def load_named_pipeline(lang: str, name: str) -> SyntaxModel:
    """Another spaCy pipeline, by package name or folder. Raises UsageError where it cannot be loaded or does not parse."""
    import spacy

    try:
        network: Any = spacy.load(name, exclude=["ner"])
    except (OSError, ImportError, ValueError) as error:
        raise UsageError(Trouble("no_pipeline", name, detail=str(error).splitlines()[0])) from error
    if "parser" not in network.pipe_names:
        raise UsageError(Trouble("pipeline_without_parser", name, detail=", ".join(network.pipe_names)))
    return SyntaxModel(lang, network, {}, has_lemmas=any("lemmatizer" in p for p in network.pipe_names))
