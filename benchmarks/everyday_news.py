"""What most of a stream of articles is to Foedera: made-up news of every day that tells of no state, and real prose of treebanks.

Made-up words are drawn with a fixed seed: the same count gives the same texts. The prose is that of the development and test parts
of the treebanks beside the repository (`../shared/corpora`): news, Wikipedia, parliament, travel, reviews; many of its passages quote,
count, date and name states. Nothing of it is kept here.
"""

import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from foedera.sources.model import Document

_FIRST = ("Lucie", "Karim", "Agathe", "Bruno", "Nadia", "Hugo", "Olga", "Tom", "Grace", "Peter")
_LAST = ("Vasseur", "Amrani", "Lepic", "Tardieu", "Fontanel", "Hollis", "Marsden", "Quill", "Brandt", "Osgood")
_TOWN = ("Vaudreuil-sur-Lys", "Montbrac", "Saint-Aubran", "Fairhollow", "Wexcombe", "Little Marrow")
_SENTENCES = {
    "fr": (
        "{first} {last} a ouvert sa boulangerie en {month_fr} dans une rue de {town}, où {n} clients passent chaque matin.",
        "La pluie a retardé les travaux du stade, qui devaient s'achever {day_fr} et coûteront {n} euros de plus.",
        "Le conseil municipal de {town} a voté la hausse du prix de la cantine, contre l'avis de {n} parents d'élèves.",
        "Les pompiers ont éteint l'incendie d'un entrepôt de {town} après {n} heures d'efforts, sans faire de blessé.",
        "L'équipe a perdu {k} à {n} devant {m} spectateurs, et son entraîneur, {first} {last}, a salué le courage des plus jeunes.",
        "Le festival de jazz revient {day_fr} avec {n} concerts, dont la plupart sont gratuits pour les moins de {k} ans.",
        "Au musée, {first} {last} montre des dessins que personne n'avait vus depuis {n} ans.",
        "Il fera doux demain, avec quelques averses sur les collines et un vent de {n} kilomètres à l'heure.",
        "Le prix du beurre a pris {n} centimes depuis {month_fr}, ce qui inquiète les pâtissiers de {town}.",
    ),
    "en": (
        "{first} {last} opened a bakery in {month_en} on a side street of {town}, and {n} people queue there every morning.",
        "Rain held up work on the stand, which was due to be finished {day_en} and will cost {n} more than planned.",
        "Councillors in {town} voted to raise the price of school meals, against the wishes of {n} parents.",
        "Firefighters put out a blaze at a warehouse near {town} after {n} hours, and nobody was hurt.",
        "The side lost by {k} to {n} before a crowd of {m}, and coach {first} {last} praised the youngest players.",
        "The jazz festival is back {day_en} with {n} concerts, most of them free for those under {k}.",
        "At the museum, {first} {last} shows drawings that nobody had seen for {n} years.",
        "It will be mild tomorrow, with a few showers over the hills and gusts of {n} miles an hour.",
        "The price of butter has risen by {n} pence since {month_en}, to the dismay of bakers in {town}.",
    ),
}
_MONTHS = {"fr": ("mars", "juin", "octobre"), "en": ("March", "June", "October")}
_DAYS = {"fr": ("lundi", "jeudi", "samedi"), "en": ("on Monday", "on Thursday", "on Saturday")}


def everyday_news(count: int, *, sentences: int = 16, seed: int = 7) -> list[Document]:
    """`count` documents of `sentences` sentences, French and English by turns."""
    chance = random.Random(seed)
    return [_document(number, ("fr", "en")[number % 2], sentences, chance) for number in range(count)]


def _document(number: int, lang: str, sentences: int, chance: random.Random) -> Document:
    text = " ".join(_sentence(lang, chance) for _ in range(sentences))
    return Document(f"everyday-{number}", text, lang, published="2024-06-20")


def _sentence(lang: str, chance: random.Random) -> str:
    words = {f"{name}_{code}": chance.choice(table[code]) for name, table in (("month", _MONTHS), ("day", _DAYS)) for code in ("fr", "en")}
    told = {"first": chance.choice(_FIRST), "last": chance.choice(_LAST), "town": chance.choice(_TOWN)}
    numbers = {"n": chance.randint(2, 90), "k": chance.randint(1, 30), "m": chance.randint(200, 9000)}
    return chance.choice(_SENTENCES[lang]).format(**words, **told, **numbers)


_TEXT = "# text = "  # how a CoNLL-U file gives a sentence as it was written


def treebank_prose(folder: Path, *, sentences: int = 16) -> list[Document]:
    """Documents of so many sentences that follow one another in the treebanks of a folder, French and English; none where it is absent."""
    found = []
    for path in sorted(folder.glob("*.conllu.xz")):
        if "train" not in path.name:
            lines = list(_texts(path))
            starts = range(0, len(lines), sentences)
            found += [
                Document(f"{path.name}-{i}", " ".join(lines[i : i + sentences]), path.name[:2], published="2024-06-20") for i in starts
            ]
    return found


def _texts(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from (line.removeprefix(_TEXT).strip() for line in lines if line.startswith(_TEXT))
